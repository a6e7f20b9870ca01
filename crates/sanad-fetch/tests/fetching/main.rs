//! What is fetched from a server on this machine, well-behaved or hostile.

mod end_to_end;
mod hostile;
mod server;
