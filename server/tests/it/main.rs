//! The server over real HTTP, with a real database and a real mail server on loopback.
//!
//! Everything goes through public doors; the database is touched only to move time and to look for what must
//! not be there.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

mod access;
mod accounts;
mod activity;
mod authorization;
mod bulk;
mod bulk_size;
mod commands;
mod faults;
mod forgeries;
mod headers;
mod input;
mod inviting;
mod kills;
mod links;
mod mails;
mod main_job;
mod members;
mod notices;
mod operators;
mod own_account;
mod own_terms;
mod program;
mod recovering;
mod terms;
