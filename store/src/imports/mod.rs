//! Bulk invitations (I12): a file is staged, planned, and carried out by a worker, batch by batch.

mod apply;
mod batch;
mod plan;
mod read;
mod stage;
mod steps;

pub use batch::work;
pub use read::{list, read, results};
pub use stage::{StagedRow, Staging, begin};
pub use steps::{cancel, start};

/// Rows in one transaction (DESIGN.md, invariant 8).
const AT_A_TIME: i64 = 200;
