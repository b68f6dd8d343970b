### What the pages for the shop’s own people say, in English.

## Every page.

staff-language = Language
staff-skip = Skip to the content
staff-sign-out = Sign out
sign-in-title = Sign in
sign-in-key = Key
sign-in-hint = The admin key of the shop, as “alongside init” printed it. “alongside keys create --kind admin” makes another one.
sign-in-refused = No key that may sign in here is like the one sent. Check that it was copied whole.
sign-in-button = Sign in
dashboard-pages = Pages
dashboard-time = Time
dashboard-days = { $days ->
        [one] { $days } day
       *[other] { $days } days
    }

## Page: overview.

dashboard-overview = Overview
dashboard-caused = Offers brought { $value } of margin that would not have come otherwise (from { $low } to { $high })
dashboard-caused-about = Known from the visitors who are shown no offers. Whatever happens by chance is within the interval in 95 of 100 shops.
dashboard-caused-untold = It cannot be told yet what the offers brought
dashboard-untold-too_few_visitors = Too few visitors have come so far. The figure appears by itself.
dashboard-untold-no_hold_out = Every visitor is shown offers, so nobody knows what would have happened without them. Hold a few visitors out under Settings.
dashboard-untold-broken_by_sample_ratio = Far more or fewer visitors are held out than should be. Something in the shop’s pages treats them differently; see the report’s warning.
dashboard-untold-nothing_varied = So far all visitors did the same.
dashboard-tile-revenue = Revenue, less returns
dashboard-tile-orders = Orders
dashboard-tile-order-value = Mean order
dashboard-tile-visitors = Visitors
dashboard-tile-credited = Revenue after a click on an offer

## Page: what the pages that steer share.

staff-moment = { $date }, { $time } UTC
staff-everywhere = Everywhere
staff-from = From { $from } on
staff-until = Until { $until }
staff-from-until = From { $from } until { $until }
staff-column-acts = What can be done
form-no-number = This is not a number. Write digits only, such as 12 or 12.5.
form-no-moment = This is not a date with a time. Choose both, or leave it empty.
placement-home = Home page
placement-category_page = Category page
placement-product_page = Product page
placement-cart = Cart
placement-checkout = Checkout
placement-post_purchase = After the order
placement-email = E-mail
placement-pos = Till
placement-sales_desk = Sales desk
placement-chat = Chat
preview-title = What would change: { $place }
preview-nothing = There are no decisions and no orders yet to try it on. Import orders under Data, or wait for the first visitors.
preview-same = Nothing would change. Tried on: { $carts }; offers: { $before }.
preview-of-decisions = Of the latest decisions here ({ $carts }) these would come out otherwise: { $changed }. Offers in all of them: { $before } now, { $after } then.
preview-of-orders = Nobody has been answered here yet, so the carts of the latest orders were tried: { $carts }. Of these would come out otherwise: { $changed }. Offers in all of them: { $before } now, { $after } then.
preview-not-set = Nothing is set yet. The form below holds what was tried.
preview-cart = Cart or page
preview-now = Offered now
preview-then = Offered then

## Page: rules.

