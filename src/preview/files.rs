//! Files of the site folder as they lie on disk, whole or in part.

use std::io::{self, SeekFrom};
use std::path::{Path, PathBuf};

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Response, StatusCode, header};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::range::{Part, part};
use crate::source::FOLDERS;

/// How much of a file is in memory at a time.
const PIECE: usize = 64 * 1024;

/// Answers with a file, or the part of it that the request asks for.
///
/// # Errors
/// Where the file is gone, or a link leads out of the site folder.
pub(super) async fn answer(
    root: &Path,
    path: PathBuf,
    content_type: &'static str,
    headers: &HeaderMap,
) -> io::Result<Response<Body>> {
    let (mut file, length) = open(root, path).await?;
    // No validator is ever sent, so whoever has one has another file (RFC 9110, section 13.1.5).
    let asked = headers.get(header::RANGE).filter(|_| !headers.contains_key(header::IF_RANGE));
    let asked = part(asked.and_then(|range| range.to_str().ok()), length);
    let response =
        Response::builder().header(header::CONTENT_TYPE, content_type).header(header::ACCEPT_RANGES, "bytes");
    let (response, bytes) = match asked {
        Part::Whole => (response.status(StatusCode::OK), 0..length),
        Part::Bytes(bytes) => {
            let range = format!("bytes {}-{}/{length}", bytes.start, bytes.end - 1);
            (response.status(StatusCode::PARTIAL_CONTENT).header(header::CONTENT_RANGE, range), bytes)
        }
        Part::None => {
            let range = format!("bytes */{length}");
            (response.status(StatusCode::RANGE_NOT_SATISFIABLE).header(header::CONTENT_RANGE, range), 0..0)
        }
    };
    file.seek(SeekFrom::Start(bytes.start)).await?;
    let response = response.header(header::CONTENT_LENGTH, bytes.end - bytes.start);
    response.body(streamed(file, bytes.end - bytes.start)).map_err(io::Error::other)
}

/// The site was read without links that lead out of it or into `private/`, but a file may have become
/// one since.
async fn open(root: &Path, path: PathBuf) -> io::Result<(File, u64)> {
    let real = tokio::fs::canonicalize(path).await?;
    let mut public = FOLDERS.into_iter().filter(|folder| *folder != "private");
    if !public.any(|folder| real.starts_with(root.join(folder))) {
        return Err(io::ErrorKind::NotFound.into());
    }
    // To open a pipe waits for somebody to write into it.
    let metadata = tokio::fs::metadata(&real).await?;
    if !metadata.is_file() {
        return Err(io::ErrorKind::NotFound.into());
    }
    Ok((File::open(real).await?, metadata.len()))
}

fn streamed(file: File, length: u64) -> Body {
    let (send, receive) = mpsc::channel::<io::Result<Bytes>>(2);
    tokio::spawn(async move {
        let mut rest = file.take(length);
        loop {
            let mut piece = vec![0; PIECE];
            let read = rest.read(&mut piece).await;
            let next = match read {
                Ok(0) => return,
                Ok(count) => {
                    piece.truncate(count);
                    Ok(piece.into())
                }
                Err(error) => Err(error),
            };
            // A browser that has seen enough goes away, and the reading ends with it.
            if send.send(next).await.is_err() {
                return;
            }
        }
    });
    Body::from_stream(ReceiverStream::new(receive))
}
