//! What can be seen of calls from outside: by a transport, an observer, or whoever reads spans and events.

mod nothing_filled_in;
mod observer;
mod transport;
