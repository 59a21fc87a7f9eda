//! Who may change what goenvmgr keeps, besides root and its keeper.

use std::path::{Path, PathBuf};

use crate::settings::home::Home;
use crate::sys::fs::exposed::{self, Exposed};
use crate::sys::fs::{marks, probe, read, walk};

/// A file or directory, or a tree of them, that others may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Open {
    /// Where; of a link, where it leads.
    pub place: PathBuf,
    /// How.
    pub way: Exposed,
}

/// All that others may change, besides what stands in `toolchains/`; where root works, others than root.
pub(super) fn open_to(home: &Home) -> Vec<Open> {
    let keeper = probe::see(home.data()).map_or(0, |seen| seen.uid);
    let keeper = if probe::is_me(0) { 0 } else { keeper };
    let below = [
        home.toolchains(),
        home.receipts(),
        home.shims(),
        home.staging(),
        home.set_aside(),
        home.downloads(),
    ];
    let mut places: Vec<_> = home.directories().map(Path::to_owned).chain(below).collect();
    places.dedup();
    let builds = inside(&home.built());
    let trees: Vec<_> = builds.iter().map(|dir| dir.join("go")).collect();
    places.extend([vec![home.built()], builds, of_tools(home)].concat());
    let itself = places.into_iter().flat_map(|place| {
        let place = followed(place);
        let ways = exposed::itself(&place, keeper).into_iter();
        ways.map(move |way| Open { place: place.clone(), way }).collect::<Vec<_>>()
    });
    itself.chain(trees.into_iter().flat_map(|tree| below_tree(tree, keeper))).collect()
}

/// What a build holds decides what is compiled by it. One that goes away meanwhile is not there.
fn below_tree(tree: PathBuf, keeper: u32) -> Vec<Open> {
    let place = followed(tree);
    let ways = exposed::by_others(&place, keeper).unwrap_or_default().into_iter();
    let whole = |way: Exposed| Exposed {
        first: if way.first == Path::new(".") { place.clone() } else { place.join(&way.first) },
        ..way
    };
    ways.map(|way| Open { place: place.clone(), way: whole(way) }).collect()
}

/// The directories of tools, and the programs in them.
fn of_tools(home: &Home) -> Vec<PathBuf> {
    let sets: Vec<_> = inside(&home.tools()).into_iter().filter(|dir| read::is_dir(dir)).collect();
    let bins: Vec<_> = sets.iter().map(|set| set.join("bin")).collect();
    let programs = bins.iter().flat_map(|bin| inside(bin)).collect();
    [vec![home.tools()], sets, bins, programs].concat()
}

fn inside(dir: &Path) -> Vec<PathBuf> {
    walk::names(dir).unwrap_or_default().into_iter().map(|name| dir.join(name)).collect()
}

/// What a command that follows links would change.
fn followed(path: PathBuf) -> PathBuf {
    let real = marks::link_target(&path).and_then(|_| marks::real(&path));
    real.unwrap_or(path)
}