dashboard-rules = Rules
dashboard-done-rule-set = The rule is saved; the next answer heeds it.
dashboard-done-rule-removed = The rule is removed.
dashboard-done-banned = The ban holds from the next answer on.
dashboard-done-lifted = The ban is lifted.
dashboard-done-linked = The link is kept; it counts from the next build on.
dashboard-done-unlinked = The link is removed; it stops counting with the next build.
rules-about = Rules say what must be offered, what must not, and what comes first. A ban beats everything, then what is not included, then pins; boosts and buries multiply.
rules-new = Add a rule
rules-change = Change the rule
rules-back = All rules
rules-none = There is no rule yet. Add one, for example to show a product always in the cart, or to keep a brand out of the checkout.
rules-column-rule = Rule
rules-column-action = Does
rules-column-products = Products now
rules-column-where = Where
rules-column-state = State
rules-column-notes = Conflicts and notes
rules-column-ban = Never offered
rules-on = In force
rules-off = Switched off
rules-not-now = Not at this time
rules-action-pin = Show these products first
rules-action-ban = Never show these products
rules-action-boost = Bring these products forward
rules-action-bury = Send these products back
rules-action-include_only = Show only these products
rules-conflict-both = “{ $with }” moves { $products } of the same products the other way; both count, multiplied. For example: { $examples }.
rules-conflict-wins = This rule counts before “{ $with }” where both name a product: { $products }. For example: { $examples }.
rules-conflict-loses = “{ $with }” counts before this rule where both name a product: { $products }. For example: { $examples }.
rules-group-what = What it does
rules-group-products = For which products – of every field that is filled one entry must fit
rules-group-when = Where, for whom and when
rules-group-beside = Only where the cart or the page holds one of these – empty: always
rules-group-try = Try it first
rules-action = The rule
rules-id = Short name
rules-id-hint = Letters a to z, digits, - and _. Left empty, one is given.
rules-id-mistake = Use 1 to 64 letters a to z, digits, - and _, and a name that no other rule has.
rules-slot = Place of the first product shown
rules-slot-hint = Only where products are shown first: 1 to 24. Left empty: 1.
rules-slot-mistake = A place from 1 to 24, and only where products are shown first. Empty it for other rules.
rules-factor = How far
rules-factor-hint = Only to bring forward or send back: 1 to 10. Left empty: 2.
rules-factor-mistake = A number from 1 to 10, and only to bring forward or send back. Empty it for other rules.
rules-note = Why
rules-note-hint = For your colleagues; customers never see it.
rules-note-mistake = Keep it shorter: at most 500 bytes.
rules-enabled = Switched on
rules-enabled-yes = The rule counts
rules-products-ids = Product ids
rules-products-ids-hint = One a line. A rule that shows products first needs them, in their order.
rules-products-ids-mistake = Name products of the catalogue, one id a line – 1 to 24 where they are shown first –, or fill another field of this part.
rules-products-categories = Categories
rules-products-categories-hint = One a line, as Home > Lamps; what lies below counts as well.
rules-products-brands = Brands
rules-products-brands-hint = One a line.
rules-products-tags = Tags
rules-products-tags-hint = One a line.
rules-products-attributes = Attributes
rules-products-attributes-hint = One a line: Colour = red, Length >= 2, Length <= 4.
rules-products-attributes-mistake = Write each line like Colour = red, Length >= 2 or Length <= 4.
rules-products-price-min = Price from
rules-products-price-min-mistake = Write amounts of the shop’s currency, such as 12.50, and the lower one here.
rules-products-price-max = Price to
rules-products-price-max-mistake = Write an amount of the shop’s currency, such as 12.50.
rules-products-margin-percent-min = Margin from, %
rules-products-margin-percent-min-mistake = The first number must not be above the second.
rules-products-margin-percent-max = Margin to, %
rules-products-stock-min = In stock from
rules-products-stock-min-mistake = The first number must not be above the second.
rules-products-stock-max = In stock to
rules-when-placements = Where
rules-when-placements-hint = None ticked: everywhere.
rules-when-segments = For customers with one of these tags
rules-when-segments-hint = One a line, also tier:profitable or segment:1 as the page Customers names them. Left empty: for all.
rules-when-valid-from = From, UTC
rules-when-valid-from-hint = Left empty: at once.
rules-when-valid-until = Until, UTC
rules-when-valid-until-hint = Left empty: for good.
rules-when-valid-until-mistake = The end must lie after the beginning.
rules-try-at = Where to try it
rules-act-set = Save the rule
rules-act-try = Try without saving
rules-act-remove = Remove the rule for good
rules-ask-remove = Remove the rule…
rules-ask-remove-about = The next answer does without it. It cannot be brought back; to pause it, switch it off instead.
rules-bans = Banned products
rules-bans-none = No product is banned. A ban keeps a product, or a whole category, out of every offer.
rules-ban-pair = { $product } beside { $with }
rules-banned-category = Category { $category }
rules-ban-product = Product id
rules-ban-product-mistake = Name a product of the catalogue, with another one beside it if you like, or a category alone.
rules-ban-with = Only beside this product
rules-ban-with-hint = Left empty: anywhere.
rules-ban-category = Category
rules-ban-category-hint = In place of a product, such as Home > Lamps.
rules-act-ban = Ban it
rules-act-lift = Lift the ban
rules-ask-lift = Lift…
rules-ask-lift-about = It may be offered again from the next answer on.
rules-links = Links between products
rules-links-none = There is no link yet. A link says that one product goes with another, before any order shows it.
rules-links-more = Shown: { $shown } of { $links }. So many are best kept in a file and imported.
rules-link-from = Beside this product
rules-link-from-hint = Its id.
rules-link-from-mistake = There is no product of this id in the catalogue.
rules-link-to = Offer this one
rules-link-to-hint = Its id.
rules-link-to-mistake = Name another product of the catalogue.
rules-link-kind = As
rules-link-cross_sell = Goes with it
rules-link-upsell = A better one
rules-link-related = Similar to it
rules-act-link = Link them
rules-act-unlink = Remove the link
rules-ask-unlink = Remove…
rules-ask-unlink-about = It stops counting with the next build.
