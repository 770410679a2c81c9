//! The worker module: reads large files away from the main thread.

fn main() {}
