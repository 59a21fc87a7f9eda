//! The names of our manual pages: one for each command that help shows. What they say is made of the same definition.

/// By their files' names.
pub fn pages() -> Vec<String> {
    let mut names = Vec::new();
    named(&crate::cli::definition(), &mut names);
    names
}

fn named(command: &clap::Command, names: &mut Vec<String>) {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    names.push(format!("{name}.1"));
    let seen = command.get_subcommands().filter(|below| !below.is_hide_set());
    for below in seen.filter(|below| below.get_name() != "help") {
        named(below, names);
    }
}
