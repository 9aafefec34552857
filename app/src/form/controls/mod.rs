//! The controls of a form. Each has a label, its hint and its error said to assistive technology, and keeps
//! what was typed.

mod agreement;
mod area;
mod boxes;
mod label;
mod plain;
mod radio;
mod select;
mod text;

pub use agreement::Agreement;
pub use area::TextArea;
pub use boxes::{BoxesField, Consent, PolicyChoices};
pub use label::FieldProblem;
pub use plain::{Hidden, Submit};
pub use radio::{RadioField, RestrictField};
pub use select::{EachField, SelectField};
pub use text::TextField;

/// One of several choices: the value sent and the words shown.
pub type Choices = Vec<(String, String)>;
