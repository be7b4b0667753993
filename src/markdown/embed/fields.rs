//! What a `demo` block, or `demo:` in front matter, says.

use serde::Deserialize;

use super::providers::{DEPLOYED, Frame, Kind, Provider, Ratio, Shape};
use super::recognise::{app_address, host_of, recognise};

/// The least and the most that a frame may be high, in CSS pixels: what still shows something, and what
/// still fits a screen.
const HEIGHTS: (u16, u16) = (150, 1200);

/// What a `demo` block (or `demo:` in front matter) says, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoFields {
    /// Where the demo runs.
    pub url: Option<String>,
    /// Its name.
    pub title: Option<String>,
    /// A picture shown until it is opened.
    pub poster: Option<String>,
    /// A recording, for when it does not run.
    pub fallback: Option<String>,
    /// The height of its frame in pixels.
    pub height: Option<String>,
    /// The ratio of its frame, such as `16:9`.
    pub ratio: Option<String>,
    /// A note that its host may need a while to wake.
    pub wake: Option<String>,
}

impl DemoFields {
    pub(super) fn url(&self) -> &str {
        self.url.as_deref().unwrap_or_default().trim()
    }

    pub(super) fn title(&self) -> &str {
        self.title.as_deref().unwrap_or_default().trim()
    }

    /// The shape that its maker gave the frame: the ratio where there is one, else the height.
    fn shape(&self) -> Option<Shape> {
        let height = || self.height.as_deref().and_then(height).map(Shape::Height);
        self.ratio.as_deref().and_then(ratio).map(Shape::Ratio).or_else(height)
    }
}

/// Why a `demo` block can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DemoError {
    /// What is wrong, in one line.
    pub message: String,
    /// Line and column in the block's YAML, from 1, where known.
    pub place: Option<(usize, usize)>,
}

/// Reads the YAML of a `demo` block.
///
/// # Errors
/// Where it is no YAML mapping, has a key that is not known, has no `url`, or gives a frame no size
/// that can be read.
pub fn demo(yaml: &str) -> Result<DemoFields, DemoError> {
    let without_url = || DemoError { message: "a demo needs a `url`".to_owned(), place: None };
    if yaml.trim().is_empty() {
        return Err(without_url());
    }
    if let Some(address) = bare_address(yaml) {
        return Ok(DemoFields { url: Some(address.to_owned()), ..DemoFields::default() });
    }
    let fields: DemoFields = serde_yaml::from_str(yaml).map_err(|error| read_error(&error))?;
    if fields.url().is_empty() {
        return Err(without_url());
    }
    let unread = |key: &str, words: &str| {
        let line = yaml.lines().position(|line| line.trim_start().starts_with(key));
        DemoError { message: words.to_owned(), place: line.map(|line| (line + 1, 1)) }
    };
    if fields.height.as_deref().is_some_and(|said| height(said).is_none()) {
        return Err(unread("height", "`height` is a number of pixels, such as 450"));
    }
    if fields.ratio.as_deref().is_some_and(|said| ratio(said).is_none()) {
        return Err(unread("ratio", "`ratio` is a width and a height, such as \"16:9\""));
    }
    Ok(fields)
}

/// An address, or the path of a recording, that is all that a block holds.
fn bare_address(yaml: &str) -> Option<&str> {
    let address = yaml.trim();
    let is_word = !address.contains(char::is_whitespace) && !address.contains(['{', '[', '"', '\'']);
    let is_web = app_address(address).is_some();
    let is_path = || address.contains('.') && !address.contains(':');
    (is_word && (is_web || is_path())).then_some(address)
}

fn read_error(error: &serde_yaml::Error) -> DemoError {
    let message = error.without_snippet().to_string().replace("expected mapping start", "it holds no keys");
    let message = message.lines().next().unwrap_or_default();
    // The place is told apart, because the block begins somewhere in a file.
    let message = message.rsplit_once(" at line ").map_or(message, |(message, _)| message).to_owned();
    let place = error.location().map(|at| (at.line() as usize, at.column() as usize));
    DemoError { message, place }
}

