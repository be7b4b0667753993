//! From the scopes of a syntax to the few classes that a theme colours.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use syntect::parsing::{Scope, ScopeStack};

/// What a run of code is, as far as its colour goes. Its number is kept on disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    /// Nothing that is coloured.
    #[default]
    None,
    Comment,
    Keyword,
    Operator,
    Text,
    Escape,
    Number,
    Function,
    Type,
    Attribute,
    Heading,
    Inserted,
    Deleted,
}

impl Class {
    /// The class in the HTML: one letter.
    pub(super) fn name(self) -> &'static str {
        match self {
            Class::None => "",
            Class::Comment => "c",
            Class::Keyword => "k",
            Class::Operator => "o",
            Class::Text => "s",
            Class::Escape => "e",
            Class::Number => "n",
            Class::Function => "f",
            Class::Type => "t",
            Class::Attribute => "a",
            Class::Heading => "h",
            Class::Inserted => "g",
            Class::Deleted => "d",
        }
    }

    /// The class with a number.
    pub(super) fn numbered(number: u8) -> Option<Self> {
        CLASSES.get(usize::from(number)).copied()
    }
}

/// All classes, each at its number.
const CLASSES: [Class; 13] = [
    Class::None,
    Class::Comment,
    Class::Keyword,
    Class::Operator,
    Class::Text,
    Class::Escape,
    Class::Number,
    Class::Function,
    Class::Type,
    Class::Attribute,
    Class::Heading,
    Class::Inserted,
    Class::Deleted,
];

/// The classes of the scopes that were met. Languages use the same few scopes again and again.
#[derive(Default)]
pub(super) struct Classes {
    known: FxHashMap<Scope, Option<Class>>,
}

impl Classes {
    /// The class of the innermost scope that has one.
    pub(super) fn of(&mut self, stack: &ScopeStack) -> Class {
        let mut class = |scope: &Scope| *self.known.entry(*scope).or_insert_with(|| class_of(*scope));
        stack.scopes.iter().rev().find_map(&mut class).unwrap_or_default()
    }
}

fn class_of(scope: Scope) -> Option<Class> {
    let is_found = |(prefix, _): &&(Scope, Class)| prefix.is_prefix_of(scope);
    PREFIXES.iter().find(is_found).map(|(_, class)| *class)
}

/// Which beginnings of scopes have which class; of two that fit, the first counts.
const SCOPES: [(&str, Class); 45] = [
    ("comment", Class::Comment),
    ("constant.character.escape", Class::Escape),
    ("constant.character", Class::Escape),
    ("constant.other.placeholder", Class::Escape),
    ("string", Class::Text),
    ("constant", Class::Number),
    ("keyword.operator.word", Class::Keyword),
    ("keyword.operator", Class::Operator),
    ("keyword.other.template", Class::Text),
    ("keyword.other.substitution", Class::Escape),
    ("keyword", Class::Keyword),
    ("storage.type.primitive", Class::Type),
    ("storage.type.numeric", Class::Type),
    ("storage.type.string", Class::Text),
    // Some languages have the names of types here, and others the words that declare something.
    ("storage.type.go", Class::Type),
    ("storage.type.c", Class::Type),
    ("storage.type.haskell", Class::Type),
    ("storage.type.kotlin", Class::Type),
    ("storage", Class::Keyword),
    ("variable.language", Class::Keyword),
    ("variable.function", Class::Function),
    ("variable.annotation", Class::Attribute),
    ("entity.name.function", Class::Function),
    ("entity.name.macro", Class::Function),
    ("entity.name.tag", Class::Attribute),
    ("entity.name.section", Class::Heading),
    ("entity.name.constant", Class::Number),
    ("entity.name.type", Class::Type),
    ("entity.name.class", Class::Type),
    ("entity.name.struct", Class::Type),
    ("entity.name.enum", Class::Type),
    ("entity.name.trait", Class::Type),
    ("entity.name.interface", Class::Type),
    ("entity.name.impl", Class::Type),
    ("entity.other.attribute-name", Class::Attribute),
    ("entity.other.inherited-class", Class::Type),
    ("support.function", Class::Function),
    ("support.macro", Class::Function),
    ("support.constant", Class::Number),
    ("support.type.property-name", Class::Attribute),
    ("support", Class::Type),
    ("markup.heading", Class::Heading),
    ("markup.inserted", Class::Inserted),
    ("markup.deleted", Class::Deleted),
    // Code inside a string is code again.
    ("meta.interpolation", Class::None),
];

static PREFIXES: LazyLock<Vec<(Scope, Class)>> = LazyLock::new(|| {
    SCOPES.iter().filter_map(|(prefix, class)| Some((Scope::new(prefix).ok()?, *class))).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_has_the_number_of_its_place() {
        for (number, class) in CLASSES.into_iter().enumerate() {
            assert_eq!(class as usize, number);
            assert_eq!(Class::numbered(class as u8), Some(class));
        }
        assert_eq!(Class::numbered(CLASSES.len() as u8), None);
    }
}
