//! The one reader: every file of the site folder by its path.
