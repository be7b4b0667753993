//! Tests of the page: never a second one, nothing over another, nothing outside the margins.
