//! The reference as pages, made of the OpenAPI document and the error table.

use askama::Template;
use serde_json::Value;

use super::render;
use crate::{
    errors::{self, Entry},
    openapi,
    reply::Reply,
    route::{Answer, Call},
};

#[derive(Template)]
#[template(path = "docs.html")]
struct Docs<'a> {
    about: &'a str,
    resources: Vec<Resource>,
    shapes: Vec<Shape>,
}

impl Docs<'_> {
    /// Splits a text at its backticks into words and code.
    fn spans<'t>(&self, text: &'t str) -> impl Iterator<Item = (bool, &'t str)> + use<'t> {
        text.split('`')
            .enumerate()
            .map(|(index, span)| (index % 2 == 1, span))
    }
}

/// A group of operations.
pub(crate) struct Resource {
    /// Its name.
    pub name: String,
    /// Its operations.
    pub operations: Vec<Operation>,
}

/// One address and method.
pub(crate) struct Operation {
    /// The method.
    pub method: String,
    /// The address.
    pub path: String,
    /// Where it is linked to.
    pub id: String,
    /// What it does.
    pub summary: String,
    /// What else to know.
    pub about: String,
    /// Which keys may call it.
    pub keys: String,
    /// Parameters: name, where, meaning.
    pub parameters: Vec<(String, String, String)>,
    /// The name of the body's shape.
    pub request: Option<String>,
    /// An example of the body.
    pub example: Option<String>,
    /// Status, and the shape or the errors.
    pub responses: Vec<(String, String)>,
}

/// A shape with its fields.
pub(crate) struct Shape {
    /// Its name.
    pub name: String,
    /// What it is.
    pub about: String,
    /// Name, type, and meaning of each field.
    pub fields: Vec<(String, String, String)>,
    /// Values of this shape, each as one line of JSON.
    pub examples: Vec<String>,
}

#[derive(Template)]
#[template(path = "errors.html")]
struct Errors {
    entries: &'static [Entry],
}

/// `/docs`.
pub(crate) fn reference(_: &Call) -> Answer {
    let document = openapi::document();
    let about = document["info"]["description"].as_str().unwrap_or_default();
    let page = Docs {
        about,
        resources: resources(&document),
        shapes: shapes(&document),
    };
    Ok(Reply::page(render(&page)?))
}

/// `/docs/errors`.
pub(crate) fn errors(_: &Call) -> Answer {
    Ok(Reply::page(render(&Errors {
        entries: errors::table(),
    })?))
}

/// Every group of operations of the document, in its order.
pub(crate) fn resources(document: &Value) -> Vec<Resource> {
    let names = entries(&document["tags"]).map(|(_, tag)| text(&tag["name"]));
    let all: Vec<(String, Operation)> = members(&document["paths"])
        .flat_map(|(path, methods)| {
            members(methods).map(move |(method, operation)| {
                (
                    text(&operation["tags"][0]),
                    Operation::new(document, method, path, operation),
                )
            })
        })
        .collect();
    let mut all = all;
    let groups = names.map(|name| {
        let (own, rest) = std::mem::take(&mut all)
            .into_iter()
            .partition(|(tag, _)| *tag == name);
        all = rest;
        let own: Vec<(String, Operation)> = own;
        Resource {
            name,
            operations: own.into_iter().map(|(_, operation)| operation).collect(),
        }
    });
    groups.collect()
}

impl Operation {
    fn new(document: &Value, method: &str, path: &str, operation: &Value) -> Self {
        let body = operation["requestBody"]["content"]
            .as_object()
            .and_then(|content| content.iter().next());
        let request =
            body.map(|(media, content)| shape_name(&content["schema"]).unwrap_or_else(|| media.clone()));
        let example = request
            .as_ref()
            .map(|name| &document["components"]["schemas"][name]["example"]);
        let parameters = entries(&operation["parameters"]).map(|(_, parameter)| {
            (
                text(&parameter["name"]),
                text(&parameter["in"]),
                text(&parameter["description"]),
            )
        });
        let responses = members(&operation["responses"]).map(|(status, response)| {
            let content = response["content"]
                .as_object()
                .and_then(|content| content.iter().next());
            let what = match content {
                Some((media, _)) if media == "application/problem+json" => text(&response["description"]),
                Some((media, content)) => shape_name(&content["schema"]).unwrap_or_else(|| media.clone()),
                None => "no body".to_owned(),
            };
            (status.clone(), what)
        });
        Self {
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            id: text(&operation["operationId"]),
            summary: text(&operation["summary"]),
            about: text(&operation["description"]),
            keys: text(&operation["x-key"]),
            parameters: parameters.collect(),
            example: example
                .filter(|example| !example.is_null())
                .map(|example| format!("{example:#}")),
            request,
            responses: responses.collect(),
        }
    }
}

/// Every shape of the document.
pub(crate) fn shapes(document: &Value) -> Vec<Shape> {
    let shapes = members(&document["components"]["schemas"]).map(|(name, schema)| {
        let fields = members(&schema["properties"])
            .map(|(field, inner)| (field.clone(), type_name(inner), text(&inner["description"])));
        let examples = schema["examples"].as_array().into_iter().flatten();
        Shape {
            name: name.clone(),
            about: text(&schema["description"]),
            fields: fields.collect(),
            examples: examples.map(Value::to_string).collect(),
        }
    });
    shapes.collect()
}

fn type_name(schema: &Value) -> String {
    if let Some(name) = shape_name(schema) {
        return name;
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().map(text).collect::<Vec<_>>().join(" | ");
    }
    let alternatives = schema["anyOf"]
        .as_array()
        .or(schema["oneOf"].as_array())
        .or(schema["type"].as_array());
    if let Some(alternatives) = alternatives {
        let names = alternatives.iter().map(|one| {
            if one.is_string() {
                text(one)
            } else {
                type_name(one)
            }
        });
        return names.collect::<Vec<_>>().join(" | ");
    }
    match schema["type"].as_str() {
        Some("array") => format!("list of {}", type_name(&schema["items"])),
        Some(name) => name.to_owned(),
        None => "any".to_owned(),
    }
}

fn shape_name(schema: &Value) -> Option<String> {
    schema["$ref"].as_str()?.rsplit('/').next().map(str::to_owned)
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn entries(value: &Value) -> impl Iterator<Item = (usize, &Value)> {
    value.as_array().into_iter().flatten().enumerate()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
