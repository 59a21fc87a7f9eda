//! Names that every system can hold: `CheckFilePath` of golang.org/x/mod/module (module.go), which Go
//! asks for every file of a module zip, whatever system it runs on.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory as _};

/// Names of devices on Windows, with any extension.
const DEVICES: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];
/// The same followed by a digit from 1 on.
const PORTS: [&str; 2] = ["COM", "LPT"];

/// Whether Go takes this path of a file in a module; its elements are separated by slashes.
///
/// # Errors
/// Why it does not.
pub fn check_file_path(path: &str) -> Result<(), String> {
    path.split('/').try_for_each(element)
}

fn element(element: &str) -> Result<(), String> {
    if element.is_empty() {
        return Err("an empty element".to_owned());
    }
    if element.ends_with('.') {
        return Err("a dot at the end of an element".to_owned());
    }
    if let Some(bad) = element.chars().find(|c| !fits(*c)) {
        return Err(format!("the character {bad:?}"));
    }
    let stem = element.split('.').next().unwrap_or_default();
    if is_device(stem) {
        return Err(format!("{stem}, a device on Windows"));
    }
    Ok(())
}

/// Go's `fileNameOK`.
fn fits(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || "!#$%&()+,-.=@[]^_{}~ ".contains(c)
    } else {
        c.general_category_group() == GeneralCategoryGroup::Letter
    }
}

fn is_device(stem: &str) -> bool {
    let port = |port: &&str| {
        stem.len() == 4
            && stem.is_char_boundary(3)
            && stem[..3].eq_ignore_ascii_case(port)
            && matches!(stem.as_bytes()[3], b'1'..=b'9')
    };
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)) || PORTS.iter().any(port)
}
