//! What the shop sells.

use axum::http::StatusCode;
use serde::Serialize;
use shop::{ProductId, limits};

use crate::{
    errors::{Code, Problem},
    reply::Reply,
    route::{Answer, Call, Parameter, Route},
    wire::{
        products::{Defaults, PatchBody, ProductBody, ProductReply},
        reading::{self, Place},
        status::RecordedReply,
    },
};

const BODY_ERRORS: &[Code] = &[
    Code::UnknownValue,
    Code::MoneyNotText,
    Code::InvalidMoney,
    Code::UnknownCurrency,
];
const PATCH_ERRORS: &[Code] = &[
    Code::NotFound,
    Code::MoneyNotText,
    Code::InvalidMoney,
    Code::UnknownCurrency,
    Code::BatchTooLong,
];
/// Products of one page where no limit is given.
const PAGE_PRODUCTS: usize = 100;

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[
    Route::get("/v1/products", "listProducts", list)
        .says("List products", "By id, a page at a time. `next_cursor` is missing on the last page.")
        .query(&[
            Parameter { name: "cursor", about: "The `next_cursor` of the page before." },
            Parameter { name: "limit", about: "Most products of the page, 1 to 1,000; 100 where not given." },
        ])
        .gives(200, "ProductPage")
        .fails(&[Code::InvalidParameter]),
    Route::get("/v1/products/{id}", "getProduct", get)
        .says("Read a product", "")
        .gives(200, "Product")
        .fails(&[Code::NotFound]),
    Route::put("/v1/products/{id}", "putProduct", put)
        .says(
            "Create or replace a product",
            "What is not sent is forgotten; to change stock or price alone, use PATCH. A new product is offered once \
             the models are built again; price, stock and activity count at once.",
        )
        .takes("Product")
        .gives(200, "Recorded")
        .fails(BODY_ERRORS),
    Route::patch("/v1/products/{id}", "patchProduct", patch)
        .says("Change stock, price or activity", "The next decision knows it. `null` forgets a value.")
        .takes("ProductPatch")
        .gives(200, "Recorded")
        .fails(PATCH_ERRORS),
    Route::delete("/v1/products/{id}", "deleteProduct", delete)
        .says("Remove a product", "It is never offered again. Orders that hold it stay.")
        .gives(204, "")
        .fails(&[Code::NotFound]),
    Route::post("/v1/products/batch", "putProducts", put_many)
        .says("Create or replace many products", "Up to 1,000; either all or none.")
        .idempotent_by_key()
        .takes("ProductBatch")
        .gives(200, "Recorded")
        .fails(BODY_ERRORS),
    Route::patch("/v1/products/batch", "patchProducts", patch_many)
        .says("Change stock, price or activity of many products", "Up to 1,000; either all or none.")
        .takes("ProductPatchBatch")
        .gives(200, "Recorded")
        .fails(PATCH_ERRORS),
];

#[derive(Serialize)]
struct PageReply<'a> {
    products: Vec<ProductReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

fn list(call: &Call) -> Answer {
    let limit = call.parsed::<usize>("limit")?.unwrap_or(PAGE_PRODUCTS);
    if !(1..=limits::BATCH_MAX).contains(&limit) {
        let detail = format!("The limit is a number from 1 to {}.", limits::BATCH_MAX);
        return Err(Problem::new(Code::InvalidParameter, detail).at("limit"));
    }
    let after = call
        .parameter("cursor")
        .map(|cursor| open_cursor(&cursor))
        .transpose()?;
    let page = call.app.engine.products(after.as_ref(), limit)?;
    Reply::json(&PageReply {
        products: page.products.iter().map(ProductReply::from).collect(),
        next_cursor: page.next.as_ref().map(cursor),
    })
}

/// A cursor is the id in hexadecimal, so that nobody builds on what it means.
fn cursor(id: &ProductId) -> String {
    id.as_str().bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn open_cursor(cursor: &str) -> Result<ProductId, Problem> {
    let pairs = cursor.as_bytes().chunks(2).map(|pair| {
        let digits = std::str::from_utf8(pair)
            .ok()
            .filter(|digits| digits.len() == 2)?;
        u8::from_str_radix(digits, 16).ok()
    });
    let bytes: Option<Vec<u8>> = pairs.collect();
    let id = bytes.and_then(|bytes| ProductId::new(&String::from_utf8(bytes).ok()?).ok());
    id.ok_or_else(|| {
        Problem::new(
            Code::InvalidParameter,
            "The cursor is not the next_cursor of a page.",
        )
        .at("cursor")
    })
}

fn get(call: &Call) -> Answer {
    Reply::json(&ProductReply::from(&call.app.engine.product(&call.id)?))
}

fn put(call: &Call) -> Answer {
    let body: ProductBody<'_> = reading::read(&call.body)?;
    let product = body.product(Some(&call.id), defaults(call), Place::Body)?;
    Reply::json(&RecordedReply::from(call.app.engine.put_products(vec![product])?))
}

fn put_many(call: &Call) -> Answer {
    let bodies: Vec<(Place<'_>, ProductBody<'_>)> = reading::read_many(&call.body, "products")?;
    let products = bodies
        .into_iter()
        .map(|(place, body)| body.product(None, defaults(call), place));
    let products = products.collect::<Result<_, _>>()?;
    Reply::json(&RecordedReply::from(call.app.engine.put_products(products)?))
}

fn patch(call: &Call) -> Answer {
    let body: PatchBody<'_> = reading::read(&call.body)?;
    let patch = body.patch(Some(&call.id), defaults(call).currency, Place::Body)?;
    Reply::json(&RecordedReply::from(call.app.engine.patch_products(vec![patch])?))
}

fn patch_many(call: &Call) -> Answer {
    let bodies: Vec<(Place<'_>, PatchBody<'_>)> = reading::read_many(&call.body, "products")?;
    let currency = defaults(call).currency;
    let patches = bodies
        .into_iter()
        .map(|(place, body)| body.patch(None, currency, place));
    let patches = patches.collect::<Result<_, _>>()?;
    Reply::json(&RecordedReply::from(call.app.engine.patch_products(patches)?))
}

fn delete(call: &Call) -> Answer {
    call.app.engine.delete_product(&call.id)?;
    Ok(Reply::done().status(StatusCode::NO_CONTENT))
}

fn defaults(call: &Call) -> Defaults<'_> {
    let profile = call.app.engine.profile();
    Defaults {
        currency: profile.currency,
        locale: &profile.locale,
    }
}
