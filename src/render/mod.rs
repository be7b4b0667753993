//! A page in, bytes out.
