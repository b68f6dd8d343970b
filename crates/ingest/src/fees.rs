//! Order lines that are no merchandise, told by their words.
//!
//! A line is a fee where *every* word of its code or its title speaks of fees: "Standard shipping" is one, "Shipping
//! labels" and "Discount stickers" are goods.

/// Words that make a line a fee.
const FEE_WORDS: &str = "shipping postage delivery freight carriage handling courier tip tips gratuity \
     discount surcharge fee fees charges commission rounding transport livrare expediere curier taxa taxă taxe comision bacsis \
     bacșiș bacşiş reducere ramburs شحن الشحن توصيل التوصيل رسوم خصم بقشيش إكرامية عمولة ارسال پست پستی \
     تخفیف انعام کارمزد کرایه versand versandkosten versandkostenpauschale versandpauschale liefergebühr lieferkosten \
     lieferung portokosten nachnahmegebühr rabatt livraison expédition remise spedizione consegna sconto envío envio \
     descuento verzendkosten verzending bezorgkosten korting dostawa wysyłka przesyłka rabat kargo indirim";

/// Words that may stand beside them.
const FILLER_WORDS: &str = "standard express free home international domestic local next day same economy \
     priority charge cost costs and order service bank payment transaction amazon dotcom cod cash on the for de cu la costuri \
     domiciliu gratuit rapid si și plata مصاريف تكلفة سريع مجاني مجانية منزلي هزینه حمل و سفارشی رایگان \
     کالا بسته und für kosten pauschale standardversand gebühr frais spese gastos costes koszt koszty ücreti";

/// Whether a code or a title speaks of nothing but fees.
pub(crate) fn is_fee_text(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = lower
        .split(|character: char| !character.is_alphabetic())
        .filter(|word| !word.is_empty());
    let mut has_fee_word = false;
    for word in words {
        let is_in = |list: &str| list.split(' ').any(|listed| listed == word);
        let is_fee_word = is_in(FEE_WORDS);
        if !is_fee_word && !is_in(FILLER_WORDS) {
            return false;
        }
        has_fee_word |= is_fee_word;
    }
    has_fee_word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pure_fee_words_make_a_fee() {
        for text in [
            "Shipping",
            "DOTCOM POSTAGE",
            "Standard delivery charge",
            "Discount 10%",
            "Tip",
            "AMAZON FEE",
            "Taxă de livrare",
            "Transport",
            "الشحن",
            "رسوم التوصيل",
            "هزینه ارسال",
            "تخفیف",
            "shipping-fee",
            "Versandkosten",
            "Versand und Lieferung",
            "Frais de livraison",
            "Gastos de envío",
            "Kargo ücreti",
        ] {
            assert!(is_fee_text(text), "{text}");
        }
        for text in [
            "Shipping labels 100 pcs",
            "Discount stickers",
            "Delivery truck toy",
            "Tip set for soldering iron",
            "WHITE METAL LANTERN",
            "",
            "10%",
            "standard",
            "Charge cable",
            "کتاب پست",
            "Kosten",
            "Versandtasche DIN A4",
            "Frais",
        ] {
            assert!(!is_fee_text(text), "{text}");
        }
    }
}
