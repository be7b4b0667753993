//! What is kept from one build to the next saves time and changes no byte.

use std::os::unix::fs::{MetadataExt, PermissionsExt};

use crate::support::folder::differences;
use crate::support::{Folder, Run, Site};

const CODE: &str = "```rust\nfn main() {\n    let words = \"a & b\";\n}\n```";

/// A small site with code in it, built once.
fn built() -> Folder {
    let folder = Folder::new();
    Site::new().with_day(1, "", CODE).with_day(2, "", "Words.").write_to(&folder.path("site"));
    folder.run(&["-C", "site", "build"]).ends_with(0);
    folder
}

fn is_unchanged(run: &Run) -> bool {
    run.stdout.contains("nothing has changed")
}

/// Whether the page of the first day has its code in colours.
fn is_coloured(folder: &Folder, out: &str) -> bool {
    folder.read(&format!("{out}/projects/cut/day-01/index.html")).contains("<span class=\"k\">fn</span>")
}

#[test]
fn a_build_of_the_same_says_what_the_first_one_said() {
    let folder = Folder::new();
    let site = Site::new().with_day(1, "", "[a draft](day-02.md)").with_day(2, "draft: true\n", "Not yet.");
    site.write_to(&folder.path("site"));
    let first = folder.run(&["-C", "site", "build"]).ends_with(0);
    let second = folder.run(&["-C", "site", "build"]).ends_with(0);
    assert!(first.stderr.contains("link-to-draft"), "{}", first.stderr);
    assert_eq!(first.stderr, second.stderr);
    assert!(is_unchanged(&second) && second.stdout.contains("1 file is a draft"), "{}", second.stdout);
    let json = |run: Run| serde_json::from_str::<serde_json::Value>(&run.stdout).expect("JSON");
    let third = json(folder.run(&["-C", "site", "build", "--format", "json"]).ends_with(0));
    assert!(third.to_string().contains("link-to-draft"), "{third}");
}

#[test]
fn whoever_touches_the_output_gets_it_back_as_it_was() {
    let folder = built();
    let good = folder.tree("site/public");
    let page = folder.path("site/public/projects/cut/day-02/index.html");
    let edits: [(&str, &dyn Fn()); 6] = [
        ("changed", &|| std::fs::write(&page, "other").unwrap()),
        ("changed to something as long, with its old time", &|| {
            let (text, old) = (std::fs::read(&page).unwrap(), std::fs::metadata(&page).unwrap());
            std::fs::write(&page, vec![b'x'; text.len()]).unwrap();
            let file = std::fs::File::options().write(true).open(&page).unwrap();
            file.set_modified(old.modified().unwrap()).unwrap();
        }),
        ("removed", &|| std::fs::remove_file(&page).unwrap()),
        ("added", &|| folder.write("site/public/more.html", "more")),
        ("a link", &|| std::os::unix::fs::symlink("/etc/hostname", folder.path("site/public/link")).unwrap()),
        ("all gone", &|| std::fs::remove_dir_all(folder.path("site/public")).unwrap()),
    ];
    for (name, edit) in edits {
        edit();
        folder.run(&["-C", "site", "build"]).ends_with(0);
        assert_eq!(differences(&good, &folder.tree("site/public")), [""; 0], "{name}");
        assert!(!folder.path("site/public/link").is_symlink(), "{name}");
        assert!(is_unchanged(&folder.run(&["-C", "site", "build"]).ends_with(0)), "{name}");
    }
}

#[test]
fn whatever_a_page_may_depend_on_makes_it_anew() {
    let folder = built();
    folder.write("site/static/note.txt", "one");
    folder.write("site/content/projects/cut/media/a.bin", "12345");
    folder.write("site/content/projects/cut/day-03.md", "---\ndate: 2026-01-07\n---\n\n[a](media/a.bin)\n");
    let changes: [(&str, &dyn Fn()); 5] = [
        ("a text", &|| {
            folder.write("site/content/projects/cut/day-02.md", "---\ndate: 2026-01-06\n---\nNew.\n")
        }),
        ("a file of static/", &|| folder.write("site/static/note.txt", "two, longer")),
        ("a medium", &|| folder.write("site/content/projects/cut/media/a.bin", "123456")),
        ("a template", &|| {
            folder.write("site/themes/ledger/templates/footer.html", "<footer>own</footer>\n")
        }),
        ("the settings", &|| {
            let settings = folder.read("site/buildlog.yaml").replace("A small log", "Another log");
            folder.write("site/buildlog.yaml", settings);
        }),
    ];
    folder.run(&["-C", "site", "build"]).ends_with(0);
    for (name, change) in changes {
        change();
        let run = folder.run(&["-C", "site", "build"]).ends_with(0);
        assert!(!is_unchanged(&run), "{name}: {}", run.stdout);
        folder.run(&["-C", "site", "build", "--out", "fresh"]).ends_with(0);
        let (warm, fresh) = (folder.tree("site/public"), folder.tree("fresh"));
        assert_eq!(differences(&warm, &fresh), [""; 0], "{name}");
    }
    for flags in [&["--base-url", "https://example.org/else/"][..], &["--drafts"], &["--as-of", "2030-01-01"]]
    {
        let all = [&["-C", "site", "build"], flags].concat();
        folder.run(&all).ends_with(0);
        let page = folder.read("site/public/index.html");
        assert_eq!(page.contains("/else/"), flags[0] == "--base-url", "{flags:?}");
    }
}

