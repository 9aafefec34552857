//! Has cargo embed the migrations again when a file is added; changed ones it notices by itself.
#![expect(clippy::print_stdout, reason = "cargo reads instructions from standard output")]

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
