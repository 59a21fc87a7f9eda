//! What a tile is called. Rule: `Tile.Path` and `ParseTilePath` in `golang.org/x/mod/sumdb/tlog`.

use std::fmt::Write as _;

use super::{FULL, HEIGHT, Tile};

impl Tile {
    /// Its path below the database's URL: `tile/8/0/x123/456.p/7`.
    pub fn path(self) -> String {
        let mut path = format!("tile/{HEIGHT}/{}", self.level);
        let mut groups = vec![self.index % 1000];
        let mut rest = self.index / 1000;
        while rest > 0 {
            groups.push(rest % 1000);
            rest /= 1000;
        }
        while let Some(group) = groups.pop() {
            let mark = if groups.is_empty() { "" } else { "x" };
            let _ = write!(path, "/{mark}{group:03}");
        }
        if !self.is_full() {
            let _ = write!(path, ".p/{}", self.width);
        }
        path
    }

    /// The tile of this path; `None` where the path is not just as [`Tile::path`] writes it.
    pub fn of_path(path: &str) -> Option<Self> {
        let rest = path.strip_prefix(&format!("tile/{HEIGHT}/"))?;
        let (level, rest) = rest.split_once('/')?;
        let (place, width) = match rest.split_once(".p/") {
            Some((place, width)) => (place, width.parse().ok()?),
            None => (rest, FULL),
        };
        let mut index = 0u64;
        for group in place.split('/') {
            let digits: u64 = group.trim_start_matches('x').parse().ok()?;
            index = index.checked_mul(1000)?.checked_add(digits)?;
        }
        let tile = Self { level: level.parse().ok()?, index, width };
        ((1..=FULL).contains(&tile.width) && tile.path() == path).then_some(tile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_split_into_groups_of_three_digits() {
        for (level, index, width, path) in [
            (0, 0, 256, "tile/8/0/000"),
            (1, 7, 1, "tile/8/1/007.p/1"),
            (0, 999, 256, "tile/8/0/999"),
            (0, 1000, 256, "tile/8/0/x001/000"),
            (4, 1_234_067, 8, "tile/8/4/x001/x234/067.p/8"),
        ] {
            let tile = Tile { level, index, width };
            assert_eq!(tile.path(), path);
            assert_eq!(Tile::of_path(path), Some(tile));
        }
    }

    #[test]
    fn path_that_is_no_tiles_is_none() {
        for path in [
            "tile/8/0/0",
            "tile/8/0/001.p/0",
            "tile/8/0/001.p/256",
            "tile/8/0/001.p/257",
            "tile/8/0/x000/001",
            "tile/8/0/1000",
            "tile/8/0/x1/000",
            "tile/8/00/000",
            "tile/8/0/+01",
            "tile/8/0/+01",
            "tile/7/0/000",
            "tile/8/data/000",
            "tile/8/0/000/",
            "tile/8/0/x99999999999999999999/000",
            "",
        ] {
            assert_eq!(Tile::of_path(path), None, "{path}");
        }
    }
}
