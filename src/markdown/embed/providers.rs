//! The table of providers: which addresses are known, and how each is framed.
//!
//! To add a provider, add a row here, its forms to the test beside [`recognise`](super::recognise),
//! and its name to `docs/embeds.md`.
//!
//! A form's `address` is a host and a path, matched part by part; `www.`, `m.` and a slash at the end are
//! overlooked. `{id}` stands for letters, digits, `-` and `_`; `{id:digits}` for digits;
//! `{id:name}` for a name, which may hold points too; `{rest*}`, last, for all further parts. A
//! query parameter that ends in `?` may be missing, and `?*` means that the others are kept.
//!
//! In a `frame`, `{t|seconds}` turns `1m30s` into 90, `{owner|label}` makes a part of a host name,
//! and `{p=1}` has a value for when nothing is given. A parameter without a value is left out.

/// A site whose addresses are known.
#[derive(Debug)]
pub(super) struct Provider {
    /// Its name, as readers know it.
    pub(super) name: &'static str,
    /// The addresses that people copy from it.
    pub(super) forms: &'static [Form],
    /// How it is shown.
    pub(super) kind: Kind,
}

impl Provider {
    /// The forms of its addresses as a maker would write them, the most common first.
    pub(super) fn forms_in_words(&self) -> Vec<String> {
        let mut forms: Vec<String> = Vec::new();
        for form in self.forms.iter().map(Form::in_words) {
            // A form with one parameter more says nothing new.
            let is_known = |known: &String| form.starts_with(known.as_str());
            if !forms.iter().any(is_known) {
                forms.retain(|known| !known.starts_with(&form));
                forms.push(form);
            }
        }
        forms
    }
}

/// A form of address.
#[derive(Debug)]
pub(super) struct Form {
    /// What the address looks like.
    pub(super) address: &'static str,
    /// The address of the frame; empty for a card.
    pub(super) frame: &'static str,
    /// The shape of the frame, where it is not that of the provider.
    pub(super) shape: Option<Shape>,
}

impl Form {
    /// `youtu.be/{id}?t={t?}` as `youtu.be/<id>`: what may be missing is left out.
    fn in_words(&self) -> String {
        let (place, query) = self.address.split_once('?').unwrap_or((self.address, ""));
        let needed: Vec<&str> =
            query.split('&').filter(|pair| pair.contains('=') && !pair.ends_with("?}")).collect();
        let whole = [place, &needed.join("&")].join(if needed.is_empty() { "" } else { "?" });
        let mut words = String::new();
        for (at, part) in whole.trim_end_matches("/{rest*}").split(['{', '}']).enumerate() {
            match at % 2 {
                0 => words.push_str(part),
                _ => words.push_str(&format!("<{}>", part.split(':').next().unwrap_or(part))),
            }
        }
        words
    }
}

/// How a provider is shown.
#[derive(Debug)]
pub(super) enum Kind {
    /// In a frame that is made when it is asked for.
    Frame(Frame),
    /// As a card that links to it, because it can't be framed or would need its own script.
    Card,
}

/// What a frame may do, and what it looks like.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// The frame's `allow`: which powers of the browser it may use.
    pub(super) allow: &'static str,
    /// The frame's `sandbox`; empty where the provider is trusted to be itself.
    pub(super) sandbox: &'static str,
    /// Its shape.
    pub(super) shape: Shape,
    /// Origins that the frame passes through before it is there, besides its own.
    pub(super) through: &'static [&'static str],
    /// What it holds, which decides the words on the button.
    pub(super) holds: Holds,
    /// Whether its host goes to sleep when nobody visits.
    pub(super) sleeps: bool,
}

/// The shape of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// As wide as the text, with this ratio of width to height.
    Ratio(Ratio),
    /// As wide as the text, and this many CSS pixels high.
    Height(u16),
}

/// The ratios that frames may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ratio {
    /// 16:9, as films are.
    Wide,
    /// 9:16, as telephones are held.
    Tall,
    /// 4:3, as slides are.
    Slide,
    /// 1:1.
    Square,
}

impl Ratio {
    /// What it is called, and its width for a height of 1.
    pub(super) fn sides(self) -> (&'static str, f64) {
        match self {
            Self::Wide => ("16:9", 16.0 / 9.0),
            Self::Tall => ("9:16", 9.0 / 16.0),
            Self::Slide => ("4:3", 4.0 / 3.0),
            Self::Square => ("1:1", 1.0),
        }
    }
}

/// What a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Something to watch.
    Film,
    /// Something to try.
    App,
}

const WIDE: Shape = Shape::Ratio(Ratio::Wide);

/// A player that is trusted with no more than filling the screen.
const FILM: Frame = Frame {
    allow: "fullscreen; picture-in-picture",
    sandbox: "",
    shape: WIDE,
    through: &[],
    holds: Holds::Film,
    sleeps: false,
};

