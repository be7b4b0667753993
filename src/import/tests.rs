//! Whole imports of logs in the shapes that people have.
