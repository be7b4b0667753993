//! A test for each form of address of each provider, and for what only looks like one.

use super::*;

fn framed(address: &str) -> Option<(&'static str, String)> {
    recognise(address).map(|known| (known.provider.name, known.frame))
}

/// Every form of the table: an address, and the frame that it gives.
const FORMS: &[(&str, &str, &str)] = &[
    (
        "YouTube",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    ),
    (
        "YouTube",
        "http://m.youtube.com/watch?list=x&v=a-b_c&t=1m30s",
        "https://www.youtube-nocookie.com/embed/a-b_c?start=90",
    ),
    (
        "YouTube",
        "https://youtube.com/watch?v=abc&start=12",
        "https://www.youtube-nocookie.com/embed/abc?start=12",
    ),
    ("YouTube", "https://youtu.be/abc?t=90s&si=track", "https://www.youtube-nocookie.com/embed/abc?start=90"),
    ("YouTube", "https://youtube.com/shorts/abc/", "https://www.youtube-nocookie.com/embed/abc"),
    (
        "YouTube",
        "https://www.youtube.com/live/abc?t=1h",
        "https://www.youtube-nocookie.com/embed/abc?start=3600",
    ),
    (
        "YouTube",
        "https://www.youtube.com/embed/abc?start=5",
        "https://www.youtube-nocookie.com/embed/abc?start=5",
    ),
    ("YouTube", "https://www.youtube-nocookie.com/embed/abc", "https://www.youtube-nocookie.com/embed/abc"),
    ("YouTube", "HTTPS://YouTube.COM/watch?v=AbC", "https://www.youtube-nocookie.com/embed/AbC"),
    ("Vimeo", "https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
    ("Vimeo", "https://vimeo.com/76979871/0a1b2c", "https://player.vimeo.com/video/76979871?h=0a1b2c&dnt=1"),
    (
        "Vimeo",
        "https://player.vimeo.com/video/7?h=8272103f6e",
        "https://player.vimeo.com/video/7?h=8272103f6e&dnt=1",
    ),
    (
        "Loom",
        "https://www.loom.com/share/0281766fa2d04bb788eaf19e65135184?sid=1&t=9",
        "https://www.loom.com/embed/0281766fa2d04bb788eaf19e65135184?hide_owner=true&hide_share=true&hide_title=true&hideEmbedTopBar=true&t=9",
    ),
    (
        "Loom",
        "https://loom.com/embed/a1",
        "https://www.loom.com/embed/a1?hide_owner=true&hide_share=true&hide_title=true&hideEmbedTopBar=true",
    ),
    ("Tella", "https://www.tella.tv/video/my-demo-1a2b", "https://www.tella.tv/video/my-demo-1a2b/embed"),
    ("Tella", "https://tella.tv/video/x/view", "https://www.tella.tv/video/x/embed"),
    ("Tella", "https://tella.tv/video/x/embed?b=0", "https://www.tella.tv/video/x/embed"),
    (
        "Bilibili",
        "https://www.bilibili.com/video/BV1xx411c7mD/?spm_id_from=333",
        "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&p=1&autoplay=0&danmaku=0&high_quality=1",
    ),
    (
        "Bilibili",
        "https://m.bilibili.com/video/BV1xx411c7mD?p=3",
        "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&p=3&autoplay=0&danmaku=0&high_quality=1",
    ),
    ("asciinema", "https://asciinema.org/a/335480", "https://asciinema.org/a/335480/iframe"),
    (
        "asciinema",
        "https://asciinema.org/a/bJMOlPe5F4mFLY0Rl6fiJSOp3?t=14",
        "https://asciinema.org/a/bJMOlPe5F4mFLY0Rl6fiJSOp3/iframe?t=14",
    ),
    (
        "Hugging Face Spaces",
        "https://huggingface.co/spaces/Some_One/My.App",
        "https://some-one-my-app.hf.space/",
    ),
    ("Hugging Face Spaces", "https://hf.co/spaces/a/b", "https://a-b.hf.space/"),
    ("Hugging Face Spaces", "https://a-b.hf.space/tab?x=1", "https://a-b.hf.space/tab?x=1"),
    ("Gradio", "https://0123abcd.gradio.live", "https://0123abcd.gradio.live/"),
    ("Streamlit", "https://my-app.streamlit.app", "https://my-app.streamlit.app/?embed=true"),
    (
        "Streamlit",
        "https://my-app.streamlit.app/Page_2?q=a+b",
        "https://my-app.streamlit.app/Page_2?embed=true&q=a%20b",
    ),
    (
        "CodePen",
        "https://codepen.io/some-one/pen/PNaGbb?editors=1",
        "https://codepen.io/some-one/embed/PNaGbb?default-tab=result",
    ),
    ("CodePen", "https://codepen.io/a/full/b", "https://codepen.io/a/embed/b?default-tab=result"),
    ("CodePen", "https://codepen.io/a/details/b", "https://codepen.io/a/embed/b?default-tab=result"),
    (
        "CodeSandbox",
        "https://codesandbox.io/s/new-7x2",
        "https://codesandbox.io/embed/new-7x2?view=preview&hidenavigation=1&runonclick=1",
    ),
    (
        "CodeSandbox",
        "https://codesandbox.io/p/sandbox/x1",
        "https://codesandbox.io/embed/x1?view=preview&hidenavigation=1&runonclick=1",
    ),
    (
        "StackBlitz",
        "https://stackblitz.com/edit/vite-a1",
        "https://stackblitz.com/edit/vite-a1?embed=1&view=preview&ctl=1&hideNavigation=1",
    ),
    (
        "StackBlitz",
        "https://stackblitz.com/edit/vite-a1?file=src/App.tsx",
        "https://stackblitz.com/edit/vite-a1?embed=1&view=preview&ctl=1&hideNavigation=1&file=src%2FApp.tsx",
    ),
    ("Replit", "https://my-app.replit.app/play?level=2", "https://my-app.replit.app/play?level=2"),
    ("Replit editor", "https://replit.com/@someone/my-app", ""),
    (
        "Figma",
        "https://www.figma.com/design/AbC123/My-File?node-id=1-2&t=x",
        "https://embed.figma.com/design/AbC123?node-id=1-2&embed-host=buildlog",
    ),
    (
        "Figma",
        "https://www.figma.com/file/AbC123",
        "https://embed.figma.com/design/AbC123?embed-host=buildlog",
    ),
    (
        "Figma",
        "https://www.figma.com/proto/AbC123/X?node-id=1:2",
        "https://embed.figma.com/proto/AbC123?node-id=1%3A2&embed-host=buildlog",
    ),
    ("Figma", "https://figma.com/board/AbC123/X", "https://embed.figma.com/board/AbC123?embed-host=buildlog"),
    (
        "Figma",
        "https://www.figma.com/slides/AbC123/X",
        "https://embed.figma.com/slides/AbC123?embed-host=buildlog",
    ),
    (
        "Figma",
        "https://www.figma.com/deck/AbC123/X",
        "https://embed.figma.com/deck/AbC123?embed-host=buildlog",
    ),
    ("Observable", "https://observablehq.com/@d3/bar-chart", "https://observablehq.com/embed/@d3/bar-chart"),
    (
        "Observable",
        "https://observablehq.com/@d3/bar-chart/2",
        "https://observablehq.com/embed/@d3/bar-chart/2",
    ),
    (
        "Observable",
        "https://observablehq.com/embed/@d3/bar-chart?cells=a,b",
        "https://observablehq.com/embed/@d3/bar-chart?cells=a%2Cb",
    ),
    ("Google Colab", "https://colab.research.google.com/drive/1a2b?usp=sharing", ""),
    ("X", "https://x.com/someone/status/20", ""),
    ("X", "https://twitter.com/someone/status/20?s=21", ""),
    ("Bluesky", "https://bsky.app/profile/some.one.example/post/3kabc", ""),
    ("Reddit", "https://www.reddit.com/r/rust/comments/abc123/a_title/", ""),
    ("Reddit", "https://old.reddit.com/r/rust/comments/abc123", ""),
    ("GitHub Gist", "https://gist.github.com/someone/0a1b2c", ""),
];

#[test]
fn every_form_of_the_table_gives_its_frame() {
    for (name, address, frame) in FORMS {
        assert_eq!(framed(address), Some((*name, (*frame).to_owned())), "{address}");
    }
}

#[test]
fn every_row_of_the_table_is_tested() {
    for form in PROVIDERS.iter().flat_map(|provider| provider.forms) {
        let tested = FORMS.iter().filter_map(|(_, address, _)| recognise(address));
        assert!(tested.into_iter().any(|known| std::ptr::eq(known.form, form)), "{}", form.address);
    }
}

#[test]
fn what_only_looks_like_a_provider_is_not_taken_for_it() {
    for address in [
        "https://youtube.com@evil.example/watch?v=abc",
        "https://user:secret@youtube.com/watch?v=abc",
        "https://youtube.com.evil.example/watch?v=abc",
        "https://notyoutube.com/watch?v=abc",
        "https://youtube.com:8443/watch?v=abc",
        "https://youtube.com./watch?v=abc",
        "https://youtube.com/watch",
        "https://youtube.com/watch?v=",
        "https://youtube.com/watch?v=a%22b",
        "https://youtube.com/watch?v=a/../b",
        "https://youtu.be/a\"onload=x",
        "https://youtu.be/a%2fb",
        "https://youtu.be/",
        "https://youtu.be/a/b",
        "https://youtube.com/c/somebody",
        "https:\\\\youtube.com\\watch?v=abc",
        "https:youtube.com/watch?v=abc",
        "//youtube.com/watch?v=abc",
        "javascript://youtube.com/watch?v=abc",
        "ftp://youtube.com/watch?v=abc",
        "https://vimeo.com/abc",
        "https://www.bilibili.com/video/av170001",
        "https://streamlit.app/",
        "https://a.b.streamlit.app/",
        "https://evil.example/.hf.space/",
        "https://huggingface.co/spaces/only-one",
        "https://huggingface.co/models/a/b",
        "https://x.com/someone",
        "https://127.0.0.1/watch?v=abc",
        "https://youtube.com/wat\nch?v=abc",
        "youtube.com/watch?v=abc",
    ] {
        assert!(recognise(address).is_none(), "{address}");
    }
}

#[test]
fn what_is_no_time_is_left_out() {
    assert_eq!(framed("https://youtu.be/a?t=soon").unwrap().1, "https://www.youtube-nocookie.com/embed/a");
    assert_eq!(
        framed("https://youtu.be/a?t=99999999999h").unwrap().1,
        "https://www.youtube-nocookie.com/embed/a"
    );
    assert_eq!(
        (seconds("1h2m3s"), seconds("90"), seconds("m"), seconds("1m3")),
        (Some(3723), Some(90), None, None)
    );
}

#[test]
fn a_parameter_of_the_table_can_not_be_overruled() {
    let frame = framed("https://a.streamlit.app/?embed=false&x=%22%3E%26").unwrap().1;
    assert_eq!(frame, "https://a.streamlit.app/?embed=true&x=%22%3E%26");
}
