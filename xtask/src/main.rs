//! The project's own commands: `cargo xtask <command>`. Without a command it prints what there is.

mod args;
mod bench;
mod gazetteer;
mod geocode;
mod hash;
mod paths;
mod process;
mod release;
mod serve;
mod test;
#[cfg(test)]
mod tidy;
mod tools;
mod verify_evidence;

use args::Args;
use std::process::ExitCode;

/// One command: how it is called, what it is for, and what runs it.
struct Command {
    name: &'static str,
    usage: &'static str,
    about: &'static str,
    run: fn(Args) -> anyhow::Result<ExitCode>,
}

/// Every command, in the order in which the help lists them. A new command is one more entry.
const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        usage: "[trunk's own options]",
        about: "Put in place what is missing, and serve the app at http://127.0.0.1:8080",
        run: serve::run,
    },
    Command {
        name: "test",
        usage: "[--only <part>[,<part>]] [--list]",
        about: "Check format and lints, and run every test: native, DOM, end to end",
        run: test::run,
    },
    Command {
        name: "bench",
        usage: "[--quick] [--n 10k,100k,1M,10M] [--only first,native,query,page] [--dist <folder>]",
        about: "Measure engine and page beside references of the same run, and write BENCHMARKS.md",
        run: bench::run,
    },
    Command {
        name: "release",
        usage: "[--features <list>]",
        about: "Write dist/, a folder that any static host can serve from any path",
        run: release::run,
    },
    Command {
        name: "gazetteer",
        usage: "import <folder> | ...",
        about: "Make the project's gazetteer, or a pack, from its sources",
        run: |args| finish(gazetteer::run(args.rest())),
    },
    Command {
        name: "geocode",
        usage: "--gazetteer <file> <names.csv>",
        about: "Find places by name: a CSV of names in, a CSV of verdicts out",
        run: |args| finish(geocode::run(args.rest())),
    },
    Command {
        name: "geocode-bench",
        usage: "...",
        about: "Measure the geocoder on names that it has not seen",
        run: |args| finish(geocode::bench::run(args.rest())),
    },
    Command {
        name: "verify-evidence",
        usage: "<folder>",
        about: "Hold the coded events against the original texts, for those who have them",
        run: verify_evidence::run,
    },
];

/// The outcome of a command that says in a sentence what is wrong.
fn finish(outcome: Result<(), String>) -> anyhow::Result<ExitCode> {
    outcome.map(|()| ExitCode::SUCCESS).map_err(anyhow::Error::msg)
}

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next();
    let args = Args::new(words);
    match name.as_deref() {
        None | Some("help" | "--help" | "-h") => {
            print!("{}", help());
            ExitCode::SUCCESS
        }
        Some(name) => match COMMANDS.iter().find(|command| command.name == name) {
            None => {
                eprintln!("There is no command \"{name}\".\n\n{}", help());
                ExitCode::from(2)
            }
            Some(command) => (command.run)(args).unwrap_or_else(|error| {
                eprintln!("error: {error:#}");
                ExitCode::FAILURE
            }),
        },
    }
}

/// The list of commands, as `cargo xtask` without arguments prints it.
fn help() -> String {
    let lines = COMMANDS.iter().map(
        |Command {
             name, usage, about, ..
         }| {
            let call = format!("{name} {usage}");
            format!("  {call:<44} {about}\n")
        },
    );
    format!(
        "Usage: cargo xtask <command>\n\n{}\nTools are kept in $CHRONOTOPE_CACHE, else $XDG_CACHE_HOME/chronotope, \
         else ~/.cache/chronotope.\n",
        lines.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_names_every_command() {
        let help = help();
        for command in COMMANDS {
            assert!(help.contains(command.name) && help.contains(command.about));
        }
    }
}
