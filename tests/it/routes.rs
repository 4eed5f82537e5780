//! The kit of routes: what it takes, what it answers, and what it says of what it does not take.

mod faults;
mod matching;
mod misses;
mod once;
mod replies;
mod requests;
mod service;
mod verified;
