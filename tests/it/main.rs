//! The integration tests: one binary, one module a topic.

mod answers;
mod blocking;
mod bodies;
mod credentials;
mod customers;
mod destinations;
mod emulator;
mod faults;
mod layers;
mod money;
mod pages;
mod patch;
mod path_values;
mod random;
mod requests;
mod resources;
mod retries;
mod secrets;
mod spec;
mod stranger;
mod streaming;
mod styles;
mod tower;
mod transports;
mod usage_reporter;
mod xml;
