//! `buildlog.yaml` and the flags: what was said, and what is meant.
