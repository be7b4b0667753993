//! `buildlog schema`: what may stand in each kind of file, as JSON Schemas for editors.

use std::path::PathBuf;

use anyhow::Context;
use clap::ValueEnum;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use super::Outcome;
use super::invocation::Invocation;
use super::scaffold;
use super::terminal::Tone;
use crate::config::RawConfig;
use crate::content::{DayMatter, FeedbackMatter, InterviewQuestion, ProfileMatter, ProjectMatter, Recipient};

const AFTER: &str = "\
A schema tells an editor which keys there are, what they mean and which values they take. Those of \
Markdown files are for their front matter.

Examples:
  buildlog schema                   the kinds of files
  buildlog schema day               the schema of a day
  buildlog schema --out schemas     all of them, a file each

An editor that uses yaml-language-server then takes it from a line at the top of buildlog.yaml:
  # yaml-language-server: $schema=schemas/config.schema.json";

/// Print the JSON Schema of a kind of file
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER)]
pub(super) struct Args {
    /// config, about, project, day, feedback, recipient or questions; without one, the kinds are listed
    #[arg(value_enum, hide_possible_values = true)]
    kind: Option<FileKind>,
    /// Write KIND.schema.json into this folder, for the kind or for all of them
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// A kind of file that people write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FileKind {
    /// The settings.
    Config,
    /// The maker.
    About,
    /// A project.
    Project,
    /// An entry.
    Day,
    /// A piece of feedback.
    Feedback,
    /// Somebody a brief is tailored to.
    Recipient,
    /// The private part of the interview bank.
    Questions,
}

impl FileKind {
    /// Its name on the command line.
    fn name(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::About => "about",
            Self::Project => "project",
            Self::Day => "day",
            Self::Feedback => "feedback",
            Self::Recipient => "recipient",
            Self::Questions => "questions",
        }
    }

    /// Where such files lie.
    fn path(self) -> &'static str {
        match self {
            Self::Config => "buildlog.yaml",
            Self::About => "content/about.md",
            Self::Project => "content/projects/<project>/project.md",
            Self::Day => "content/projects/<project>/day-NN.md",
            Self::Feedback => "…/feedback/<id>.md",
            Self::Recipient => "private/recipients/<name>.yaml",
            Self::Questions => "private/questions.yaml",
        }
    }

    /// Its schema (JSON Schema, draft 2020-12), made from the types that files are read into.
    fn schema(self) -> Value {
        match self {
            Self::Config => schema_of::<RawConfig>(self),
            Self::About => schema_of::<ProfileMatter>(self),
            Self::Project => schema_of::<ProjectMatter>(self),
            Self::Day => schema_of::<DayMatter>(self),
            Self::Feedback => schema_of::<FeedbackMatter>(self),
            Self::Recipient => schema_of::<Recipient>(self),
            Self::Questions => schema_of::<Vec<InterviewQuestion>>(self),
        }
    }
}

impl Args {
    pub(super) fn run(self, invocation: &Invocation<'_>) -> anyhow::Result<Outcome> {
        match (self.kind, &self.out) {
            (Some(kind), None) => invocation.terminal.answer(text_of(kind)),
            (None, None) => list(invocation),
            (Some(kind), Some(out)) => write(invocation, &[kind], out)?,
            (None, Some(out)) => write(invocation, FileKind::value_variants(), out)?,
        }
        Ok(Outcome::Done)
    }
}

fn list(invocation: &Invocation<'_>) {
    let lines =
        FileKind::value_variants().iter().map(|kind| format!("{:<10} {}\n", kind.name(), kind.path()));
    invocation.terminal.answer(lines.collect::<String>());
}

fn write(invocation: &Invocation<'_>, kinds: &[FileKind], out: &std::path::Path) -> anyhow::Result<()> {
    let folder = invocation.folder.join(out);
    for kind in kinds {
        let name = format!("{}.schema.json", kind.name());
        scaffold::replace(&folder.join(&name), &format!("{}\n", text_of(*kind)))
            .with_context(|| format!("the schema of {} can't be written", kind.path()))?;
        invocation.terminal.status(Tone::Made, "wrote", out.join(&name).display());
    }
    Ok(())
}

