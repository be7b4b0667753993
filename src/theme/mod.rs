//! Templates, assets and strings in layers: the site over its theme over the embedded ones.
