//! Organizations: one's list of them, entering one, and the lock under which one changes.

mod close;
mod customers;
mod enter;
mod list;
mod lock;
mod organization;
mod overview;
mod settings;
mod standing;

pub use close::close;
pub use customers::{customer, customers, register_customer};
pub use enter::{Scope, enter};
pub use list::list;
pub(crate) use lock::{Locked, load};
pub use organization::Organization;
pub(crate) use organization::Stored;
pub use overview::overview;
pub use settings::{change_settings, moved, settings, time_zones};
pub(crate) use standing::{Standing, allowed, may_offer};
