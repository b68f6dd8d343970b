### What the sales desk says to clerks, and what it has them say to customers, in English.

## Page: desk.

desk-title = Sales desk
desk-pages = Pages of the desk
desk-practice = Practice
desk-dashboard = Dashboard
desk-place = Where you are
desk-place-desk = Desk
desk-place-till = Till
desk-speak = The customer speaks
desk-find = Find or scan a product
desk-find-hint = Words of the title, id or barcode, then Enter. 3* before it adds three.
desk-find-button = Find
desk-found = { $count ->
        [one] { $count } product fits
       *[other] { $count } products fit. Choose, or type one more word.
    }
desk-found-partly = Nothing has all of these words. Most of them are in:
desk-found-none = Nothing is called so. Check the spelling, use fewer words, or scan the barcode.
desk-found-close = Close the list
desk-basket = Basket
desk-basket-empty = The basket is empty. Scan the first product, or type a word of its title.
desk-total = Total
desk-price-unknown = price unknown
desk-fewer = One less of { $title }
desk-more = One more of { $title }
desk-remove = Take out
desk-units = Units of { $title }
desk-next-customer = Next customer
desk-sale = Sale
desk-sale-reports = Sales are reported
desk-sale-by-till = by the till
desk-sale-here = here
desk-customer = Customer’s number
desk-customer-hint = From the card, or what your shop knows the customer by. What they bought before counts for the offers if they agreed.
desk-customer-set = Use it
desk-customer-forget = Take it out
desk-customer-unknown = Nobody is known by this number yet. The sale is noted under it.
desk-receipt = Receipt number
desk-receipt-hint-by-till = Your till reports the sale under this number. With it the sale is credited to the offers that were taken here.
desk-receipt-hint-here = The sale is recorded here, at the prices shown. Leave the number empty if there is none.
desk-sold = Sold
desk-did-sold = Sold: { $receipt }. On with the next customer.
desk-did-sold-nothing = The basket is empty, so nothing was sold. Scan the products first.
desk-did-receipt-missing = Type the number of the receipt; by it the sale is found among those of the till.
desk-did-receipt-unusable = { $receipt } cannot be the number of a receipt: it is too long. Type it again.
desk-did-receipt-known = { $receipt } is another sale already. Check the number of the receipt.
desk-offers = What to offer
desk-offers-wait = Offers appear with the first product in the basket.
desk-offers-none = Nothing fits this basket now, so offer nothing.
desk-not-ready = Nothing has been learnt yet. Once products and orders are imported, what to offer appears here.
desk-why = Why:
desk-compare = In what they differ
desk-before = before:
desk-taken = Takes it
desk-declined = Declines
desk-keys = Keys: 1, 2 and 3 take an offer, Shift with the number declines it.
desk-told = Tell the customer, too
desk-instead = Instead of { $with }.
desk-instead-dearer = Instead of { $with }, for { $difference } more.
desk-instead-cheaper = Instead of { $with }, for { $difference } less.
desk-stock = { $count ->
        [one] { $count } left.
       *[other] { $count } left.
    }
desk-sold-out = Sold out.
desk-not-sold = Not on sale.
desk-did-added = Added: { $title }
desk-did-full = The basket is full; { $title } was not added. Finish this one first.
desk-did-taken = Taken: { $title }
desk-did-declined = Declined: { $title }. It is not offered again for this basket.

## What a clerk says to a customer: one sentence that is true and easy to decline.

desk-say-together = Customers who bought { $with } also took { $title } – would you like it, too?
desk-say-viewed = Customers who looked at { $with } also looked at { $title } – would you like to see it?
desk-say-completes = { $title } goes with what you have chosen – would you like it, too?
desk-say-match = { $title } should go well with { $with } – would you like it, too?
desk-say-review = In a customer’s review { $title } is mentioned with { $with } – would you like it?
desk-say-fits = { $title } is made for { $with } – would you like it, too?
desk-say-covers = For { $with } there is also { $title } – would you like it?
desk-say-shop = With { $with } we recommend { $title } – would you like it, too?
desk-say-set = { $title } makes a set with { $with } – would you like the set?
desk-say-popular = { $title } is bought often here – would you like it, too?
desk-say-again = You have bought { $title } before – is it time for a new one?
desk-say-new = { $title } is new here – would you like to see it?
desk-say-need = { $title } serves what you are looking for – would you like it?
desk-say-idea = May I also suggest { $title }?
desk-say-instead = Instead of { $with } there is also { $title } – would you prefer it?
desk-say-instead-dearer = For { $difference } more there is { $title } instead of { $with } – would you prefer it?
desk-say-instead-cheaper = For { $difference } less there is { $title } instead of { $with } – would you prefer it?

## Page: practice.

desk-practice-empty = There are too few orders with several products to practise on. Come back when more were placed.
desk-practice-back = To the sales desk
desk-practice-progress = Basket { $number } of { $count }
desk-practice-basket = A customer chose
desk-practice-question = What did the same customer also take?
desk-practice-keys = Keys: 1 to 4 choose, Enter goes on.
desk-practice-right = That is it
desk-practice-wrong = Not this time
desk-practice-took = The customer also took { $title }.
desk-practice-misfit = { $title } was never bought with what stands here. Start from what the customer will do with it.
desk-practice-fits = { $title } was a good idea, too: the desk would offer it.
desk-practice-plausible = { $title } is sometimes bought with it, but less often.
desk-practice-would = The desk would begin with { $title }, and you could say:
desk-practice-next = Next basket
desk-practice-score = { $right } of { $count } right
desk-practice-all-right = Every one. You know what belongs together.
desk-practice-close = Your other choices were bought together, too, only less often.
desk-practice-misfits = { $count ->
        [one] Once you chose what nobody buys with it. Ask yourself what the customer will still need at home.
       *[other] { $count } times you chose what nobody buys with it. Ask yourself what the customer will still need at home.
    }
desk-practice-lessons = To remember
desk-practice-lesson = With { $with } customers take { $title }.
desk-practice-again = Another round
