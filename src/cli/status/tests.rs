//! Whole reports of small sites.
