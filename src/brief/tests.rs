//! Tests of what is chosen, and in which order.
