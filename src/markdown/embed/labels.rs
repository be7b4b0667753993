//! The words around demos and recordings.

/// The words around a demo, in the page's language. `{provider}` is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbedLabels {
    /// On the button of something to watch: "Play the video".
    pub watch: String,
    /// On the button of something to try: "Try the demo".
    pub run: String,
    /// The same, where a recording stands before it: "Try the live demo".
    pub live: String,
    /// The way to a recording that stands behind the demo: "Watch the recording".
    pub recording: String,
    /// Beside the button: "Open in a new tab".
    pub new_tab: String,
    /// Said of hosts that sleep, where the maker says nothing.
    pub wake: String,
    /// On the button of a moving picture that stands still, and of a recording: "Play".
    pub play: String,
    /// On the same button while it plays: "Stop".
    pub stop: String,
    /// Names a recording of a terminal.
    pub terminal: String,
    /// Between such a label and the title of its demo or recording: ": ".
    pub colon: String,
}

impl Default for EmbedLabels {
    /// The words in English.
    fn default() -> Self {
        Self {
            watch: "Play the video".into(),
            run: "Try the demo".into(),
            live: "Try the live demo".into(),
            recording: "Watch the recording".into(),
            new_tab: "Open in a new tab".into(),
            wake: "{provider} lets demos sleep. The first page may take a minute.".into(),
            play: "Play".into(),
            stop: "Stop".into(),
            terminal: "Recording of a terminal".into(),
            colon: ": ".into(),
        }
    }
}
