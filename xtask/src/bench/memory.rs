//! How much memory a browser holds, all its processes together; on Linux only.

use crate::process::tree;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How often it is looked at.
const GLANCE: Duration = Duration::from_millis(150);

/// Bytes that the processes below `pid` hold, shared ones counted by their share; 0 where nobody tells.
pub(super) fn held(pid: u32) -> u64 {
    tree(pid).into_iter().skip(1).filter_map(share).sum()
}

/// A process's proportional set size in bytes.
fn share(pid: u32) -> Option<u64> {
    proportional(&fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?)
}

fn proportional(rollup: &str) -> Option<u64> {
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1_024)
}

/// Watches for the most that is held at once.
pub(super) struct Watch {
    most: Arc<AtomicU64>,
    stopped: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Begins with what is held now.
    pub(super) fn start(pid: u32) -> Self {
        let most = Arc::new(AtomicU64::new(held(pid)));
        let stopped = Arc::new(AtomicBool::new(false));
        let (seen, stop) = (Arc::clone(&most), Arc::clone(&stopped));
        let thread = thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                seen.fetch_max(held(pid), Ordering::Relaxed);
                thread::sleep(GLANCE);
            }
        });
        Self {
            most,
            stopped,
            thread: Some(thread),
        }
    }

    /// The most that was held.
    pub(super) fn stop(mut self) -> u64 {
        self.stopped.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has said so already.
            let _result = thread.join();
        }
        self.most.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_share() {
        let rollup = "00400000-7fff r--p [rollup]\nRss:      2000 kB\nPss:       1500 kB\nPss_Anon: 3 kB\n";
        assert_eq!(proportional(rollup), Some(1_536_000));
        assert_eq!(proportional("Rss: 1 kB\n"), None);
    }
}
