//! What the texts of the repository promise of themselves: links that lead somewhere, and guides that are found.

use std::{fs, path::Path};

const README: &str = include_str!("../../README.md");
const FRONT_PAGE: &str = include_str!("../../prolifi/src/lib.rs");

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// What stands behind `](` and behind the names of links, code left out.
fn links(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    prose
        .flat_map(|prose| {
            let inline = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
            let named = prose.lines().filter_map(|line| line.strip_prefix('[')?.split_once("]: "));
            inline.chain(named.map(|(_, link)| link)).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    let texts = [
        "README.md",
        "BENCHMARKS.md",
        "CHANGELOG.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "examples/README.md",
    ];
    let mut found = 0;
    for name in texts {
        let text = fs::read_to_string(repository().join(name)).unwrap();
        let folder = repository().join(name).parent().unwrap().to_owned();
        for link in links(&text).into_iter().filter(|link| !link.starts_with("https://")) {
            let file = link.split('#').next().unwrap();
            assert!(folder.join(file).exists(), "{name}: {link}");
            found += 1;
        }
    }
    assert!(found > 80, "{found} links");
}

#[test]
fn the_readme_names_a_link_for_each_that_it_uses() {
    let used = |name: &str| README.contains(&format!("][{name}]"));
    let defined: Vec<_> = README
        .lines()
        .filter_map(|line| line.strip_prefix('[')?.split_once("]: "))
        .map(|(name, _)| name)
        .collect();
    for name in &defined {
        assert!(used(name), "{name} is not used");
    }
    for name in README.split("][").skip(1).filter_map(|rest| rest.split(']').next()) {
        assert!(defined.contains(&name), "{name} leads nowhere");
    }
}

#[test]
fn every_guide_begins_with_what_a_reader_wants_and_is_on_both_front_pages() {
    let guides = repository().join("prolifi/src/guide");
    let guides: Vec<_> = fs::read_dir(guides).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(guides.len() >= 14);
    for guide in guides {
        let name = guide.file_stem().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&guide).unwrap();
        let table = text.split("\n\n").nth(1).unwrap();
        assert!(table.starts_with("| ") && table.lines().count() > 3, "{name}");
        assert!(README.contains(&format!("(prolifi/src/guide/{name}.md)")), "{name}");
        assert!(FRONT_PAGE.contains(&format!("](guide::{name})")), "{name}");
    }
}
