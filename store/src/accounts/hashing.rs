//! Password hashes, bounded: so many at once, so many waiting, and then "busy" (P8).

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
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Hashes and verifies with argon2id (19 MiB, 2 passes, 1 lane: the crate's defaults).
#[derive(Clone, Debug)]
pub(crate) struct Hasher {
    admitted: Arc<Semaphore>,
    running: Arc<Semaphore>,
    computed: Arc<AtomicU64>,
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
            computed: Arc::default(),
        }
    }

    /// How many hashes were computed since the start, verifications included (P3, metrics).
    pub(crate) fn computed(&self) -> u64 {
        self.computed.load(Ordering::Relaxed)
    }

    /// Hashes a new password into a PHC string. Refused with [`Refusal::Busy`] when too many wait.
    pub(crate) async fn hash(&self, password: &Password) -> Result<String> {
        let password = password.clone();
        self.compute(move || Argon2::default().hash_password(password.expose().as_bytes()).map(|hash| hash.to_string()))
            .await?
            .map_err(Error::fault)
    }

    /// Verifies a password against a PHC string. Without one, a hash is computed all the same, so that
    /// an unknown address costs what a known one costs (P3).
    pub(crate) async fn verify(&self, password: &Password, hash: Option<String>) -> Result<Verdict> {
        let password = password.clone();
        self.compute(move || match hash {
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

    #[expect(clippy::disallowed_methods, reason = "this is the store's hasher, which bounds what it starts")]
    async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let admitted = Arc::clone(&self.admitted).try_acquire_owned().map_err(|_| Refusal::Busy)?;
        let running = Arc::clone(&self.running).acquire_owned().await.map_err(Error::fault)?;
        let computed = Arc::clone(&self.computed);
        // The permits go into the task: a request that is given up still occupies its core.
        spawn_blocking(move || {
            let result = work();
            computed.fetch_add(1, Ordering::Relaxed);
            drop((running, admitted));
            result
        })
        .await
        .map_err(Error::fault)
    }
}

fn is_current(hash: &PasswordHash) -> bool {
    hash.algorithm.as_str() == "argon2id"
        && Params::try_from(hash).is_ok_and(|params| {
            let today = Params::default();
            (params.m_cost(), params.t_cost(), params.p_cost()) == (today.m_cost(), today.t_cost(), today.p_cost())
        })
}
