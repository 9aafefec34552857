//! Password hashes, bounded: so many at once, so many waiting, and then "busy" (P8).

use super::workshop::Workshop;
use crate::{Error, Result, settings::Caps};
use argon2::{
    Argon2, Params,
    password_hash::{Error as HashError, PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use shared::{Refusal, password::Password};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Hashes and verifies with argon2id (19 MiB, 2 passes, 1 lane: the crate's defaults).
#[derive(Clone, Debug)]
pub(crate) struct Hasher {
    admitted: Arc<Semaphore>,
    running: Arc<Semaphore>,
    looking: Arc<Semaphore>,
    workshop: Arc<Workshop>,
    computed: Arc<AtomicU64>,
}

/// A place among those who wait for a hash.
#[derive(Debug)]
pub(crate) struct Place {
    _held: OwnedSemaphorePermit,
}

/// What verifying a password found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is not the password.
    Wrong,
    /// It is the password.
    Right,
    /// It is the password, and its hash was made with other parameters than today's.
    RightButOld,
}

impl Hasher {
    pub(crate) fn new(caps: &Caps) -> Self {
        Self {
            admitted: Arc::new(Semaphore::new(caps.hashes_at_once + caps.hashes_waiting)),
            running: Arc::new(Semaphore::new(caps.hashes_at_once)),
            looking: Arc::new(Semaphore::new(1)),
            workshop: Arc::new(Workshop::new(caps.hashes_at_once)),
            computed: Arc::default(),
        }
    }

    /// How many hashes were computed since the start, verifications included (P3, metrics).
    pub(crate) fn computed(&self) -> u64 {
        self.computed.load(Ordering::Relaxed)
    }

    /// Takes a place, or refuses with [`Refusal::Busy`] when too many wait. Who may be one of a crowd takes it before
    /// anything else: a crowd that is turned away costs the database nothing.
    pub(crate) fn place(&self) -> Result<Place> {
        Ok(Place { _held: Arc::clone(&self.admitted).try_acquire_owned().map_err(|_| Refusal::Busy)? })
    }

    /// Hashes a new password into a PHC string. Refused with [`Refusal::Busy`] when too many wait.
    pub(crate) async fn hash(&self, password: &Password) -> Result<String> {
        let (place, password) = (self.place()?, password.clone());
        self.compute(place, move || {
            Argon2::default().hash_password(password.expose().as_bytes()).map(|hash| hash.to_string())
        })
        .await?
        .map_err(Error::fault)
    }

    /// Looks at a password in another way than hashing it, one at a time and beside the queue: `None` while another is
    /// being looked at.
    pub(crate) async fn look<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let looking = Arc::clone(&self.looking).try_acquire_owned().ok()?;
        let looked = self.workshop.run(move || {
            let result = work();
            drop(looking);
            result
        });
        looked.await.ok()
    }

    /// Verifies a password against a PHC string. Without one, a hash is computed all the same, so that
    /// an unknown address costs what a known one costs (P3).
    pub(crate) async fn verify(&self, place: Place, password: &Password, hash: Option<String>) -> Result<Verdict> {
        let password = password.clone();
        self.compute(place, move || match hash {
            None => {
                let mut sink = [0; Params::DEFAULT_OUTPUT_LEN];
                Argon2::default()
                    .hash_password_into(password.expose().as_bytes(), b"nobody's salt...", &mut sink)
                    .map_err(|_| HashError::Crypto)?;
                Ok(Verdict::Wrong)
            }
            Some(hash) => {
                let hash = PasswordHash::new(&hash)?;
                match Argon2::default().verify_password(password.expose().as_bytes(), &hash) {
                    Ok(()) if is_current(&hash) => Ok(Verdict::Right),
                    Ok(()) => Ok(Verdict::RightButOld),
                    Err(HashError::PasswordInvalid) => Ok(Verdict::Wrong),
                    Err(error) => Err(error),
                }
            }
        })
        .await?
        .map_err(Error::fault)
    }

    async fn compute<T: Send + 'static>(&self, place: Place, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let running = Arc::clone(&self.running).acquire_owned().await.map_err(Error::fault)?;
        let computed = Arc::clone(&self.computed);
        // The permits go into the task: a request that is given up still occupies its core.
        let done = self.workshop.run(move || {
            let result = work();
            computed.fetch_add(1, Ordering::Relaxed);
            drop((running, place));
            result
        });
        done.await.map_err(Error::fault)
    }
}

fn is_current(hash: &PasswordHash) -> bool {
    hash.algorithm.as_str() == "argon2id"
        && Params::try_from(hash).is_ok_and(|params| {
            let today = Params::default();
            (params.m_cost(), params.t_cost(), params.p_cost()) == (today.m_cost(), today.t_cost(), today.p_cost())
        })
}
