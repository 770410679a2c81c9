//! Gives the page module a stack that views fit into before they are optimised, and what the release needs to split it.

/// Bytes. The linker's own 1 MiB is too little for the nested views of a development build.
const STACK_BYTES: u32 = 8 << 20;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg=-zstack-size={STACK_BYTES}");
        if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
            // By these the release finds which function and which datum needs which.
            println!("cargo::rustc-link-arg-bins=--emit-relocs");
        }
    }
}
