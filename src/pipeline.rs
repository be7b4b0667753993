//! From sources to a site, a plan and its pages.
