//! One file of the author as one typed document, which knows no other.
