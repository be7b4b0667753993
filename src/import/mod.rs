//! Other people's logs as content files of a project.
