//! The store against PostgreSQL, through the role that the program has.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod accepting;
mod activity;
mod answer_races;
mod audit;
mod bulk;
mod demo;
mod editing;
mod editing_members;
mod faults;
mod lists;
mod mailing;
mod managing;
mod members;
mod members_size;
mod outbox;
mod overview;
mod own_accounts;
mod own_terms;
mod owner_races;
mod questions;
mod races;
mod reach;
mod reading;
mod registering;
mod schema;
mod seat_races;
mod seats;
mod sending;
mod settings;
mod signing_in;
mod told;
mod world;
