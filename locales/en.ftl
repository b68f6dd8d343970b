### What Alongside says to people, in English. Every locale has the same messages with the same arguments.

## Reasons of offers: headline for the offer, body for the curious, badge for the picture's corner.

reason-bought_together =
    .headline = Goes well with { $title }
    .body = Bought together in { $together } of { $total ->
        [one] { $total } order
       *[other] { $total } orders
    } with { $title }.
    .badge = Often bought together
reason-popular =
    .headline = Popular in this shop
    .body = In { $orders ->
        [one] { $orders } order
       *[other] { $orders } orders
    } of the last { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
    .badge = Popular
reason-trending =
    .headline = On the rise
    .body = In { $orders ->
        [one] { $orders } order
       *[other] { $orders } orders
    } of the last { $days ->
        [one] { $days } day
       *[other] { $days } days
    }, where { $expected } would be usual.
    .badge = On the rise
reason-recently_viewed =
    .headline = You looked at this lately
    .body = { $views ->
        [one] It is the last product you viewed.
       *[other] It is among the last { $views } products you viewed.
    }
    .badge = Viewed lately
reason-merchant_link =
    .headline = Chosen to go with { $title }
    .body = The shop recommends it with { $title }.
    .badge = The shop’s choice
reason-rule =
    .headline = Goes well with { $products ->
        [one] { $title }
       *[other] { $title } and { $and }
    }
    .body = Of { $total ->
        [one] { $total } order
       *[other] { $total } orders
    } with { $products ->
        [one] { $title }
       *[other] { $title } and { $and }
    }, { $together } also held this.
    .badge = Bought together
reason-completes_cart =
    .headline = Completes your choice
    .body = It goes with what you chose, above all with { $title }.
    .badge = Goes with it
reason-viewed_next =
    .headline = Viewed after { $title }
    .body = Visitors whose visit was like yours looked at this after { $title }.
    .badge = Viewed next
reason-for_you =
    .headline = Chosen for you
    .body = It fits what you bought before and what customers like you buy.
    .badge = For you
reason-buy_again =
    .headline = Time to buy it again?
    .body = You bought it { $times ->
        [one] once
       *[other] { $times } times
    }, last { $days ->
        [one] { $days } day
       *[other] { $days } days
    } ago; customers usually buy it again after { $gap ->
        [one] { $gap } day
       *[other] { $gap } days
    }.
    .badge = Buy again
reason-similar =
    .headline = An alternative to { $title }
    .body = It serves the same need as { $title }.
    .badge = Alternative
reason-step_up =
    .headline = A step up from { $title }
    .body = Ahead of { $title } in { $points ->
        [one] { $points } point
       *[other] { $points } points
    }, behind it in none.
    .badge = A step up
reason-bundle =
    .headline = Makes a set with { $title }
    .body = { $together ->
        [one] { $together } order holds
       *[other] { $together } orders hold
    } it together with { $title }.
    .badge = A set
reason-fits =
    .headline = Fits your { $title }
    .body = It is made for { $title }.
    .badge = Fits
reason-covers =
    .headline = For your { $title }
    .body = A service for { $title }.
    .badge = Service
reason-review_mention =
    .headline = Mentioned with { $title }
    .body = From a customer’s review: “{ $quote }”
    .unquoted = A customer’s review of one speaks of the other.
    .badge = In a review
reason-new_launch =
    .headline = New, and like { $title }
    .body = Came on sale { $days ->
        [one] { $days } day
       *[other] { $days } days
    } ago and is like { $title }.
    .badge = New
reason-alike_together =
    .headline = Should go well with { $title }
    .body = Products like these two were bought together in { $together ->
        [one] { $together } order
       *[other] { $together } orders
    }.
    .badge = Likely match
reason-named_alike =
    .headline = Related by name to { $title }
    .body = Its name and that of { $title } have something in common.
    .badge = Related by name
reason-shop_choice =
    .headline = Chosen by the shop
    .body = The shop recommends it here.
    .badge = The shop’s choice
reason-shop_bundle =
    .headline = Makes a set with { $title }
    .body = The shop offers it as a set with { $title }.
    .badge = A set
reason-need =
    .headline = What you are looking for
    .body = It serves what you asked for.
    .badge = As you asked

## The same reasons where the offer is of another kind: reason-CODE-KIND.

reason-merchant_link-upsell =
    .headline = A step up from { $title }
    .body = The shop recommends it instead of { $title }.
    .badge = The shop’s choice
reason-merchant_link-discovery =
    .headline = Similar to { $title }
    .body = The shop suggests it to those who like { $title }.
    .badge = The shop’s choice
reason-similar-upsell =
    .headline = Instead of { $title }
    .body = It serves the same need as { $title }.
    .badge = Another choice
reason-popular-cross_sell =
    .headline = Often bought in this shop
    .body = In { $orders ->
        [one] { $orders } order
       *[other] { $orders } orders
    } of the last { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
    .badge = Often bought
reason-trending-cross_sell =
    .headline = Bought more and more
    .body = In { $orders ->
        [one] { $orders } order
       *[other] { $orders } orders
    } of the last { $days ->
        [one] { $days } day
       *[other] { $days } days
    }, where { $expected } would be usual.
    .badge = On the rise

## What is true of an offer besides its reason. Never more than one urgency, no exclamation marks, no pressure.

proof-bought_together =
    .headline = Bought together in { $together ->
        [one] { $together } order
       *[other] { $together } orders
    }
proof-rule =
    .headline = Bought together in { $together ->
        [one] { $together } order
       *[other] { $together } orders
    }
proof-popular =
    .headline = In { $orders ->
        [one] { $orders } order
       *[other] { $orders } orders
    } lately
proof-trending =
    .headline = In { $orders ->
        [one] { $orders } order
       *[other] { $orders } orders
    } lately
claim-saving =
    .headline = Save { $saving }
    .body = { $price } instead of { $list_price }, { $percent }% less.
    .badge = −{ $percent }%
claim-saving_small =
    .headline = Save { $saving }
    .body = { $price } instead of { $list_price }.
    .badge = Save { $saving }
claim-scarcity =
    .headline = { $left ->
        [one] Only { $left } left
       *[other] Only { $left } left
    }
    .badge = { $left ->
        [one] Only { $left } left
       *[other] Only { $left } left
    }
claim-end =
    .body = The offer ends on { $date }.

## Sets.

bundle-saving = Save { $amount }

## Incentives: how far the cart is from what the shop gives. No word may press anybody.

incentive-free_shipping-missing-headline = { $missing } to free delivery
incentive-free_shipping-missing-body = Your cart comes to { $value }; delivery is free from { $threshold } on.
incentive-free_shipping-reached-headline = Delivery is free
incentive-free_shipping-reached-body = Your cart has reached { $threshold }.
incentive-threshold_discount-missing-headline = { $missing } to { $discount } off
incentive-threshold_discount-missing-body = Your cart comes to { $value }; from { $threshold } on you save { $discount }.
incentive-threshold_discount-reached-headline = { $discount } off
incentive-threshold_discount-reached-body = Your cart has reached { $threshold }, so you save { $discount }.
incentive-gift-missing-headline = { $missing } to a gift: { $gift }
incentive-gift-missing-body = Your cart comes to { $value }; from { $threshold } on { $gift } is a gift.
incentive-gift-reached-headline = A gift for you: { $gift }
incentive-gift-reached-body = Your cart has reached { $threshold }, so { $gift } is a gift.
incentive-points-reached-headline = { $points ->
        [one] { $points } point
       *[other] { $points } points
    } for this order
incentive-points-reached-body = They are added to your account when you place the order.
incentive-coupon-missing-headline = { $missing } to your coupon of { $discount }
incentive-coupon-missing-body = Your cart comes to { $value }; from { $threshold } on your coupon takes { $discount } off.
incentive-coupon-reached-headline = You have a coupon: { $discount } off
incentive-coupon-reached-body = Enter its code at the checkout.
incentive-ends = Until { $date }.

## The question after an order, answered from 0 to 10.

survey-question = How likely are you to recommend this shop to a friend?
survey-low = Not at all likely
survey-high = Extremely likely

## Notes of an answer that is given all the same.

note-unknown_product = The product { $id } is not in the catalogue and was ignored.
note-cart_cut = { $lines ->
        [one] Only the first line of the cart was looked at.
       *[other] Only the first { $lines } lines of the cart were looked at.
    }
note-recommender_failed = The recommender { $id } failed and was left out.
note-unknown_category = The category { $id } is not known and was ignored.
note-reminder_set = Kept in mind for later: { $id }.
note-nothing_built = Nothing has been learnt from the orders yet, so there is nothing to offer. Build the models first.
note-no_orders = There are no orders yet to learn from, so these offers go by the products' descriptions and links alone.
note-quiet = This visitor has seen enough offers here for now.
note-held_out = This visitor sees no offers, so that it can be told what offers earn.

## What became of a candidate.

outcome-offered = It is offered, in place { $place }.
outcome-offered_to_learn = It is offered, in place { $place }, to learn how it does there: it was drawn with a chance of { $percent }%.
outcome-reserve = It is kept ready, in place { $place } of the reserve.
outcome-below_minimum = Too little speaks for it.
outcome-repetitive = Enough products of its kind stand before it.
outcome-slots_full = It would fit, but better ones filled the places.
outcome-not_proposed = No recommender proposed it.
filter-compatibility = It is made for another product.
filter-fees = It is a fee, not merchandise.
filter-in_cart = It is in the cart already.
filter-in_stock = It is out of stock.
filter-inactive = It is not on sale.
filter-merchant_ban = The merchant banned it.
filter-own_variant = It is a variant of a product that is there already.
filter-price_cap = It costs too much beside what is in the cart.
filter-request_exclude = The request excluded it.
filter-already_offered = It was offered on the way to this order already.
filter-dismissed = The visitor declined it lately.
filter-frequency_cap = The visitor was shown it often enough.
filter-no_step_up = It is no step up from what it would replace.
filter-not_included = A rule offers only other products here.
filter-recently_bought = It was bought lately.
filter-slower_delivery = It would arrive later than what it replaces.
filter-not_in_region = It is not sold or delivered where the customer is.
filter-enough_of_a_kind = One of its kind is in the cart already, and hardly anybody takes two.
filter-other = The filter { $id } dropped it.

## What is said of customers, for the merchant.

customers-tier-highly_profitable = Highly profitable
customers-tier-profitable = Profitable
customers-tier-unprofitable = Unprofitable
customers-habit-recent = bought lately
customers-habit-silent = has not bought for long
customers-habit-frequent = buys often
customers-habit-rare = buys rarely
customers-habit-large_baskets = buys much at a time
customers-habit-small_baskets = buys little at a time
customers-habit-varied = buys from many categories
customers-habit-focused = keeps to few categories
customers-habit-bargains = buys what is reduced
customers-habit-full_price = pays full prices
customers-habit-night = orders at night
customers-habit-daytime = orders by day
customers-habit-weekend = orders on days off
customers-habit-weekday = orders on working days
customers-habit-returns = sends much back
customers-habit-keeps = keeps what they buy
customers-join = { $first }, { $second }
customers-worth = Likely to bring { $amount } in the next twelve months, after goods and returns. Nineteen of twenty such customers bring between { $low } and { $high }.
customers-worth-revenue = Likely to spend { $amount } in the next twelve months, returns deducted; what the goods cost is not known. Nineteen of twenty such customers spend between { $low } and { $high }.
customers-worth-cohort = There is one purchase only, so this rests on those who came in the same quarter.
customers-alive-sure = Almost certainly still a customer: of 100 who behave like this, { $percent } are.
customers-alive-likely = Probably still a customer: of 100 who behave like this, { $percent } are.
customers-alive-open = Perhaps still a customer, perhaps not: of 100 who behave like this, { $percent } are.
customers-alive-unlikely = Probably lost: of 100 who behave like this, { $percent } are still customers.
customers-alive-lost = As good as lost: of 100 who behave like this, { $percent } are still customers.
customers-due-frequency = Due back around { $date }, most likely between { $from } and { $until }.
customers-due-rhythm = Buys in a rhythm: due back around { $date }, most likely between { $from } and { $until }.
customers-due-none = Not due within a year: of 100 such customers, { $percent } come back in that time.
customers-declined = This customer declined personal recommendations, so nothing is computed of them.
customers-no_purchases = No purchase of this customer has reached the models yet.
customers-untold-worth = Worth and tiers
customers-untold-return = Next purchases
customers-untold-segments = Segments
customers-because-too_few_customers = { $what }: not known yet. It takes { $needed } customers who bought; so far: { $found }.
customers-because-too_few_repeating = { $what }: not known yet. It takes { $needed } customers who bought on more than one day; so far: { $found }.
customers-because-no_fit = { $what }: not known, as what customers do follows no pattern that could be relied on.
customers-because-unstable = { $what }: none. This shop's customers shade into each other; other draws of them give other groups.

## Dates.

date = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

language-name = English