fn height(said: &str) -> Option<u16> {
    let pixels = digits(said)?;
    Some(u16::try_from(pixels).unwrap_or(u16::MAX).clamp(HEIGHTS.0, HEIGHTS.1))
}

fn digits(said: &str) -> Option<u32> {
    said.trim().trim_end_matches("px").trim_end().parse().ok()
}

/// The nearest of the ratios that frames may have.
fn ratio(said: &str) -> Option<Ratio> {
    Some(match quotient(said)? {
        // The borders are the geometric means of the ratios on both sides.
        wide if wide > 1.54 => Ratio::Wide,
        slide if slide > 1.15 => Ratio::Slide,
        square if square > 0.75 => Ratio::Square,
        _ => Ratio::Tall,
    })
}

/// The width for a height of 1.
fn quotient(said: &str) -> Option<f64> {
    let (width, height) = said.trim().split_once([':', '/'])?;
    let (width, height): (f64, f64) = (width.trim().parse().ok()?, height.trim().parse().ok()?);
    let is_size = |side: f64| (0.01..=10_000.0).contains(&side);
    (is_size(width) && is_size(height)).then(|| width / height)
}

/// A size that was asked for, and that no frame has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherSize {
    /// The key that asks for it.
    pub key: &'static str,
    /// What it asks for.
    pub said: String,
    /// What the frame gets.
    pub given: String,
}

/// The size that a demo asks for, where its frame gets another.
pub fn other_size(fields: &DemoFields) -> Option<OtherSize> {
    let other = |key, said: &str, given| OtherSize { key, said: format!("{key}: {}", said.trim()), given };
    if let Some((said, given)) = fields.ratio.as_deref().and_then(|said| Some((said, ratio(said)?))) {
        let (name, sides) = given.sides();
        let is_near = quotient(said).is_some_and(|asked| (asked / sides - 1.0).abs() < 0.02);
        return (!is_near).then(|| other("ratio", said, name.to_string()));
    }
    let said = fields.height.as_deref()?;
    let given = height(said)?;
    let is_given = digits(said).is_some_and(|asked| asked == u32::from(given));
    (!is_given).then(|| other("height", said, format!("{given} pixels high")))
}

/// How a demo's address is opened.
pub(super) struct Opening {
    /// Whose it is, where that is known.
    pub(super) provider: Option<&'static Provider>,
    /// What it is framed by, the frame's address and its origin; nothing where it is only linked to.
    pub(super) frame: Option<(Frame, String, String)>,
}

impl Opening {
    /// How a demo at a web address is opened.
    pub(super) fn of(fields: &DemoFields) -> Opening {
        let known = recognise(fields.url());
        let provider = known.as_ref().map(|known| known.provider);
        let framed = match (&known, fields.shape()) {
            (Some(known), said) => match &known.provider.kind {
                Kind::Frame(frame) => {
                    let shape = said.or(known.form.shape).unwrap_or(frame.shape);
                    Some((Frame { shape, ..*frame }, known.frame.clone()))
                }
                Kind::Card => None,
            },
            // What is a card because its host refuses frames refuses them on its other pages too.
            (None, Some(_)) if host_of(fields.url()).is_some_and(|host| matches!(host.kind, Kind::Card)) => {
                None
            }
            (None, Some(shape)) => deployed(fields.url()).map(|url| (Frame { shape, ..DEPLOYED }, url)),
            (None, None) => None,
        };
        let with_origin = |(frame, address): (Frame, String)| {
            let origin = url::Url::parse(&address).ok()?.origin().ascii_serialization();
            Some((frame, address, origin))
        };
        Opening { provider, frame: framed.and_then(with_origin) }
    }
}

/// A secure address that may be framed, at whatever port: others would be blocked on a secure page.
fn deployed(address: &str) -> Option<String> {
    app_address(address).filter(|url| url.scheme() == "https").map(|url| url.to_string())
}

/// Why a demo is a card that might have been a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unframed {
    /// No provider is known for its host, and its frame has no size.
    UnknownHost(String),
    /// No provider is known for its host, and its address is not a secure one.
    Insecure(String),
    /// It is another page of a provider than those that can be framed.
    OtherPage {
        /// The provider.
        provider: &'static str,
        /// The forms of address that can be framed, the most common first.
        forms: Vec<String>,
    },
}

