//! Has cargo embed the migrations again when a file is added; changed ones it notices by itself.

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