/// Somebody's app on an origin of its own, where it may keep what it needs to run.
const APP: Frame = Frame {
    allow: "clipboard-write; fullscreen",
    sandbox: "allow-scripts allow-same-origin allow-forms allow-popups allow-downloads",
    shape: Shape::Height(450),
    through: &[],
    holds: Holds::App,
    sleeps: false,
};

/// An editor or a canvas of a known maker.
const TOOL: Frame = Frame { allow: "clipboard-write; fullscreen", sandbox: "", ..APP };

/// An app at an unknown address, whose maker gave the size of its frame: it may run and be filled in,
/// but has no origin, so that even an app on the site's own origin could read nothing there.
pub(super) const DEPLOYED: Frame =
    Frame { allow: "fullscreen", sandbox: "allow-scripts allow-forms allow-popups", ..APP };

const fn form(address: &'static str, frame: &'static str) -> Form {
    Form { address, frame, shape: None }
}

const fn card(address: &'static str) -> Form {
    Form { address, frame: "", shape: None }
}

/// YouTube's player that sets no cookies before it plays (support.google.com/youtube/answer/171780).
const YOUTUBE: &str = "https://www.youtube-nocookie.com/embed/{id}?start={t|seconds}";
const VIMEO: &str = "https://player.vimeo.com/video/{id}?h={h}&dnt=1";
const LOOM: &str = "https://www.loom.com/embed/{id}?hide_owner=true&hide_share=true&hide_title=true&hideEmbedTopBar=true&t={t}";
const TELLA: &str = "https://www.tella.tv/video/{id}/embed";
const SPACE: &str = "https://{owner|label}-{space|label}.hf.space/";
const CODEPEN: &str = "https://codepen.io/{user}/embed/{id}?default-tab=result";
const CODESANDBOX: &str = "https://codesandbox.io/embed/{id}?view=preview&hidenavigation=1&runonclick=1";
const OBSERVABLE: &str = "https://observablehq.com/embed/@{user}/{name}?cells={cells}";

