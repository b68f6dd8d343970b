//! The question of a scenario, built line by line.

use serde_json::{Value, json};

/// What is asked.
#[derive(Default, Clone)]
pub struct Question {
    placement: Option<String>,
    pub visitor: serde_json::Map<String, Value>,
    context: serde_json::Map<String, Value>,
    rest: serde_json::Map<String, Value>,
}

impl Question {
    /// Takes a line; false where it is none of a question's.
    pub fn take(&mut self, word: &str, rest: &str) -> bool {
        let ids = || rest.split_whitespace().map(|id| json!(id)).collect::<Vec<_>>();
        match (word, rest) {
            ("placement", _) => self.placement = Some(rest.to_owned()),
            ("page", _) => {
                self.placement.get_or_insert_with(|| "product_page".to_owned());
                self.context.insert("product_id".into(), json!(rest));
            }
            ("category", _) => {
                self.placement.get_or_insert_with(|| "category_page".to_owned());
                self.context.insert("category".into(), json!(rest));
            }
            ("cart", _) => {
                let lines: Vec<Value> = rest.split_whitespace().map(line).collect();
                self.context.insert("cart".into(), json!(lines));
            }
            ("viewed", _) => drop(self.context.insert("recently_viewed".into(), json!(ids()))),
            ("text", _) => drop(self.context.insert("text".into(), json!(rest))),
            ("visitor", _) => drop(self.visitor.insert("id".into(), json!(rest))),
            ("customer", _) => drop(self.visitor.insert("customer_id".into(), json!(rest))),
            ("region", _) => drop(self.visitor.insert("region".into(), json!(rest))),
            ("locale", _) => drop(self.visitor.insert("locale".into(), json!(rest))),
            ("no", "consent") => drop(self.visitor.insert("consent".into(), json!(false))),
            ("limit", _) => drop(
                self.rest
                    .insert("limit".into(), json!(rest.parse::<u32>().unwrap())),
            ),
            ("exclude", _) => drop(self.rest.insert("exclude".into(), json!(ids()))),
            _ => return false,
        }
        true
    }

    /// The body of `POST /v1/offers`.
    pub fn body(&self) -> String {
        let mut body = self.rest.clone();
        let placement = self.placement.as_deref().unwrap_or("cart");
        body.insert("placement".into(), json!(placement));
        body.insert("visitor".into(), json!(self.visitor));
        body.insert("context".into(), json!(self.context));
        json!(body).to_string()
    }
}

/// `tv`, `tv*2`, `tv*2@9.50`, `tv@9.50`.
fn line(text: &str) -> Value {
    let (text, price) = match text.split_once('@') {
        Some((text, price)) => (text, Some(price)),
        None => (text, None),
    };
    let (id, quantity) = text.split_once('*').unwrap_or((text, "1"));
    let mut line = json!({ "product_id": id, "quantity": quantity.parse::<u32>().unwrap() });
    if let Some(price) = price {
        line["unit_price"] = json!(price);
    }
    line
}
