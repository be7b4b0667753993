//! Pictures without what their camera wrote into them.