/// Every provider.
pub(super) static PROVIDERS: &[Provider] = &[
    Provider {
        name: "YouTube",
        forms: &[
            form("youtube.com/watch?v={id}&start={t}", YOUTUBE),
            form("youtube.com/watch?v={id}&t={t?}", YOUTUBE),
            form("youtu.be/{id}?t={t?}", YOUTUBE),
            Form {
                address: "youtube.com/shorts/{id}?t={t?}",
                frame: YOUTUBE,
                shape: Some(Shape::Ratio(Ratio::Tall)),
            },
            form("youtube.com/live/{id}?t={t?}", YOUTUBE),
            form("youtube.com/embed/{id}?start={t?}", YOUTUBE),
            form("youtube-nocookie.com/embed/{id}?start={t?}", YOUTUBE),
        ],
        kind: Kind::Frame(Frame {
            allow: "accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture; web-share; fullscreen",
            ..FILM
        }),
    },
    Provider {
        name: "Vimeo",
        forms: &[
            form("vimeo.com/{id:digits}?h={h?}", VIMEO),
            // A video that is not listed has its key in the path.
            form("vimeo.com/{id:digits}/{h}", VIMEO),
            form("player.vimeo.com/video/{id:digits}?h={h?}", VIMEO),
        ],
        kind: Kind::Frame(FILM),
    },
    Provider {
        name: "Loom",
        forms: &[form("loom.com/share/{id}?t={t?}", LOOM), form("loom.com/embed/{id}?t={t?}", LOOM)],
        kind: Kind::Frame(FILM),
    },
    Provider {
        name: "Tella",
        forms: &[
            form("tella.tv/video/{id}", TELLA),
            form("tella.tv/video/{id}/view", TELLA),
            form("tella.tv/video/{id}/embed", TELLA),
        ],
        kind: Kind::Frame(FILM),
    },
    Provider {
        name: "Bilibili",
        // It plays by itself unless it is told not to.
        forms: &[form(
            "bilibili.com/video/BV{id}?p={p?}",
            "https://player.bilibili.com/player.html?bvid=BV{id}&p={p=1}&autoplay=0&danmaku=0&high_quality=1",
        )],
        kind: Kind::Frame(Frame {
            sandbox: "allow-scripts allow-same-origin allow-forms allow-popups",
            ..FILM
        }),
    },
    Provider {
        name: "asciinema",
        forms: &[form("asciinema.org/a/{id}?t={t?}", "https://asciinema.org/a/{id}/iframe?t={t}")],
        kind: Kind::Frame(Frame { allow: "fullscreen", ..FILM }),
    },
    Provider {
        name: "Hugging Face Spaces",
        forms: &[
            form("huggingface.co/spaces/{owner:name}/{space:name}", SPACE),
            form("hf.co/spaces/{owner:name}/{space:name}", SPACE),
            form("{space}.hf.space/{rest*}?*", "https://{space}.hf.space/{rest*}?*"),
        ],
        // Free Spaces sleep after 48 hours without a visit.
        kind: Kind::Frame(Frame {
            allow: "camera; clipboard-write; fullscreen; microphone",
            sleeps: true,
            ..APP
        }),
    },
    Provider {
        name: "Gradio",
        forms: &[form("{app}.gradio.live/{rest*}?*", "https://{app}.gradio.live/{rest*}?*")],
        kind: Kind::Frame(APP),
    },
    Provider {
        name: "Streamlit",
        forms: &[form("{app}.streamlit.app/{rest*}?*", "https://{app}.streamlit.app/{rest*}?embed=true&*")],
        // Apps sleep after 12 hours without a visit. Each visit passes through the host's own page first.
        kind: Kind::Frame(Frame { through: &["https://share.streamlit.io"], sleeps: true, ..APP }),
    },
    Provider {
        name: "CodePen",
        forms: &[
            form("codepen.io/{user}/pen/{id}", CODEPEN),
            form("codepen.io/{user}/full/{id}", CODEPEN),
            form("codepen.io/{user}/details/{id}", CODEPEN),
        ],
        kind: Kind::Frame(TOOL),
    },
    Provider {
        name: "CodeSandbox",
        forms: &[
            form("codesandbox.io/s/{id}", CODESANDBOX),
            form("codesandbox.io/p/sandbox/{id}", CODESANDBOX),
        ],
        kind: Kind::Frame(Frame {
            allow: "accelerometer; encrypted-media; fullscreen; gyroscope",
            sandbox: "allow-forms allow-modals allow-popups allow-presentation allow-same-origin allow-scripts",
            ..TOOL
        }),
    },
    Provider {
        name: "StackBlitz",
        forms: &[form(
            "stackblitz.com/edit/{id}?file={file?}",
            "https://stackblitz.com/edit/{id}?embed=1&view=preview&ctl=1&hideNavigation=1&file={file}",
        )],
        kind: Kind::Frame(Frame {
            allow: "cross-origin-isolated; fullscreen",
            shape: Shape::Height(400),
            ..TOOL
        }),
    },
    Provider {
        name: "Replit",
        forms: &[form("{app}.replit.app/{rest*}?*", "https://{app}.replit.app/{rest*}?*")],
        kind: Kind::Frame(APP),
    },
    Provider {
        name: "Replit editor",
        // Its frame shows code that can't be run.
        forms: &[card("replit.com/@{user}/{name}")],
        kind: Kind::Card,
    },
    Provider {
        name: "Figma",
        forms: &[
            form(
                "figma.com/design/{key}/{rest*}?node-id={node?}",
                "https://embed.figma.com/design/{key}?node-id={node}&embed-host=buildlog",
            ),
            form(
                "figma.com/file/{key}/{rest*}?node-id={node?}",
                "https://embed.figma.com/design/{key}?node-id={node}&embed-host=buildlog",
            ),
            form(
                "figma.com/proto/{key}/{rest*}?node-id={node?}",
                "https://embed.figma.com/proto/{key}?node-id={node}&embed-host=buildlog",
            ),
            form(
                "figma.com/board/{key}/{rest*}?node-id={node?}",
                "https://embed.figma.com/board/{key}?node-id={node}&embed-host=buildlog",
            ),
            form(
                "figma.com/slides/{key}/{rest*}?node-id={node?}",
                "https://embed.figma.com/slides/{key}?node-id={node}&embed-host=buildlog",
            ),
            form(
                "figma.com/deck/{key}/{rest*}?node-id={node?}",
                "https://embed.figma.com/deck/{key}?node-id={node}&embed-host=buildlog",
            ),
        ],
        kind: Kind::Frame(TOOL),
    },
    Provider {
        name: "Observable",
        forms: &[
            form("observablehq.com/@{user}/{name}?cells={cells?}", OBSERVABLE),
            form(
                "observablehq.com/@{user}/{name}/{version}?cells={cells?}",
                "https://observablehq.com/embed/@{user}/{name}/{version}?cells={cells}",
            ),
            form("observablehq.com/embed/@{user}/{name}?cells={cells?}", OBSERVABLE),
        ],
        kind: Kind::Frame(TOOL),
    },
    Provider {
        name: "Google Colab",
        forms: &[card("colab.research.google.com/{rest*}?*")],
        kind: Kind::Card,
    },
    Provider {
        name: "X",
        forms: &[card("x.com/{user}/status/{id:digits}"), card("twitter.com/{user}/status/{id:digits}")],
        kind: Kind::Card,
    },
    Provider { name: "Bluesky", forms: &[card("bsky.app/profile/{who:name}/post/{id}")], kind: Kind::Card },
    Provider {
        name: "Reddit",
        forms: &[
            card("reddit.com/r/{sub}/comments/{id}/{rest*}"),
            card("old.reddit.com/r/{sub}/comments/{id}/{rest*}"),
        ],
        kind: Kind::Card,
    },
    Provider { name: "GitHub Gist", forms: &[card("gist.github.com/{user}/{id}")], kind: Kind::Card },
];
