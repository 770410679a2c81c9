//! The project's own commands.

mod gazetteer;
mod geocode;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let command = if args.is_empty() {
        String::new()
    } else {
        args.remove(0)
    };
    let outcome = match command.as_str() {
        "gazetteer" => gazetteer::run(args),
        "geocode" => geocode::run(args),
        "geocode-bench" => geocode::bench::run(args),
        other => Err(format!(
            "unknown command '{other}'; there are: gazetteer, geocode, geocode-bench"
        )),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
