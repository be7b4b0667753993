//! The one writer: an output folder that is wholly old or wholly new.
