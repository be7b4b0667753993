//! Highlighting, looked at from outside.
