//! The kit of routes: what it takes, what it answers, and what it says of what it does not take.

mod exact;
mod faults;
mod lists;
mod matching;
mod misses;
mod once;
mod programs;
mod replies;
mod requests;
mod server;
mod service;
mod tokens;
mod verified;
