//! Pictures, recordings and other files beside the documents, as they may be published.

use super::Renderer;
use crate::diagnostics::{Diagnostic, Place};
use crate::media;
use crate::output::Body;
use crate::path::SitePath;

impl Renderer {
    pub(super) fn medium(&self, path: &SitePath) -> Result<Body, Box<Diagnostic>> {
        match self.plan.media.get(path).map(|medium| medium.kind) {
            Some(
                media::Kind::Jpeg
                | media::Kind::Png
                | media::Kind::WebP
                | media::Kind::Gif
                | media::Kind::Svg,
            ) => self.picture(path),
            Some(kind @ (media::Kind::Heic | media::Kind::Avif | media::Kind::Tiff)) => {
                Err(Box::new(unpublishable(path, kind)))
            }
            Some(kind @ (media::Kind::Mp4 | media::Kind::QuickTime | media::Kind::WebM)) => {
                self.recording(path, kind)
            }
            _ if path.extension() == "cast" => self.terminal(path),
            _ if is_shown(path) && self.sources.get(path).is_some_and(|source| source.length() == 0) => {
                Err(Box::new(bad_recording(path, "it is empty", "export or download it again")))
            }
            _ => Ok(self.copy(path)),
        }
    }

    fn picture(&self, path: &SitePath) -> Result<Body, Box<Diagnostic>> {
        let bytes = self.sources.bytes(path).map_err(|error| unreadable(path, &error))?;
        match media::without_metadata(bytes) {
            Ok(cleaned) => Ok(Body::Bytes(cleaned.bytes)),
            Err(error) => Err(bad_picture(path, &error)),
        }
    }

    /// What a terminal printed, without what the recorder wrote down of the machine.
    fn terminal(&self, path: &SitePath) -> Result<Body, Box<Diagnostic>> {
        let bytes = self.sources.bytes(path).map_err(|error| unreadable(path, &error))?;
        let kept = media::without_surroundings(&String::from_utf8_lossy(&bytes));
        kept.map(|kept| Body::Bytes(kept.into_bytes())).map_err(|error| {
            let (wrong, way_out) = parts(&error);
            Box::new(bad_recording(path, &wrong, &way_out))
        })
    }

    /// A recording is copied as it is, so it may not say where it was made, and it must be all there.
    fn recording(&self, path: &SitePath, kind: media::Kind) -> Result<Body, Box<Diagnostic>> {
        let looked = self
            .sources
            .open(path)
            .and_then(|mut file| Ok((media::is_whole(&mut file, kind)?, media::has_position(&mut file)?)));
        match looked.map_err(|error| unreadable(path, &error))? {
            (true, false) => Ok(self.copy(path)),
            (false, _) => Err(Box::new(bad_recording(
                path,
                &format!("it is {} that breaks off", kind.name()),
                "export or download it again",
            ))),
            (true, true) => Err(Box::new(
                Diagnostic::error("recording-with-position", format!("{path} tells where it was recorded"))
                    .at(Place::file(path.clone()))
                    .hint("take the position out: `ffmpeg -i IN -map_metadata -1 -c copy OUT`"),
            )),
        }
    }

    pub(super) fn still(&self, path: &SitePath) -> Result<Body, Box<Diagnostic>> {
        let Body::Bytes(bytes) = self.medium(path)? else { return self.medium(path) };
        Ok(Body::Bytes(media::first_frame(&bytes).unwrap_or(bytes)))
    }
}

/// Names of files that a page shows or plays.
fn is_shown(path: &SitePath) -> bool {
    const SHOWN: [&str; 11] =
        ["avif", "gif", "heic", "jpeg", "jpg", "m4v", "mov", "mp4", "png", "webm", "webp"];
    SHOWN.contains(&path.extension().as_str())
}

/// What is wrong with a file, and then the way out.
fn parts(error: &dyn std::error::Error) -> (String, String) {
    let error = error.to_string();
    let (wrong, way_out) = error.split_once("; ").unwrap_or((&error, "export or download it again"));
    (wrong.to_string(), way_out.to_string())
}

/// A recording that no reader could play.
fn bad_recording(path: &SitePath, wrong: &str, way_out: &str) -> Diagnostic {
    Diagnostic::error("bad-recording", format!("{path} can't be shown: {wrong}"))
        .at(Place::file(path.clone()))
        .hint(way_out)
}

/// A picture is published only when what its camera wrote into it can be taken out.
fn bad_picture(path: &SitePath, error: &media::MediaError) -> Box<Diagnostic> {
    let (wrong, way_out) = parts(error);
    Box::new(
        Diagnostic::error("bad-picture", format!("{path} can't be published: {wrong}"))
            .at(Place::file(path.clone()))
            .hint(way_out),
    )
}

fn unpublishable(path: &SitePath, kind: media::Kind) -> Diagnostic {
    let words = format!("{path} is {}, from which what the camera wrote can't be taken out", kind.name());
    Diagnostic::error("bad-picture", words)
        .at(Place::file(path.clone()))
        .hint("export it as JPEG, PNG or WebP, and link to that")
}

fn unreadable(path: &SitePath, error: &std::io::Error) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error("unreadable", format!("{path} can't be read: {error}"))
            .at(Place::file(path.clone()))
            .hint("check that the file is still there and that you may read it"),
    )
}