#[test]
fn a_font_that_the_machine_lends_does_not_make_an_unchanged_site_anew() {
    let folder = Folder::new();
    let settings = "title: 日志\nbase_url: https://example.org/log/\nlanguage: zh\n";
    Site::new()
        .with("buildlog.yaml", settings)
        .with_day(1, "title: 第一天\n", "一。")
        .write_to(&folder.path("site"));
    let first = folder.run(&["-C", "site", "build"]).ends_with(0);
    assert!(first.stderr.contains("system-font"), "{}", first.stderr);
    // A build that makes the pages writes its receipt anew.
    let receipt = find(&folder.path("site"), "receipt");
    let written = || std::fs::metadata(&receipt).expect("a receipt").ino();
    let before = written();
    let again = folder.run(&["-C", "site", "build"]).ends_with(0);
    assert!(is_unchanged(&again) && written() == before, "{}", again.stdout);
    assert_eq!(again.stderr, first.stderr, "what was told is told again");
    // As if the font had been another one then.
    let text = std::fs::read_to_string(&receipt).expect("a receipt");
    let lent = text.lines().nth(1).expect("what was lent");
    std::fs::write(&receipt, text.replace(lent, &"0".repeat(lent.len()))).unwrap();
    folder.run(&["-C", "site", "build"]).ends_with(0);
    assert_eq!(std::fs::read_to_string(&receipt).expect("a receipt"), text);
}

/// The file of a name, wherever it lies below a folder.
fn find(folder: &std::path::Path, name: &str) -> std::path::PathBuf {
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.ends_with(name) => return path,
                _ => {}
            }
        }
    }
    panic!("there is no {name}");
}

#[test]
fn the_colours_of_code_are_kept_without_a_word_of_it_and_can_be_lost() {
    let folder = built();
    let kept = folder.path("site/.buildlog/colours");
    let bytes = std::fs::read(&kept).expect("the colours");
    let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    assert!(bytes.len() > 32 && !holds(b"words") && !holds(b"main") && !holds(b"span"));
    assert_eq!(folder.read("site/.buildlog/.gitignore"), "*\n");
    // Half of it, nothing of it, other bytes, and a folder in its place.
    let ways: [&dyn Fn(); 4] = [
        &|| std::fs::write(&kept, &bytes[..bytes.len() / 2]).unwrap(),
        &|| std::fs::write(&kept, "").unwrap(),
        &|| std::fs::write(&kept, vec![7; bytes.len()]).unwrap(),
        &|| {
            std::fs::remove_file(&kept).unwrap();
            std::fs::create_dir(&kept).unwrap();
        },
    ];
    for (number, lose) in ways.into_iter().enumerate() {
        lose();
        let out = format!("out-{number}");
        folder.run(&["-C", "site", "build", "--out", &out]).ends_with(0);
        assert!(is_coloured(&folder, &out));
    }
    std::fs::remove_dir_all(folder.path("site/.buildlog")).unwrap();
    folder.run(&["-C", "site", "build"]).ends_with(0);
    assert!(is_coloured(&folder, "site/public"));
}

#[test]
fn a_build_that_keeps_nothing_is_a_build_all_the_same() {
    let folder = Folder::new();
    Site::new().with_day(1, "", CODE).write_to(&folder.path("site"));
    // Beside the output lies its spare tree then.
    folder.write("site/.buildlog", "a file in its place");
    let run = folder.run(&["-C", "site", "build", "--out", "out"]);
    assert!(run.status == Some(0) || run.stderr.contains(".buildlog"), "{run:?}");
}

#[test]
fn the_files_of_a_site_can_be_read_by_all_whatever_the_mask_of_its_builder() {
    let folder = Folder::new();
    Site::new().with_day(1, "", "One.").with("static/note.txt", "note").write_to(&folder.path("site"));
    let built = |out: &str, mask: &str| {
        let program = env!("CARGO_BIN_EXE_buildlog");
        let line = format!("umask {mask} && exec {program} -C site build --out {out}");
        let mut shell = std::process::Command::new("sh");
        Run::of(shell.args(["-c", &line]).current_dir(folder.path(""))).ends_with(0);
        let mode = |path: &str| std::fs::metadata(folder.path(out).join(path)).unwrap().permissions().mode();
        ["", "index.html", "note.txt", "projects", "projects/cut/day-01/index.html"]
            .map(|path| mode(path) & 0o777)
    };
    let expected = [0o755, 0o644, 0o644, 0o755, 0o644];
    for (out, mask) in [("a", "022"), ("b", "077"), ("c", "027"), ("d", "000")] {
        assert_eq!(built(out, mask), expected, "{mask}");
    }
    let inode = |out: &str| std::fs::metadata(folder.path(out).join("index.html")).unwrap().ino();
    assert_ne!(inode("a"), inode("b"));
}
