//! The rules of Usher, compiled twice: to WebAssembly, where a form answers while one types, and to
//! native code, where the server refuses the same thing for the same reason.
//!
//! Nothing here does IO or reads a clock; whoever needs the time is handed it.

pub mod ids;
pub mod language;
pub mod refusal;
pub mod texts;

pub use language::Language;
pub use refusal::{Field, FieldError, FieldErrors, Refusal};
