//! `cargo xtask gazetteer import | pack | packs`: makes the bundled gazetteer, and packs for other countries.

mod cut;
mod import;
pub(crate) mod pack;
mod packs;

/// Runs the subcommand that the first argument names.
pub(crate) fn run(args: Vec<String>) -> Result<(), String> {
    let mut args = args.into_iter();
    match args.next().as_deref() {
        Some("import") => import::run(&args.collect::<Vec<_>>()),
        Some("pack") => pack::run(args.collect()),
        Some("packs") => packs::run(args.collect()),
        _ => Err(
            "usage: cargo xtask gazetteer import <folder> | pack --from <file> --out <pack.csv> \
             | packs --from <file> --out <folder>"
                .to_owned(),
        ),
    }
}
