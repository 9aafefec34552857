//! Trying again what lost against somebody else (X18).

use crate::{Error, Result};
use std::time::Duration;

/// Tries in all.
const TRIES: u32 = 4;
/// The first pause; it doubles.
const PAUSE: Duration = Duration::from_millis(10);

/// Runs a use case, and runs it again when PostgreSQL ended its transaction as the victim of a deadlock or of a
/// serialization failure (40P01, 40001). Such a transaction has left nothing behind, so the effect comes once.
///
/// # Errors
/// Those of the use case; after a few tries also the failure itself.
pub async fn retrying<T, F: Future<Output = Result<T>>>(mut use_case: impl FnMut() -> F) -> Result<T> {
    for attempt in 1.. {
        match use_case().await {
            Err(Error::Unavailable(error)) if attempt < TRIES && is_victim(&error) => {
                tracing::info!(attempt, "a transaction lost against another one and is tried again");
                tokio::time::sleep(PAUSE * (1 << attempt)).await;
            }
            result => return result,
        }
    }
    Err(Error::fault("tries have no end"))
}

fn is_victim(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|database| database.code());
    code.is_some_and(|code| matches!(&*code, "40001" | "40P01"))
}
