//! Which content type the name of a file means.

use crate::path::Route;

/// HTML, which carries the reload script.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// The content type of what is at a route.
pub(super) fn of(route: &Route) -> &'static str {
    if route.is_page() {
        return HTML;
    }
    let name = route.as_str().rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "txt" | "md" | "nojekyll" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "cast" => "application/x-asciicast",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        "ico" => "image/vnd.microsoft.icon",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        "mov" => "video/quicktime",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" => "audio/ogg",
        "wav" => "audio/wav",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "wasm" => "application/wasm",
        "zip" => "application/zip",
        _ if name == "CNAME" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_its_type() {
        for (route, expected) in [
            ("", HTML),
            ("about/", HTML),
            ("404.html", HTML),
            ("a/B.PNG", "image/png"),
            (".nojekyll", "text/plain; charset=utf-8"),
            ("feed.xml", "application/xml"),
            ("demo.mp4", "video/mp4"),
            ("noext", "application/octet-stream"),
        ] {
            assert_eq!(of(&Route::new(route)), expected, "{route}");
        }
    }
}
