//! Arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;

/// A build makes very many short texts; this allocator is the fastest of those tried on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    buildlog::cli::run(buildlog::cli::Cli::parse())
}