/// Why a demo is a card; `None` where it is none, is at no address of the web, or where its host is one that is
/// only ever linked to.
pub fn unframed(fields: &DemoFields) -> Option<Unframed> {
    let opening = Opening::of(fields);
    let is_known = opening.provider.is_some() || opening.frame.is_some();
    let url = app_address(fields.url()).filter(|_| !is_known)?;
    let host = url.host_str()?.to_owned();
    match host_of(fields.url()) {
        Some(provider) if matches!(provider.kind, Kind::Card) => None,
        Some(provider) => {
            Some(Unframed::OtherPage { provider: provider.name, forms: provider.forms_in_words() })
        }
        None if url.scheme() != "https" => Some(Unframed::Insecure(host)),
        None => Some(Unframed::UnknownHost(host)),
    }
}

/// Whether a ratio is one that can be read, such as `16:9`.
pub fn is_ratio(said: &str) -> bool {
    ratio(said).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demo_is_read_with_numbers_as_they_were_written() {
        let fields = demo("url: https://x.example\ntitle: Try it\nheight: 450\nratio: \"16:9\"\n").unwrap();
        assert_eq!(fields.url.as_deref(), Some("https://x.example"));
        assert_eq!(fields.height.as_deref(), Some("450"));
        assert_eq!(fields.poster, None);
    }

    #[test]
    fn an_address_alone_is_the_url_and_other_words_alone_are_no_demo() {
        for address in
            ["https://youtu.be/x", "\n  https://x.example:8443/a?b=c#d  \n", "media/a.mp4", "youtu.be/x"]
        {
            let fields = demo(address).unwrap();
            assert_eq!(fields, DemoFields { url: Some(address.trim().into()), ..DemoFields::default() });
        }
        for other in ["Try it here", "url:https://x.example", "- https://x.example", "{}", "soon"] {
            assert!(demo(other).is_err(), "{other}");
        }
        assert_eq!(demo("Try it here").unwrap_err().message, "it holds no keys");
    }

    #[test]
    fn a_demo_that_can_not_be_read_says_why_and_where() {
        let error = demo("url: https://x.example\nposer: a.png\n").unwrap_err();
        assert!(error.message.contains("poser"), "{error:?}");
        assert_eq!(error.place.map(|(line, _)| line), Some(2));
        assert!(demo("title: x").unwrap_err().message.contains("url"));
        assert!(demo("").is_err());
        assert!(demo("[").is_err());
        assert_eq!(demo("url: https://x.example\nheight: tall\n").unwrap_err().place, Some((2, 1)));
        assert!(demo("url: https://x.example\nratio: wide\n").is_err());
    }

    #[test]
    fn a_frame_has_the_size_its_maker_gave_it_within_reason() {
        assert_eq!([height("450"), height("90000"), height("3 px")], [Some(450), Some(1200), Some(150)]);
        assert_eq!((height("-1"), height("50%")), (None, None));
        let ratios = ["16:9", "16 / 10", "4:3", "1:1", "9:16", "21:9"].map(|said| ratio(said).unwrap());
        use Ratio::{Slide, Square, Tall, Wide};
        assert_eq!(ratios, [Wide, Wide, Slide, Square, Tall, Wide]);
        for said in ["16", "0:1", "a:b", "1:0", "inf:1", "NaN:1", "-4:3"] {
            assert_eq!(ratio(said), None, "{said}");
        }
    }

    #[test]
    fn a_size_that_no_frame_has_is_told_with_the_one_it_gets() {
        let given = |height: Option<&str>, ratio: Option<&str>| {
            let fields = DemoFields {
                height: height.map(Into::into),
                ratio: ratio.map(Into::into),
                ..DemoFields::default()
            };
            other_size(&fields).map(|size| size.given)
        };
        assert_eq!(given(Some("99999"), None).as_deref(), Some("1200 pixels high"));
        assert_eq!(given(Some("20px"), None).as_deref(), Some("150 pixels high"));
        assert_eq!(given(None, Some("7:3")).as_deref(), Some("16:9"));
        assert_eq!(given(Some("450"), None), None);
        for ratio in ["16:9", "1920/1080", "4:3", "1:1", "9:16", "no ratio"] {
            assert_eq!(given(None, Some(ratio)), None, "{ratio}");
        }
    }

    #[test]
    fn an_app_of_ones_own_is_framed_where_its_size_is_given_and_it_is_secure() {
        let frame = |url: &str, height: Option<&str>| {
            let fields =
                DemoFields { url: Some(url.into()), height: height.map(Into::into), ..DemoFields::default() };
            Opening::of(&fields).frame.map(|(frame, address, origin)| (frame.sandbox, address, origin))
        };
        let framed = (
            "allow-scripts allow-forms allow-popups",
            "https://a.example/x".into(),
            "https://a.example".into(),
        );
        assert_eq!(frame("https://a.example/x", Some("400")), Some(framed));
        assert_eq!(frame("https://a.example/x", None), None);
        for url in ["http://a.example", "javascript:alert(1)", "https://u@a.example", "demo/"] {
            assert_eq!(frame(url, Some("400")), None, "{url}");
        }
        let (_, address, origin) = frame("https://a.example:8443/x", Some("400")).unwrap();
        assert_eq!(
            (address.as_str(), origin.as_str()),
            ("https://a.example:8443/x", "https://a.example:8443")
        );
    }

    #[test]
    fn a_demo_that_is_a_card_says_what_keeps_it_from_being_framed() {
        let why = |url: &str, height: Option<&str>| {
            let height = height.map(Into::into);
            unframed(&DemoFields { url: Some(url.into()), height, ..DemoFields::default() })
        };
        assert_eq!(why("https://a.example/", None), Some(Unframed::UnknownHost("a.example".into())));
        assert_eq!(why("https://a.example:8443/", None), Some(Unframed::UnknownHost("a.example".into())));
        assert_eq!(why("http://a.example:3000/", Some("400")), Some(Unframed::Insecure("a.example".into())));
        assert_eq!(why("https://a.example:8443/", Some("400")), None);
        assert_eq!(why("https://youtu.be/abc", None), None);
        assert_eq!(why("media/a.mp4", None), None);
    }

    #[test]
    fn another_page_of_a_provider_is_told_with_those_that_can_be_framed() {
        let forms = |url: &str| match unframed(&DemoFields { url: Some(url.into()), ..DemoFields::default() })
        {
            Some(Unframed::OtherPage { provider, forms }) => Some((provider, forms.join(" "))),
            other => panic!("{url}: {other:?}"),
        };
        let (youtube, shown) = forms("https://www.youtube.com/@someone").unwrap();
        assert_eq!(youtube, "YouTube");
        assert!(
            shown.starts_with("youtube.com/watch?v=<id> youtu.be/<id> youtube.com/shorts/<id>"),
            "{shown}"
        );
        assert!(!shown.contains("start"), "{shown}");
        let (_, shown) = forms("https://vimeo.com/someone").unwrap();
        assert_eq!(shown, "vimeo.com/<id> player.vimeo.com/video/<id>");
        let (_, shown) = forms("http://huggingface.co/someone/model").unwrap();
        assert!(shown.starts_with("huggingface.co/spaces/<owner>/<space>"), "{shown}");
        let (_, shown) = forms("https://www.figma.com/@someone").unwrap();
        assert!(shown.starts_with("figma.com/design/<key> "), "{shown}");
    }

    #[test]
    fn a_host_that_is_only_ever_linked_to_gets_no_frame_and_no_complaint() {
        for (url, height) in
            [("https://x.com/someone", None), ("https://gist.github.com/someone", Some("400"))]
        {
            let fields =
                DemoFields { url: Some(url.into()), height: height.map(Into::into), ..DemoFields::default() };
            assert!(Opening::of(&fields).frame.is_none(), "{url}");
            assert_eq!(unframed(&fields), None, "{url}");
        }
    }
}
