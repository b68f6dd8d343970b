//! Checks a JSON value against a schema: as much of JSON Schema as the OpenAPI document uses.

use serde_json::Value;

/// What of `value` does not fit `schema`, whose references are found in `document`.
pub fn misfits(document: &Value, schema: &Value, value: &Value, place: &str) -> Vec<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let found = document
            .pointer(&reference[1..])
            .unwrap_or_else(|| panic!("{reference} leads nowhere"));
        return misfits(document, found, value, place);
    }
    if let Some(any) = schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
        let fits = any
            .iter()
            .any(|one| misfits(document, one, value, place).is_empty());
        return if fits {
            Vec::new()
        } else {
            vec![format!("{place}: {value} fits no alternative")]
        };
    }
    let mut found = Vec::new();
    if !has_type(&schema["type"], value) {
        return vec![format!("{place}: {value} is not {}", schema["type"])];
    }
    if schema["enum"]
        .as_array()
        .is_some_and(|words| !words.contains(value))
    {
        found.push(format!("{place}: {value} is not among {}", schema["enum"]));
    }
    for required in schema["required"].as_array().into_iter().flatten() {
        if value.get(required.as_str().unwrap()).is_none() {
            found.push(format!("{place} lacks {required}"));
        }
    }
    for (name, inner) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(name) {
            Some(own) => found.extend(misfits(document, own, inner, &format!("{place}.{name}"))),
            None if schema["additionalProperties"] == false => {
                found.push(format!("{place} has a field {name}"))
            }
            None => {}
        }
    }
    if let (Some(items), Some(list)) = (schema.get("items"), value.as_array()) {
        found.extend(
            list.iter()
                .flat_map(|inner| misfits(document, items, inner, &format!("{place}[]"))),
        );
    }
    found
}

fn has_type(types: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("the document uses the type {other}"),
    };
    match types {
        Value::Null => true,
        Value::Array(types) => types.iter().any(is),
        name => is(name),
    }
}

#[test]
fn the_check_finds_what_does_not_fit() {
    let schema = serde_json::json!({
        "type": "object", "required": ["a"], "additionalProperties": false,
        "properties": { "a": { "type": "array", "items": { "type": "integer" } } },
    });
    let check = |value: Value| misfits(&Value::Null, &schema, &value, "it").len();
    assert_eq!(check(serde_json::json!({ "a": [1, 2] })), 0);
    assert_eq!(check(serde_json::json!({ "a": [1, "x"], "b": 1 })), 2);
    assert_eq!(check(serde_json::json!({})), 1);
    assert_eq!(check(serde_json::json!([])), 1);
}