fn text_of(kind: FileKind) -> String {
    format!("{:#}", kind.schema())
}

fn schema_of<T: JsonSchema>(kind: FileKind) -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let mut schema: Schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_string(), json!(kind.path()));
    let mut value = schema.to_value();
    as_read(&mut value, Place::Alone);
    value
}

/// Where a schema stands in the one around it.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// It is all that its key takes.
    Alone,
    /// It is one of several forms.
    OneOfSeveral,
}

/// Makes a schema say what the reader of YAML does beyond what the types say: a key without a value is
/// an absent one, and a number or `true` may stand where a text belongs.
fn as_read(schema: &mut Value, place: Place) {
    let Value::Object(keys) = schema else { return };
    text_takes_scalars(keys, place);
    bound_number(keys);
    // An editor would write it out, and nobody writes a null.
    if keys.get("default").is_some_and(Value::is_null) {
        keys.remove("default");
    }
    for form in ["anyOf", "oneOf"] {
        let forms = keys.get_mut(form).and_then(Value::as_array_mut);
        forms.into_iter().flatten().for_each(|form| as_read(form, Place::OneOfSeveral));
    }
    if let Some(items) = keys.get_mut("items") {
        as_read(items, Place::Alone);
    }
    let required = keys.get("required").cloned().unwrap_or_default();
    let is_required = |name: &str| required.as_array().is_some_and(|all| all.iter().any(|one| one == name));
    if let Some(Value::Object(properties)) = keys.get_mut("properties") {
        for (name, property) in properties.iter_mut() {
            as_read(property, Place::Alone);
            if !is_required(name) {
                allow_null(property);
            }
        }
    }
}

/// A text beside a group of keys is told from it by its type, so there nothing else will do.
fn text_takes_scalars(keys: &mut Map<String, Value>, place: Place) {
    let types = listed_types(keys);
    let is_text = types.iter().any(|one| one == "string");
    let is_bound = ["pattern", "const", "enum"].iter().any(|key| keys.contains_key(*key));
    if is_text && !is_bound && place == Place::Alone {
        let types = ["string", "number", "boolean"].map(Value::from).into_iter();
        let null = listed_types(keys).into_iter().filter(|one| one == "null");
        keys.insert("type".to_string(), types.chain(null).collect());
    }
}

/// The names of Rust's numbers say nothing to an editor; their bounds do.
fn bound_number(keys: &mut Map<String, Value>) {
    let format = keys.get("format").and_then(Value::as_str).map(str::to_string);
    match format.as_deref() {
        Some("uint32") => {
            keys.remove("format");
            keys.insert("maximum".to_string(), u32::MAX.into());
        }
        Some("uint" | "double") => {
            keys.remove("format");
        }
        _ => {}
    }
}

fn allow_null(property: &mut Value) {
    let Value::Object(keys) = property else { return };
    let types = listed_types(keys);
    let allows = |form: &Value| form["type"] == "null";
    let forms = keys.get("anyOf").and_then(Value::as_array);
    if types.iter().any(|one| one == "null") || forms.is_some_and(|forms| forms.iter().any(allows)) {
        return;
    }
    let nothing = json!({ "type": "null" });
    if let Some(Value::Array(forms)) = keys.get_mut("anyOf") {
        forms.push(nothing);
    } else if types.is_empty() || keys.contains_key("enum") {
        let described: Map<String, Value> =
            ["description", "default"].iter().filter_map(|key| keys.remove_entry(*key)).collect();
        let form = Value::Object(std::mem::take(keys));
        keys.extend(described);
        keys.insert("anyOf".to_string(), json!([form, nothing]));
    } else {
        keys.insert("type".to_string(), types.into_iter().chain([json!("null")]).collect());
    }
}

fn listed_types(keys: &Map<String, Value>) -> Vec<Value> {
    match keys.get("type") {
        Some(Value::Array(types)) => types.clone(),
        Some(one) => vec![one.clone()],
        None => Vec::new(),
    }
}

#[cfg(test)]
mod reference;
#[cfg(test)]
mod tests;
