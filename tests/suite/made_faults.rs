//! made_faults
