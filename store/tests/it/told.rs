//! What sqlx tells while something runs: how many statements it takes, and what each of them touches.

use std::sync::{Arc, Mutex};
use tracing::{Event, Subscriber, field::Visit};
use tracing_subscriber::{Layer, layer::Context};

/// Keeps what sqlx tells: each statement, and each notice of PostgreSQL.
#[derive(Clone, Default)]
pub(crate) struct Told(Arc<Mutex<Vec<(String, String)>>>);

struct Words(String);

impl Visit for Words {
    fn record_debug(&mut self, _: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        self.0 += &format!("{value:?} ");
    }
}

impl<S: Subscriber> Layer<S> for Told {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut words = Words(String::new());
        event.record(&mut words);
        self.0.lock().unwrap().push((event.metadata().target().to_owned(), words.0));
    }
}

impl Told {
    pub(crate) fn forget(&self) {
        self.0.lock().unwrap().clear();
    }

    /// How many statements there were.
    pub(crate) fn statements(&self) -> usize {
        // A connection that is opened meanwhile is set up by a statement of its own.
        let ours = |(target, words): &&(String, String)| target == "sqlx::query" && !words.contains("SET ROLE");
        self.0.lock().unwrap().iter().filter(ours).count()
    }

    /// How many statements, and how many blocks the last plan touched.
    pub(crate) fn take(&self) -> (usize, u64) {
        let statements = self.statements();
        let told = std::mem::take(&mut *self.0.lock().unwrap());
        let plan = told.iter().rev().find(|(_, words)| words.contains("Buffers:")).expect("a plan is told");
        // The first line about buffers is the whole plan's.
        let line = plan.1.split("Buffers: shared").nth(1).unwrap();
        let line = line.split("\\n").next().unwrap().split('\n').next().unwrap();
        let number = |name: &str| {
            let rest = line.split(name).nth(1).unwrap_or("0");
            rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<u64>().unwrap_or(0)
        };
        (statements, number("hit=") + number("read="))
    }
}
