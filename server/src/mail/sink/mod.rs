//! A mail server that keeps what it is given: the inbox of development, and the other end in tests.
//!
//! It speaks real SMTP on a loopback port, so that a mail takes the same way here as everywhere else.

mod conversation;

pub use conversation::Behaviour;

use std::{
    collections::VecDeque,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{
    net::TcpListener,
    sync::{Semaphore, watch},
};
use tokio_util::sync::CancellationToken;

/// How many mails are kept; older ones make room.
const KEPT: usize = 500;
/// Connections served at once.
const CONNECTIONS: usize = 32;

/// A mail as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    /// Counts up from 1.
    pub id: u64,
    /// The envelope's sender.
    pub from: String,
    /// The envelope's recipients.
    pub to: Vec<String>,
    /// The message, headers and all, without dot-stuffing.
    pub raw: Vec<u8>,
}

/// A running sink. Clones share the mails; it ends with the token it was started with.
#[derive(Clone, Debug)]
pub struct Sink {
    address: SocketAddr,
    inside: Arc<Inside>,
}

#[derive(Debug)]
struct Inside {
    /// How many mails are kept.
    most: usize,
    mails: Mutex<Kept>,
    arrived: watch::Sender<u64>,
    script: Mutex<VecDeque<Behaviour>>,
    usual: Mutex<Behaviour>,
}

#[derive(Debug, Default)]
struct Kept {
    newest: u64,
    mails: VecDeque<Arc<Received>>,
}

impl Sink {
    /// Listens on a free loopback port until `stop`.
    ///
    /// # Errors
    /// When there is no port to be had.
    pub async fn start(stop: CancellationToken) -> io::Result<Self> {
        Self::start_at(SocketAddr::from(([127, 0, 0, 1], 0)), stop).await
    }

    /// The same, keeping so many mails.
    ///
    /// # Errors
    /// When there is no port to be had.
    pub async fn keeping(stop: CancellationToken, most: usize) -> io::Result<Self> {
        Self::listen(SocketAddr::from(([127, 0, 0, 1], 0)), stop, most).await
    }

    /// Listens at `address` until `stop`; tests bring a mail server back where it was.
    ///
    /// # Errors
    /// When the address is taken.
    pub async fn start_at(address: SocketAddr, stop: CancellationToken) -> io::Result<Self> {
        Self::listen(address, stop, KEPT).await
    }

    async fn listen(address: SocketAddr, stop: CancellationToken, most: usize) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let inside = Arc::new(Inside {
            most,
            mails: Mutex::default(),
            arrived: watch::Sender::new(0),
            script: Mutex::default(),
            usual: Mutex::new(Behaviour::Accept),
        });
        let sink = Self { address, inside };
        tokio::spawn(sink.clone().serve(listener, stop));
        Ok(sink)
    }

    /// What to give as `SMTP_URL`.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The mails that are kept, newest first.
    pub fn mails(&self) -> Vec<Arc<Received>> {
        lock(&self.inside.mails).mails.iter().rev().cloned().collect()
    }

    /// One mail.
    pub fn mail(&self, id: u64) -> Option<Arc<Received>> {
        lock(&self.inside.mails).mails.iter().find(|mail| mail.id == id).cloned()
    }

    /// Waits until a kept mail is as wanted.
    pub async fn wait_for(&self, wanted: impl Fn(&Received) -> bool) -> Arc<Received> {
        let mut arrived = self.inside.arrived.subscribe();
        loop {
            arrived.mark_unchanged();
            if let Some(mail) = self.mails().into_iter().find(|mail| wanted(mail)) {
                return mail;
            }
            // The sender lives as long as `self`, so this cannot fail.
            let _ = arrived.changed().await;
        }
    }

    /// How the next messages are treated, one entry each; after those as [`Sink::always`] says.
    pub fn script(&self, behaviours: impl IntoIterator<Item = Behaviour>) {
        lock(&self.inside.script).extend(behaviours);
    }

    /// How messages are treated that no script speaks of.
    pub fn always(&self, behaviour: Behaviour) {
        *lock(&self.inside.usual) = behaviour;
    }

    async fn serve(self, listener: TcpListener, stop: CancellationToken) {
        let permits = Arc::new(Semaphore::new(CONNECTIONS));
        loop {
            let stream = tokio::select! {
                () = stop.cancelled() => return,
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => stream,
                    // Out of file descriptors, most likely: the loop must not spin.
                    Err(_) => { tokio::time::sleep(std::time::Duration::from_millis(50)).await; continue }
                },
            };
            let Ok(permit) = permits.clone().acquire_owned().await else { return };
            let (sink, stop) = (self.clone(), stop.clone());
            tokio::spawn(async move {
                let _permit = permit;
                tokio::select! {
                    () = stop.cancelled() => {}
                    // A client that goes away in the middle of a sentence is its own business.
                    _ = conversation::hold(&sink, stream) => {}
                }
            });
        }
    }

    fn next_behaviour(&self) -> Behaviour {
        lock(&self.inside.script).pop_front().unwrap_or_else(|| lock(&self.inside.usual).clone())
    }

    fn keep(&self, from: String, to: Vec<String>, raw: Vec<u8>) {
        let mut kept = lock(&self.inside.mails);
        kept.newest += 1;
        let id = kept.newest;
        kept.mails.push_back(Arc::new(Received { id, from, to, raw }));
        while kept.mails.len() > self.inside.most {
            kept.mails.pop_front();
        }
        drop(kept);
        self.inside.arrived.send_replace(id);
    }
}

/// Nothing here panics while it holds a lock, and if it did, the mails would still be readable.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
