//! Preview pictures on their pages, kept from build to build; and the event card.

use std::process::Command;

use crate::support::folder::{differences, output_of};
use crate::support::html::meta;
use crate::support::{Built, Folder, Site, repository};

const SETTINGS: &str = "\
title: A small log
base_url: https://example.org/log/
author: {name: Robin Sample}
";

fn site(cards: &str) -> Site {
    Site::new()
        .with("buildlog.yaml", &format!("{SETTINGS}cards: {cards}\n"))
        .with_day(1, "title: One\nstage: need\n", "Body.")
        .with_day(2, "title: Two\n", "Body.")
}

/// Address, size and alternative text of a page's picture.
fn image(built: &Built, page: &str) -> Option<(String, String, String)> {
    let html = built.page(page);
    let size = || Some(format!("{}x{}", meta(html, "og:image:width")?, meta(html, "og:image:height")?));
    Some((meta(html, "og:image")?, size()?, meta(html, "og:image:alt")?))
}

/// The path of a page's picture in the output.
fn file(built: &Built, page: &str) -> String {
    let (url, ..) = image(built, page).unwrap_or_else(|| panic!("{page} has no picture"));
    url.strip_prefix("https://example.org/log/").expect("a whole address below the base URL").to_string()
}

#[test]
fn every_page_that_may_be_shared_names_its_picture_whole() {
    let built = site("all").build();
    for (page, alt) in [
        ("/", "Robin Sample"),
        ("/projects/cut/", "2 of 7 days · Cut · Cuts the silence out of a recording"),
        ("/projects/cut/brief/", "Robin Sample · One-page brief · Cut · Cuts the silence out of a recording"),
        ("/projects/cut/day-01/", "Cut · Day 1 of 7 · One"),
        ("/archive/", "Robin Sample"),
    ] {
        let (_, size, said) = image(&built, page).unwrap_or_else(|| panic!("{page} has no picture"));
        assert_eq!((size.as_str(), said.as_str()), ("1200x630", alt), "{page}");
        let bytes = &built.files[&file(&built, page)];
        assert!(bytes.starts_with(b"\x89PNG") && bytes.len() < 300_000, "{page}: {} bytes", bytes.len());
        // Width and height stand at the head of a PNG (ISO 15948, 11.2.2).
        assert_eq!(bytes[16..24], [0, 0, 4, 176, 0, 0, 2, 118], "{page}");
        assert_eq!(meta(built.page(page), "twitter:card").as_deref(), Some("summary_large_image"), "{page}");
    }
    assert_ne!(file(&built, "/projects/cut/day-01/"), file(&built, "/projects/cut/day-02/"));
    assert!(image(&built, "/404.html").is_none());
}

#[test]
fn the_words_of_a_picture_end_in_words() {
    let built = site("all").with("content/about.md", "---\ntitle: About\n---\n").build();
    let (_, _, alt) = image(&built, "/").expect("a picture");
    assert_eq!(alt, "Robin Sample");
}

#[test]
fn a_day_shows_its_projects_picture_where_only_projects_have_one() {
    let built = site("projects").build();
    assert_eq!(file(&built, "/projects/cut/day-01/"), file(&built, "/projects/cut/"));
    assert_ne!(file(&built, "/projects/cut/"), file(&built, "/"));
    let none = site("none").build();
    assert!(image(&none, "/projects/cut/day-01/").is_none());
    assert!(none.files.keys().all(|name| !name.starts_with("cards/")));
}

#[test]
fn a_card_is_drawn_once_and_kept_wherever_it_was_drawn() {
    let folder = Folder::new();
    site("all").write_to(&folder.path(""));
    folder.run(&["build"]).ends_with(0);
    let first = folder.tree("public");
    let card = first.keys().find(|name| name.starts_with("cards/")).expect("a card").clone();
    let kept = format!(".buildlog/{card}");
    assert!(folder.has(&kept));
    // A mark in the kept files shows when a build takes them.
    let drawn = first[&card].clone();
    let other = [drawn.as_slice(), b"marked"].concat();
    folder.write(&kept, [blake3::keyed_hash(&[0; 32], &other).as_bytes().as_slice(), &other].concat());
    folder.run(&["build"]).ends_with(0);
    assert_eq!(folder.tree("public")[&card], drawn, "an output that is right stays");
    std::fs::remove_dir_all(folder.path("public")).unwrap();
    folder.run(&["build"]).ends_with(0);
    assert_eq!(folder.tree("public")[&card], other, "what is kept is taken");
    // Without either it is drawn again, to the same bytes; so it is after damage.
    for damage in [None, Some(b"no card".as_slice())] {
        std::fs::remove_dir_all(folder.path("public")).unwrap();
        match damage {
            None => std::fs::remove_dir_all(folder.path(".buildlog")).unwrap(),
            Some(bytes) => folder.write(&kept, bytes),
        }
        folder.run(&["build"]).ends_with(0);
        assert_eq!(differences(&first, &folder.tree("public")), [""; 0]);
    }
    folder.write(&format!("public/{card}"), b"damaged");
    folder.run(&["build"]).ends_with(0);
    assert_eq!(differences(&first, &folder.tree("public")), [""; 0]);
}

