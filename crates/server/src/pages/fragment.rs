//! Offers as a piece of HTML without scripts: for browsers that run none, and for a shop's server to put into its
//! pages.

use askama::Template;
use engine::{OfferAnswer, OfferedProduct, ProductView};
use shop::Locale;

use crate::{
    errors::Problem,
    i18n::Texts,
    wire::storefront::{WrittenReply, heading},
};

/// The offers of a placement as plain links.
#[derive(Template)]
#[template(path = "fragment.html")]
pub(crate) struct Fragment {
    heading: String,
    lang: String,
    dir: &'static str,
    /// What is told of the shop's incentives, each in a sentence.
    incentives: Vec<String>,
    offers: Vec<Shown>,
}

// Its own template escapes what it shows.
impl askama::filters::HtmlSafe for Fragment {}

/// An offer.
struct Shown {
    id: String,
    title: String,
    title_lang: String,
    title_dir: &'static str,
    address: Option<String>,
    picture: Option<String>,
    headline: String,
    written: WrittenReply,
    members: Vec<Member>,
}

/// A product of a set.
struct Member {
    title: String,
    dir: &'static str,
    address: Option<String>,
}

/// Where a product's page is, by its id and the address that the shop told.
pub(crate) type Addresses<'a> = dyn Fn(&str, Option<&str>) -> Option<String> + 'a;

/// An answer as a piece of HTML.
pub(crate) fn of(answer: &OfferAnswer, texts: &Texts, addresses: &Addresses<'_>) -> Fragment {
    let locale = texts.resolve(&answer.locale);
    let shown = |offer: &OfferedProduct| shown(offer, answer, texts, locale, addresses);
    let told = |view| texts.incentive(view, locale).1;
    Fragment {
        heading: heading(answer.placement, texts, locale),
        lang: locale.as_str().to_owned(),
        dir: locale.direction().as_html(),
        incentives: answer.incentives.iter().map(told).collect(),
        offers: answer.offers.iter().map(shown).collect(),
    }
}

impl Fragment {
    /// What is told of the shop's incentives.
    pub fn incentives(&self) -> &[String] {
        &self.incentives
    }

    /// The same without what is told of incentives, which stands elsewhere on the page.
    pub fn without_incentives(mut self) -> Self {
        self.incentives.clear();
        self
    }
}

fn shown(
    offer: &OfferedProduct,
    answer: &OfferAnswer,
    texts: &Texts,
    locale: &Locale,
    addresses: &Addresses<'_>,
) -> Shown {
    let product = &offer.product;
    let title = product.title.as_ref();
    let members = offer.bundle.as_ref().map_or(&[][..], |set| &set.members);
    let member = |member: &engine::BundleMemberView| {
        let product = &member.product;
        Member {
            title: text_of(product).to_owned(),
            dir: dir_of(product, locale),
            address: addresses(&product.id, product.page_url.as_deref()),
        }
    };
    Shown {
        id: product.id.clone(),
        title: text_of(product).to_owned(),
        title_dir: dir_of(product, locale),
        title_lang: title.map_or("", |title| title.locale.as_str()).to_owned(),
        address: addresses(&product.id, product.page_url.as_deref()),
        picture: product.image_url.as_deref().and_then(safe_address),
        headline: texts.offer(offer, answer.tone, locale).headline,
        written: WrittenReply::new(offer, texts, locale),
        members: members.iter().map(member).collect(),
    }
}

fn text_of(product: &ProductView) -> &str {
    product.title.as_ref().map_or(&product.id, |title| &title.text)
}

/// The direction of a title's language, which may be another than the visitor's.
fn dir_of(product: &ProductView, locale: &Locale) -> &'static str {
    let title = product.title.as_ref();
    title.map_or(locale, |title| &title.locale).direction().as_html()
}

/// The HTML.
///
/// # Errors
/// [`Problem`] where it cannot be written.
pub(crate) fn render(fragment: &Fragment) -> Result<String, Problem> {
    super::render(fragment).map(|html| html.trim().to_owned())
}

/// A line of a cart as addresses have it: `2*tv`, or `tv` for one. None where it is no line.
pub(crate) fn cart_line(text: &str) -> Option<(String, u32)> {
    let counted = text
        .split_once('*')
        .and_then(|(count, id)| Some((count.parse().ok()?, id)));
    let (quantity, id) = counted.unwrap_or((1, text));
    let sound = quantity > 0 && !id.trim().is_empty();
    sound.then(|| (id.trim().to_owned(), quantity))
}

/// An address that a link or a picture may have: on the web, or a path of the same server. What the shop's records say
/// is not trusted to be one.
pub(crate) fn safe_address(address: &str) -> Option<String> {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = scheme.to_ascii_lowercase();
    let is_web = matches!(&*scheme, "http:" | "https:") || !scheme.contains(':');
    (is_web && !address.chars().any(char::is_control)).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::safe_address;

    #[test]
    fn an_address_that_runs_a_script_is_none() {
        for fine in [
            "https://shop.example/a:b",
            "HTTP://x",
            "/product?id=a:b",
            "a.html",
        ] {
            assert_eq!(safe_address(fine).as_deref(), Some(fine));
        }
        for evil in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
        ] {
            assert_eq!(safe_address(evil), None, "{evil}");
        }
    }
}
