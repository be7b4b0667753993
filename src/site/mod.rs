//! The log, resolved and final.
