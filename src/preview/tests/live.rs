//! Saves, and what browsers are told of them.

use super::*;
use std::time::Instant;

const DAY_1: &str = "/log/projects/cut/day-01/";

#[test]
fn a_save_reloads_the_pages_that_it_changes_and_no_other() {
    let served = Folder::small().serve();
    let mut first = served.listen(DAY_1);
    let mut about_two = served.listen("/log/projects/cut/day-02/");
    first.wait_for("sheets");
    about_two.wait_for("sheets");
    served.folder.write("content/projects/cut/day-01.md", day(1, "Other words."));
    first.wait_for("reload");
    assert!(served.get(DAY_1).text().contains("Other words."));
    assert!(about_two.is_silent());
}

#[test]
fn a_touch_without_a_change_wakes_nobody() {
    let served = Folder::small().serve();
    let mut reader = served.listen(DAY_1);
    reader.wait_for("sheets");
    served.folder.write("content/projects/cut/day-01.md", day(1, "First words."));
    assert!(reader.is_silent());
}

#[test]
fn an_error_is_shown_over_the_last_good_page_and_goes_when_it_is_mended() {
    let served = Folder::small().serve();
    let mut reader = served.listen(DAY_1);
    reader.wait_for("fine");
    served.folder.write("content/projects/cut/day-01.md", "---\ndate: 2026-01-01\ntilte: x\n---\n");
    let faults: serde_json::Value = serde_json::from_str(&reader.wait_for("faults")).unwrap();
    let error = &faults["errors"][0];
    assert_eq!(error["place"]["file"], "content/projects/cut/day-01.md");
    assert_eq!(error["place"]["line"], 3);
    assert_eq!(error["place"]["excerpt"], serde_json::json!(["", "tilte", ": x"]));
    assert!(error["hints"][0].as_str().unwrap().contains("title"));
    assert!(served.get(DAY_1).text().contains("First words."));
    served.folder.write("content/projects/cut/day-01.md", day(1, "First words."));
    reader.wait_for("fine");
}

#[test]
fn a_site_that_was_never_good_shows_its_errors_and_then_itself() {
    let folder = Folder::small();
    folder.write("buildlog.yaml", "title: [\n");
    let served = folder.serve();
    let page = served.get("/log/");
    assert_eq!(page.status, 503);
    let (_, script) =
        page.text().split_once("reload.js").map(|(a, b)| (a.to_string(), b.to_string())).unwrap();
    let mut reader = served.listen_as("/log/", script.split_once('"').unwrap().0);
    reader.wait_for("faults");
    served.folder.write("buildlog.yaml", SETTINGS);
    reader.wait_for("reload");
    assert_eq!(served.get("/log/").status, 200);
}

#[test]
fn a_page_that_does_not_exist_yet_appears() {
    let served = Folder::small().serve();
    let path = "/log/projects/cut/day-03/";
    let mut reader = served.listen(path);
    reader.wait_for("fine");
    served.folder.write("content/projects/cut/day-03.md", "---\ndate: never\n---\n");
    reader.wait_for("faults");
    served.folder.write("content/projects/cut/day-03.md", day(3, "Third words."));
    reader.wait_for("reload");
    assert!(served.get(path).text().contains("Third words."));
}

#[test]
fn a_site_that_begins_with_an_error_appears_where_its_address_is() {
    let folder = Folder::small();
    folder.write("content/about.md", "---\ntitel: x\n---\n");
    let served = folder.serve();
    assert_eq!(served.preview.as_ref().unwrap().path(), "/log/");
    assert_eq!(served.get("/").header("location"), Some("/log/"));
    let mut reader = served.listen("/log/");
    reader.wait_for("faults");
    served.folder.write("content/about.md", "---\ntitle: x\n---\n");
    reader.wait_for("reload");
    assert_eq!(served.get("/log/").status, 200);
}

#[test]
fn a_browser_is_sent_after_a_site_that_moves() {
    let folder = Folder::small();
    folder.write("buildlog.yaml", "titel: x\n");
    let served = folder.serve();
    let stand_in = served.get("/").text();
    assert!(stand_in.contains("\"/__buildlog/reload.js"), "{stand_in}");
    let mut reader = served.listen_as("/", "?page=none&seen=1");
    reader.wait_for("faults");
    served.folder.write("buildlog.yaml", SETTINGS);
    reader.wait_for("reload");
    assert_eq!(served.get("/").header("location"), Some("/log/"));
}

#[test]
fn a_folder_that_goes_and_comes_back_is_shown_again() {
    let served = Folder::small().serve();
    let mut reader = served.listen(DAY_1);
    reader.wait_for("fine");
    let (root, away) = (served.folder.root(), served.folder.root().with_extension("away"));
    fs::rename(root, &away).unwrap();
    reader.wait_for("faults");
    let files = ["buildlog.yaml", "content/projects/cut/project.md"];
    files.iter().for_each(|file| served.folder.write(file, fs::read(away.join(file)).unwrap()));
    served.folder.write("content/projects/cut/day-01.md", day(1, "Words that came back."));
    reader.wait_for("reload");
    served.folder.write("content/projects/cut/day-01.md", day(1, "Words after that."));
    reader.wait_for("reload");
    assert!(served.get(DAY_1).text().contains("Words after that."));
    fs::remove_dir_all(&away).unwrap();
}

