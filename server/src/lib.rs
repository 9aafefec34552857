//! The program `usher`: everything between the socket and `app`, and between the outbox and SMTP.

pub mod bulk;
pub mod cli;
mod components;
pub mod config;
pub mod http;
mod inbox;
pub mod mail;
pub mod postgres;
mod sheets;
pub mod upkeep;
