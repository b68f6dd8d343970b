//! An offer in words: its reason, and what else is true of it, in the tone that was asked for.
//!
//! Which side is told is decided by [`engine::decide::Claims`]; here stand the words alone. The body always says why.

use engine::{
    OfferedProduct, Reason,
    decide::{Claims, Saving, Tone},
};
use shop::Timestamp;

use super::{
    Language, ReasonText,
    kind::Kind,
    reasons::{PROOFS, Parts, ReasonTemplates, is_readable, values},
    template::{Sources, Template, Text, Values},
};

/// What a language says of an offer besides its reason.
pub(super) struct ClaimTemplates {
    saving: Parts,
    /// Of a saving below one per cent.
    saving_small: Parts,
    few_left: Template,
    few_left_badge: Template,
    end: Template,
}

impl ClaimTemplates {
    /// The templates of a language.
    pub fn new(sources: &Sources<'_>) -> Self {
        let scarcity = |part| Template::compile(sources, "claim-scarcity", part, &["left"]);
        Self {
            saving: Parts::compile(sources, "claim-saving", &["percent"]),
            saving_small: Parts::compile(sources, "claim-saving_small", &["percent"]),
            few_left: scarcity("headline"),
            few_left_badge: scarcity("badge"),
            end: Template::compile(sources, "claim-end", "body", &[]),
        }
    }

    fn saving(&self, saving: Saving) -> &Parts {
        match saving.percent {
            0 => &self.saving_small,
            _ => &self.saving,
        }
    }
}

impl Language {
    /// The sentence that says why, and nothing else.
    pub(super) fn why(&self, reason: &Reason, kind: Kind) -> String {
        self.write(self.why_template(reason, kind), &values(reason))
    }

    fn why_template(&self, reason: &Reason, kind: Kind) -> &Template {
        self.templates(reason)
            .body(kind, is_readable(reason, &self.locale))
    }

    /// An offer's words.
    pub(super) fn offer(
        &self,
        offer: &OfferedProduct,
        kind: Kind,
        tone: Tone,
        date: &dyn Fn(Timestamp) -> String,
    ) -> ReasonText {
        let (reason, claims) = (&offer.reason, &offer.claims);
        let said = Said {
            language: self,
            offer,
            of_reason: values(reason),
            amounts: Amounts::new(self, offer),
        };
        let mut body = said.body(claims.tone(tone), kind);
        if let Some(end) = claims.end_told(tone) {
            let mut values = Values::default();
            let date = date(end);
            values.texts[6] = Text::whole(&date);
            body.push(' ');
            body.push_str(&self.write(&self.claims.end, &values));
        }
        ReasonText {
            headline: said.headline(claims.tone(tone), kind),
            body,
            badge: said.badge(claims.badge(tone), kind),
            locale: self.locale.clone(),
            direction: self.locale.direction(),
        }
    }

    fn templates(&self, reason: &Reason) -> &ReasonTemplates {
        &self.reasons[usize::from(reason.number)]
    }

    fn write(&self, template: &Template, values: &Values<'_>) -> String {
        template.render(&self.plurals, self.style, values)
    }
}

/// The amounts of an offer as its language writes them; empty where nothing is saved.
#[derive(Default)]
struct Amounts {
    saved: String,
    now: String,
    before: String,
}

impl Amounts {
    fn new(language: &Language, offer: &OfferedProduct) -> Self {
        let Some(saving) = offer.claims.saving else {
            return Self::default();
        };
        let (now, before) = match &offer.bundle {
            Some(set) => (set.price, set.total),
            None => (offer.product.price, offer.product.list_price),
        };
        let money = |amount: Option<shop::Money>| {
            amount
                .map(|amount| language.style.money(&amount))
                .unwrap_or_default()
        };
        Self {
            saved: money(Some(saving.amount)),
            now: money(now),
            before: money(before),
        }
    }
}

/// What one offer's words are made of.
struct Said<'a> {
    language: &'a Language,
    offer: &'a OfferedProduct,
    of_reason: Values<'a>,
    amounts: Amounts,
}

impl Said<'_> {
    fn claims(&self) -> &Claims {
        &self.offer.claims
    }

    fn of_reason(&self, template: &Template) -> String {
        self.language.write(template, &self.of_reason)
    }

    fn headline(&self, tone: Tone, kind: Kind) -> String {
        let templates = self.language.templates(&self.offer.reason);
        let claims = self.claims();
        let told = match tone {
            Tone::SocialProof => templates.proof().map(|proof| self.of_reason(proof)),
            Tone::Saving => self.saving(|parts| &parts.headline),
            Tone::Scarcity => claims
                .left
                .map(|left| self.few_left(&self.language.claims.few_left, left)),
            Tone::Auto | Tone::Benefit => None,
        };
        told.unwrap_or_else(|| self.of_reason(&templates.parts(kind).headline))
    }

    fn body(&self, tone: Tone, kind: Kind) -> String {
        let why = self.of_reason(self.language.why_template(&self.offer.reason, kind));
        match tone {
            Tone::Saving => match self.saving(|parts| &parts.body) {
                Some(saving) => format!("{saving} {why}"),
                None => why,
            },
            Tone::Auto | Tone::Benefit | Tone::SocialProof | Tone::Scarcity => why,
        }
    }

    fn badge(&self, tone: Tone, kind: Kind) -> Option<String> {
        let reason = &self.offer.reason;
        let own = || {
            let is_proven = self.claims().social_proof || !PROOFS.contains(&reason.code);
            let badge = &self.language.templates(reason).parts(kind).badge;
            is_proven.then(|| self.of_reason(badge))
        };
        match tone {
            Tone::Scarcity => self
                .claims()
                .left
                .map(|left| self.few_left(&self.language.claims.few_left_badge, left)),
            Tone::Saving => self.saving(|parts| &parts.badge),
            Tone::Auto | Tone::Benefit | Tone::SocialProof => own(),
        }
    }

    fn few_left(&self, template: &Template, left: u32) -> String {
        let mut values = Values::default();
        values.numbers.push(left);
        self.language.write(template, &values)
    }

    fn saving(&self, part: impl Fn(&Parts) -> &Template) -> Option<String> {
        let saving = self.claims().saving?;
        let mut values = Values::default();
        values.numbers.push(saving.percent);
        values.texts[3] = Text::whole(&self.amounts.saved);
        values.texts[4] = Text::whole(&self.amounts.now);
        values.texts[5] = Text::whole(&self.amounts.before);
        let parts = self.language.claims.saving(saving);
        Some(self.language.write(part(parts), &values))
    }
}

#[cfg(test)]
mod tests;
