//! Threads for work that would keep a core busy. They step back for everything else that runs (P8).

use tokio::{
    runtime::{Builder, Runtime},
    task::JoinHandle,
};

/// How far these threads step back, of 19. Beside them a page waits for about a tenth of what it would otherwise.
#[cfg(target_os = "linux")]
const NICE: i32 = 10;

/// So many threads, made when there is work for them.
#[derive(Debug)]
pub(crate) struct Workshop(Option<Runtime>);

impl Workshop {
    pub(crate) fn new(threads: usize) -> Self {
        // Only the runtime's threads for blocking work are used; nothing is ever awaited on it.
        let built = Builder::new_current_thread()
            .max_blocking_threads(threads.max(1))
            .thread_name("usher-hash")
            .on_thread_start(step_back)
            .build();
        if let Err(error) = &built {
            tracing::warn!(%error, "passwords are hashed on threads that do not step back");
        }
        Self(built.ok())
    }

    /// Runs work on one of the threads. It goes on when nobody waits for it any more.
    #[expect(clippy::disallowed_methods, reason = "this is the store's hasher, which bounds what it starts")]
    pub(crate) fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
        match &self.0 {
            Some(runtime) => runtime.spawn_blocking(work),
            None => tokio::task::spawn_blocking(work),
        }
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // The last handle may go inside a task, where waiting for threads is not allowed.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// On Linux each thread has a priority of its own. Elsewhere it is the whole program's, which stays as it is.
fn step_back() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(NICE) {
        tracing::debug!(%error, "a thread that hashes passwords cannot step back");
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[tokio::test]
    async fn sec_p08_threads_that_hash_step_back_and_others_do_not() {
        let workshop = Workshop::new(1);
        let own = rustix::process::nice(0).unwrap();
        assert_eq!(workshop.run(|| rustix::process::nice(0).unwrap()).await.unwrap(), (own + NICE).min(19));
        assert_eq!(rustix::process::nice(0).unwrap(), own);
    }
}
