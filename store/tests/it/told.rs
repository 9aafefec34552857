//! What sqlx tells while something runs: how many statements it takes, and what each of them touches.

use std::{
    cell::RefCell,
    sync::{Arc, Mutex, Once},
};
use tracing::{Event, Metadata, Subscriber, field::Visit, subscriber::Interest};
use tracing_subscriber::{
    Layer,
    layer::{Context, SubscriberExt},
    util::SubscriberInitExt,
};

/// Keeps what sqlx tells on the thread of one test: each statement, and each notice of PostgreSQL.
#[derive(Clone, Default)]
pub(crate) struct Told(Arc<Mutex<Vec<(String, String)>>>);

thread_local! {
    static LISTENS: RefCell<Option<Told>> = const { RefCell::new(None) };
}

/// Passes on to who listens on this thread. One for the whole program, since with listeners of their own
/// `tracing` keeps what the first test that comes by answers, and that one may not listen at all.
struct Ear;

struct Words(String);

impl Visit for Words {
    fn record_debug(&mut self, _: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        self.0 += &format!("{value:?} ");
    }
}

impl<S: Subscriber> Layer<S> for Ear {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, _: &Metadata<'_>, _: Context<'_, S>) -> bool {
        LISTENS.with_borrow(Option::is_some)
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let Some(told) = LISTENS.with_borrow(Clone::clone) else { return };
        let mut words = Words(String::new());
        event.record(&mut words);
        told.0.lock().unwrap().push((event.metadata().target().to_owned(), words.0));
    }
}

impl Told {
    /// Listens on this thread, which is that of one test, from now on.
    pub(crate) fn listen() -> Self {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| tracing_subscriber::registry().with(Ear).init());
        let told = Self::default();
        LISTENS.set(Some(told.clone()));
        told
    }

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
