//! Markdown without a site: the outline of a body, and its HTML.
