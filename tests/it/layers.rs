//! What the crates must not know of each other.

use std::{fs, path::Path};

/// Calls `check` with each Rust file below a folder of the workspace, named from there.
fn each_source(folder: &str, check: &mut dyn FnMut(&Path, &str)) {
    fn walk(root: &Path, folder: &Path, check: &mut dyn FnMut(&Path, &str)) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, check);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                check(path.strip_prefix(root).unwrap(), &fs::read_to_string(&path).unwrap());
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    walk(&root, &root, check);
}

#[test]
fn the_core_names_nothing_that_is_prolifis() {
    let words = [
        "prolifi.co",
        "prolifi.io",
        "sk_test",
        "sk_live",
        "pk_test",
        "pk_live",
        "idempotent-replayed",
        "x-ratelimit",
        "authentication_error",
        "permission_error",
        "validation_error",
        "not_found",
        "invalid_request",
        "rate_limit_error",
        "ip_restricted",
    ];
    let mut files = 0;
    each_source("prolifi-core/src", &mut |path, source| {
        files += 1;
        let source = source.to_lowercase();
        for word in words {
            assert!(!source.contains(word), "{} names {word}", path.display());
        }
    });
    assert!(files > 30, "the sources were found");
}

#[test]
fn the_macros_name_no_http_crate() {
    let mut files = 0;
    each_source("prolifi-macros/src", &mut |path, source| {
        if path.starts_with("tests") {
            return;
        }
        files += 1;
        for word in ["reqwest", "hyper", "::http::", "serde_json"] {
            assert!(!source.contains(word), "{} names {word}", path.display());
        }
    });
    assert!(files > 20, "the sources were found");
}
