//! What the merchant set by hand for a product: links and bans.

use shop::{Ban, ProductId};

use crate::{
    errors::Problem,
    i18n::Value,
    pages::dashboard::{Visit, product_address},
};

/// Something set by hand, in a sentence, and the page of the other product.
pub(super) struct Own {
    pub text: String,
    pub address: Option<String>,
}

/// Links and bans that name the product.
pub(super) fn own(visit: &Visit<'_>, id: &str) -> Result<Vec<Own>, Problem> {
    let engine = &visit.call.app.engine;
    let mut own = Vec::new();
    for link in engine.links()? {
        let kind = link.kind.as_str();
        if link.from.as_str() == id {
            own.push(told(visit, &format!("products-link-{kind}-to"), Some(&link.to))?);
        } else if link.to.as_str() == id {
            own.push(told(
                visit,
                &format!("products-link-{kind}-from"),
                Some(&link.from),
            )?);
        }
    }
    for ban in engine.bans()? {
        match ban {
            Ban::Product(product) if product.as_str() == id => {
                own.push(told(visit, "products-ban-everywhere", None)?);
            }
            Ban::Pair { with, banned } if banned.as_str() == id => {
                own.push(told(visit, "products-ban-beside", Some(&with))?);
            }
            Ban::Pair { with, banned } if with.as_str() == id => {
                own.push(told(visit, "products-ban-other", Some(&banned))?);
            }
            _ => {}
        }
    }
    Ok(own)
}

fn told(visit: &Visit<'_>, message: &str, other: Option<&ProductId>) -> Result<Own, Problem> {
    let Some(other) = other else {
        return Ok(Own {
            text: visit.words.say(message),
            address: None,
        });
    };
    let found = visit
        .call
        .app
        .engine
        .product_view(other.as_str(), &visit.words.locale)?;
    let title = found.map_or_else(|| other.as_str().to_owned(), |found| super::title(&found.product));
    Ok(Own {
        text: visit.words.tell(message, &[("product", Value::Text(&title))]),
        address: Some(product_address(other.as_str())),
    })
}