#[test]
fn a_style_sheet_is_swapped_without_a_reload() {
    let served = Folder::small().serve();
    let mut reader = served.listen(DAY_1);
    let before = reader.wait_for("sheets");
    served.folder.write("themes/ledger/assets/style.css", "body { color: red }");
    let after = reader.wait_for("sheets");
    assert_ne!(before, after);
    let addresses: Vec<String> = serde_json::from_str(&after).unwrap();
    let address = addresses.iter().find(|address| address.contains("/style.")).unwrap();
    assert_eq!(served.get(address).text(), "body{color:red}");
    // A browser that was on its way asks for the one before.
    let before: Vec<String> = serde_json::from_str(&before).unwrap();
    let stale = before.iter().find(|address| address.contains("/style.")).unwrap();
    assert_ne!(stale, address);
    let renewed = served.get(stale);
    assert_eq!((renewed.status, renewed.text().as_str()), (200, "body{color:red}"));
    assert_eq!(served.get("/log/assets/none.0123456789.css").status, 404);
}

#[test]
fn a_file_that_keeps_its_address_is_named_when_it_changes() {
    let folder = Folder::small();
    folder.write("static/chart.svg", "<svg/>");
    let served = folder.serve();
    let mut reader = served.listen(DAY_1);
    reader.wait_for("sheets");
    served.folder.write("static/chart.svg", "<svg></svg>");
    assert_eq!(reader.wait_for("files"), "[\"/log/chart.svg\"]");
    drop(reader);
    // Whoever was away hears of it when it comes back with the version it had.
    let mut back = served.listen_as(DAY_1, "?page=x&seen=1");
    back.wait_for("reload");
    let page = served.get(DAY_1).script().unwrap();
    let (hash, _) = page.split_once("&amp;").unwrap();
    assert_eq!(served.listen_as(DAY_1, &format!("{hash}&seen=1")).wait_for("files"), "[\"/log/chart.svg\"]");
}

#[test]
fn broken_templates_and_folders_that_go_never_end_it() {
    let served = Folder::small().serve();
    let mut reader = served.listen(DAY_1);
    reader.wait_for("fine");
    served.folder.write("themes/ledger/templates/day.html", "{% if %}");
    reader.wait_for("faults");
    served.folder.write("themes/ledger/templates/day.html", "{{ nothing.there.at_all }}");
    let fault = reader.wait_for("faults");
    assert!(fault.contains("themes/ledger/templates/day.html"), "{fault}");
    // It shows only while a page is made; the last page that could be is beneath.
    assert!(served.get(DAY_1).text().contains("First words."));
    fs::remove_dir_all(served.folder.root().join("themes")).unwrap();
    reader.wait_for("fine");
    fs::rename(served.folder.root().join("content"), served.folder.root().join("away")).unwrap();
    reader.wait_for("reload");
    assert_eq!(served.get(DAY_1).status, 404);
    fs::rename(served.folder.root().join("away"), served.folder.root().join("content")).unwrap();
    let mut gone = served.listen(DAY_1);
    if served.get(DAY_1).status == 404 {
        gone.wait_for("reload");
    }
    assert_eq!(served.get(DAY_1).status, 200);
}

#[test]
fn a_storm_of_saves_ends_with_the_last_one_shown() {
    let served = Folder::small().serve();
    for number in 0..300 {
        served.folder.write("content/projects/cut/day-01.md", day(1, &format!("Words {number}.")));
    }
    let end = Instant::now() + PATIENCE;
    while !served.get(DAY_1).text().contains("Words 299.") {
        assert!(Instant::now() < end, "the last save was never shown");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn two_hundred_browsers_are_told_and_the_end_comes_at_once() {
    let mut served = Folder::small().serve();
    let script = served.get(DAY_1).script().unwrap();
    let mut readers: Vec<Listener> = (0..200).map(|_| served.listen_as(DAY_1, &script)).collect();
    readers.iter_mut().for_each(|reader| {
        reader.wait_for("sheets");
    });
    served.folder.write("content/projects/cut/day-01.md", day(1, "For all."));
    readers.iter_mut().for_each(|reader| {
        reader.wait_for("reload");
    });
    served.preview.take().unwrap().stop();
    assert!(readers.iter_mut().all(|reader| reader.next().is_none()));
}

#[test]
fn a_save_draws_no_card() {
    let folder = Folder::small();
    folder.write("buildlog.yaml", format!("{SETTINGS}cards: all\n"));
    // Whoever draws one is told of a fault.
    folder.write("themes/ledger/templates/card.svg", "{{ nothing.there }}");
    let served = folder.serve();
    let mut reader = served.listen(DAY_1);
    reader.wait_for("fine");
    served.folder.write("content/projects/cut/day-01.md", day(1, "Other words."));
    reader.wait_for("reload");
    let page = served.get(DAY_1);
    assert!(page.status == 200 && page.text().contains("Other words."));
    assert!(reader.is_silent());
    let (_, card) = page
        .text()
        .split_once("property=\"og:image\" content=\"https://example.org")
        .map(|(a, b)| (a.to_string(), b.to_string()))
        .unwrap();
    assert_eq!(served.get(card.split('"').next().unwrap()).status, 500, "a card that is asked for is drawn");
}