#[test]
fn a_card_that_nothing_refers_to_any_more_leaves_the_output() {
    let folder = Folder::new();
    site("all").write_to(&folder.path(""));
    folder.run(&["build"]).ends_with(0);
    let cards = |folder: &Folder| folder.tree("public/cards").len();
    let before = cards(&folder);
    folder
        .write("content/projects/cut/day-01.md", "---\ndate: 2026-01-05\ntitle: Another\nstage: need\n---\n");
    folder.run(&["build"]).ends_with(0);
    assert_eq!(cards(&folder), before);
    folder.write("buildlog.yaml", format!("{SETTINGS}cards: none\n"));
    folder.run(&["build"]).ends_with(0);
    assert_eq!(cards(&folder), 0);
}

#[test]
fn nothing_private_changes_a_card_or_its_name() {
    let with = site("all")
        .with("private/questions.yaml", "- {q: zqx}\n")
        .with("private/recipients/studio.yaml", "to: zqx\nbecause: [{quote: zqx}]\nrelevance: zqx\n");
    assert_eq!(differences(&site("all").build().files, &with.build().files), [""; 0]);
}

#[test]
fn an_event_card_is_no_single_stream() {
    let folder = Folder::new();
    site("all").write_to(&folder.path(""));
    let run = folder.run(&["brief", "--card", "--out", "-"]).ends_with(2);
    assert!(run.stderr.contains("a card is two files"), "{}", run.stderr);
}

#[test]
fn a_card_that_git_would_take_is_told_where_it_shows_what_nothing_else_does() {
    let folder = Folder::new();
    crate::support::maker::git(&folder.path(""), &["init", "-q"]);
    let settings = |show: &str| {
        let contact = format!("[{{kind: phone, value: +33 1 99 00 12 34, show: {show}}}]");
        SETTINGS.replace("Robin Sample", &format!("Robin Sample, contact: {contact}"))
    };
    let tells = |show: &str| {
        site("none").with("buildlog.yaml", &settings(show)).write_to(&folder.path(""));
        folder.run(&["brief", "--card"]).ends_with(0).stdout.contains("git does not ignore the card")
    };
    assert!(tells("card"));
    assert!(!tells("[site, card]"), "it is public anyway");
    folder.write(".gitignore", "*-card.pdf\n");
    assert!(tells("card"), "the picture shows it, too");
    folder.write(".gitignore", "*-card.*\n");
    assert!(!tells("card"));
}

#[test]
fn the_event_card_has_the_size_of_a_business_card_and_a_code_that_can_be_read() {
    let folder = Folder::new();
    crate::support::folder::copy(&repository().join("example-site"), &folder.path("site"));
    folder.run(&["-C", "site", "brief", "--card", "--out", "card"]).ends_with(0);
    let tools = ["pdfinfo", "pdftotext", "pdftoppm", "zbarimg"];
    let missing: Vec<&str> = tools.into_iter().filter(|tool| !is_installed(tool)).collect();
    if !missing.is_empty() {
        eprintln!("not looked at, because it is not installed: {}", missing.join(", "));
        return;
    }
    let ask = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(program);
        let output = output_of(command.current_dir(folder.path("")).args(arguments)).unwrap();
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let info = ask("pdfinfo", &["card.pdf"]);
    // 85 × 55 mm in points of 1/72 inch.
    assert!(info.contains("240.945 x 155.906 pts") && info.lines().any(is_one_page), "{info}");
    let text = ask("pdftotext", &["card.pdf", "-"]);
    for said in ["Robin Sample", "Hear Again", "robin@example.org"] {
        assert!(text.contains(said), "{said} in\n{text}");
    }
    ask("pdftoppm", &["-r", "600", "-png", "-singlefile", "card.pdf", "printed"]);
    for picture in ["printed.png", "card.png"] {
        let found = ask("zbarimg", &["--quiet", "--xml", picture]);
        let url = "https://example.org/log/projects/hear-again/brief/";
        assert!(found.contains(url), "{picture}: {found}");
    }
    let width = width_of_code(&std::fs::read(folder.path("card.png")).unwrap());
    assert!((20.0..30.0).contains(&width), "the code is {width:.1} mm wide");
}

/// How wide the code is in a picture of 600 pixels to the inch: nothing else in it is quite black.
fn width_of_code(bytes: &[u8]) -> f64 {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a picture");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("pixels");
    let black = pixels.chunks_exact(3).enumerate().filter(|(_, pixel)| *pixel == [0, 0, 0]);
    let columns = black.map(|(at, _)| at % info.width as usize);
    let (left, right) =
        columns.fold((usize::MAX, 0), |(left, right), column| (left.min(column), right.max(column + 1)));
    (right - left) as f64 / 600.0 * 25.4
}

fn is_one_page(line: &str) -> bool {
    line.strip_prefix("Pages:").is_some_and(|count| count.trim() == "1")
}

fn is_installed(tool: &str) -> bool {
    output_of(Command::new(tool).arg("--version")).is_ok()
}
