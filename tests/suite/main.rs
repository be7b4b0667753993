//! The whole program at work: a module a feature, on sites in strings and on folders of their own.
#![allow(clippy::disallowed_methods, reason = "tests read and write folders of their own")]

mod brief;
mod cards;
mod commands;
mod damage;
mod deploy;
mod deploy_interrupted;
mod deploy_ownership;
mod faults;
mod feeds;
mod from_the_right;
mod gate;
mod hostile;
mod import;
mod kept;
mod laws;
mod made_faults;
mod numbers;
mod outreach;
mod pages;
mod prep;
mod privacy;
mod recordings;
mod rooms;
mod sayings;
mod soak;
mod support;
mod theme_data;
mod translations;
mod warnings;
