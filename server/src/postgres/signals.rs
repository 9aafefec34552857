//! The three calls that std does not offer. Nothing else in this program is unsafe.
#![expect(unsafe_code, reason = "signals between processes need libc; each call says why it is sound")]

use std::{io, os::unix::process::CommandExt, process::Command};

/// Fast shutdown: sessions are ended, the cluster is left clean.
pub(super) const FAST: libc::c_int = libc::SIGINT;
/// Immediate shutdown: the next start recovers.
pub(super) const IMMEDIATE: libc::c_int = libc::SIGQUIT;
/// No say in it.
pub(super) const KILL: libc::c_int = libc::SIGKILL;

/// Makes the child receive [`FAST`] when the thread that spawns it ends, even by `kill -9` of the
/// whole program. That thread has to live as long as the child should.
pub(super) fn die_with_this_thread(command: &mut Command) {
    let parent = std::process::id();
    let before_exec = move || {
        // SAFETY: prctl with PR_SET_PDEATHSIG takes a signal number and touches no memory; getppid cannot
        // fail. Both are async-signal-safe, as code between fork and exec has to be.
        let (set, now) = unsafe { (libc::prctl(libc::PR_SET_PDEATHSIG, FAST), libc::getppid()) };
        if set != 0 {
            return Err(io::Error::last_os_error());
        }
        // The parent may have ended between fork and prctl; then nobody would ever send the signal.
        if u32::try_from(now) == Ok(parent) { Ok(()) } else { Err(io::ErrorKind::BrokenPipe.into()) }
    };
    // SAFETY: the closure neither allocates nor locks; it makes two system calls and compares integers.
    unsafe { command.pre_exec(before_exec) };
}

/// Sends a signal. The caller makes sure that the process has not been waited for, so that the number
/// still means it.
pub(super) fn send(process: u32, signal: libc::c_int) {
    let Ok(process) = libc::pid_t::try_from(process) else { return };
    if process > 1 {
        // SAFETY: kill takes two integers and touches no memory; numbers 0 and below, which would mean
        // whole groups, are excluded above.
        unsafe { libc::kill(process, signal) };
    }
}
