//! Two hundred builds in a row, each of another site.

use std::collections::BTreeMap;
use std::fs;

use super::*;

/// A linear congruential generator: the same sequence on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Few names, so that files and folders often want the same one.
const ROUTES: [&str; 14] =
    ["", "a", "a/", "a/b", "a/b/", "a/b/c", "b/", "b/c/d/", "b/c", "c", "c/d/e/f", "feed.xml", "z/", "z/y"];

fn change(site: &mut BTreeMap<&'static str, String>, random: &mut Random) {
    let route = ROUTES[random.below(ROUTES.len() as u64) as usize];
    if random.below(3) == 0 {
        site.remove(route);
        return;
    }
    let file = Route::new(route).file();
    site.retain(|other, _| {
        let other = Route::new(*other).file();
        other == file || !(other.starts_with(&format!("{file}/")) || file.starts_with(&format!("{other}/")))
    });
    site.insert(route, format!("{}", random.below(4)));
}

fn disturb(ground: &Ground, random: &mut Random) {
    let tree = if random.below(2) == 0 { ground.path("public") } else { ground.spare() };
    let place = tree.join(["a", "b", "c", "z", "index.html", "feed.xml"][random.below(6) as usize]);
    match random.below(4) {
        0 => drop(fs::write(&place, "!")),
        1 => drop(fs::remove_file(&place)),
        2 => drop(fs::create_dir_all(place.join("b/c"))),
        _ => drop(std::os::unix::fs::symlink(ground.path(""), place)),
    }
}

#[test]
fn after_any_sequence_of_builds_and_disturbances_the_output_is_the_site() {
    let ground = Ground::new();
    let mut random = Random(20_260_109);
    let mut site = BTreeMap::new();
    for build in 0..200 {
        for _ in 0..random.below(4) {
            change(&mut site, &mut random);
        }
        if build % 3 == 0 {
            disturb(&ground, &mut random);
        }
        let wanted: Vec<_> = site.iter().map(|(route, content)| (*route, content.as_str())).collect();
        let staging = ground.open().unwrap();
        put_all(&staging, &wanted);
        if random.below(5) == 0 {
            drop(staging);
            continue;
        }
        staging.commit().unwrap();
        ground.assert_is(&wanted);
    }
}
