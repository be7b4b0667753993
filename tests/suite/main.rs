//! The whole program at work: a module a feature, on sites in strings and on folders of their own.
#![allow(clippy::disallowed_methods, reason = "tests read and write folders of their own")]

mod cards;
mod commands;
mod damage;
mod faults;
mod feeds;
mod import;
mod laws;
mod made_faults;
mod outreach;
mod pages;
mod privacy;
mod rooms;
mod support;
mod warnings;
