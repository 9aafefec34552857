//! For load balancers and operators.

use axum::{Json, extract::State, http::StatusCode};
use serde_json::{Value, json};
use store::{SchemaState, Store};

/// The program runs. Says nothing about the database, so that nobody restarts us for its sake (X14).
pub(super) async fn alive() -> Json<Value> {
    Json(json!({ "status": "alive" }))
}

/// Requests can be served: the database answers, and its schema is one this program works with.
pub(super) async fn ready(State(store): State<Store>) -> (StatusCode, Json<Value>) {
    let why = match store.schema_state().await {
        Ok(SchemaState::Ready) => return (StatusCode::OK, Json(json!({ "status": "ready" }))),
        Ok(SchemaState::Behind(_)) => "the schema waits for `usher migrate`",
        Ok(SchemaState::TooNew) => "the schema is too new for this program",
        Err(error) => {
            tracing::warn!(%error, "not ready");
            "the database does not answer"
        }
    };
    (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "unavailable", "reason": why })))
}
