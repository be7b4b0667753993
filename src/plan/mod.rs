//! Which pages there are, and at which routes; the only room that knows the shape of URLs.
