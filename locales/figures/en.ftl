### Pages with figures, and the names of what they count, in English.

## Every page with figures.

date-without-year = { $day } { $month }
figures-from-to = { $from } to { $to }
figures-as-of = As of { $moment }
figures-as-of-stale = As of { $moment }. Newer figures are being made; open the page again in a moment.
figures-being-made = The figures are being made. There is much to add up, which takes some seconds; then this page opens again by itself.
figures-look-again = Open the page again
figures-today = Today
figures-day = Day
figures-table = Show the numbers
figures-number = Value
figures-compared = Compared
figures-interval = Interval (95%)
figures-unknown = Not known
figures-arm = { $experiment }: { $arm }
figures-arm-several = { $experiment }: saw several arms
figures-arm-held-out = Without offers
figures-arm-offers = With offers
figures-arm-moved = First without offers and then with them, or the other way round

## Page: overview, further parts.

overview-caused-caption = What the offers brought in these days
overview-caused-open = Offers may have brought { $value } of margin; chance alone could do as much (from { $low } to { $high })
overview-caused-what = Brought
overview-caused-bar = Less or more than nothing
overview-caused-margin_per_visitor = Margin
overview-caused-revenue_per_visitor = Revenue
overview-sold-caption = { $days ->
        [one] Revenue by day
       *[other] Revenue by { $days } days
    }
overview-sold-fact = { $revenue } in all, of which { $credited } ({ $share }) after a click on an offer.
overview-sold-empty = No orders in these days. Orders arrive by POST /v1/orders or by “alongside import orders.csv”.
overview-parts = Where it comes from
overview-parts-empty = No offers were shown in these days. Put the two lines of the page builder’s guide into the shop’s pages.
overview-by-placement = Place
overview-by-kind = Purpose
overview-by-recommender = Recommender
overview-by-locale = Language
overview-by-placement-caption = Revenue after a click, by place
overview-by-kind-caption = Revenue after a click, by purpose
overview-by-recommender-caption = Revenue after a click, by the recommender whose word weighed most
overview-by-locale-caption = Revenue after a click, by language
overview-part-bar = Share
overview-part-shown = Shown
overview-part-clicks = Clicks
overview-part-rate = Clicks per offer shown
overview-by-tier = Worth
overview-by-segment = Behaviour
overview-by-arm = Arm of experiments
overview-by-tier-caption = Visitors by what they are worth: margin per visitor
overview-by-segment-caption = Visitors by how they buy: margin per visitor
overview-by-arm-caption = Visitors by the arms they were in: margin per visitor
overview-group-bar = Margin
overview-part-seen = Seen
overview-part-seen-rate = Clicks per offer seen
overview-part-orders = Orders with one of them
overview-part-attach = Share of all orders
overview-part-coverage = Catalogue shown
overview-metrics = How visitors shop
overview-metrics-about = These figures describe all visitors. What the offers changed is told above.
overview-metrics-empty = Nobody came in these days. The figures appear with the first visits.
overview-metric = Metric
overview-left-out = Left out
overview-left-out-about = They are in no figure: programs, the shop’s own people and trials, each counted once a day.
overview-csv = Take the figures along
overview-csv-summary = Summary (CSV)
overview-csv-days = By day (CSV)
overview-csv-metrics = Metrics (CSV)
overview-csv-breakdown = By part, as shown above (CSV)

## Page: trace.

dashboard-trace = The rows behind a figure
trace-of = Figure
trace-metric = By which metric
trace-placement = Place
trace-kind = Purpose
trace-recommender = Recommender
trace-locale = Language
trace-tier = Worth
trace-segment = Behaviour
trace-arm = Arm of experiments
trace-all = All
trace-show = Show the rows
trace-of-margin = Margin of what was sold
trace-of-paid = Paid
trace-of-refunded = Paid back
trace-of-fees = Postage and fees
trace-of-units = Units that stayed with customers
trace-of-orders = Orders
trace-of-orders_in_other_currencies = Orders in other currencies
trace-of-visitors = Visitors
trace-of-left_out = Left out
trace-of-credited_margin = Margin after a click
trace-of-orders_with_offers = Orders with something offered
trace-of-coverage = Products shown
trace-of-caused = What the offers brought
trace-of-revenue = Sold
trace-of-credited = Sold after a click
trace-of-impression = Shown
trace-of-viewable = Seen
trace-of-click = Clicked
trace-of-add_to_cart = Put into the cart
trace-of-dismiss = Dismissed
trace-sum = { $count ->
        [one] { $count } row, { $value } together.
       *[other] { $count } rows, { $value } together.
    }
trace-sum-ratio = { $count ->
        [one] { $count } row: { $value } by { $base } makes { $ratio }.
       *[other] { $count } rows: { $value } by { $base } makes { $ratio }.
    }
trace-sum-arm = { $count ->
        [one] { $arm }: { $value } by { $base }, of { $count } visitor.
       *[other] { $arm }: { $value } by { $base }, of { $count } visitors.
    }
trace-caused-about = What the offers brought is the difference of these means, after what the same visitors did before is allowed for.
trace-cut = The first 100 are shown.
trace-csv = Up to 10,000 as CSV
trace-empty = Nothing stands behind this figure in these days. Choose a longer time or another figure.
trace-at = When
trace-product = Product
trace-order = Order
trace-visitor = Visitor
trace-group = Part
trace-value = Adds
trace-base = Measured by
trace-value-before = Before
trace-base-before = Measured by, before
trace-offer = Offer: where, by whom, when

## Names of parts.

part-placement-home = Home page
part-placement-category_page = Category page
part-placement-product_page = Product page
part-placement-cart = Cart
part-placement-checkout = Checkout
part-placement-post_purchase = After the purchase
part-placement-email = E-mail
part-placement-pos = Counter
part-placement-sales_desk = Sales desk
part-placement-chat = Chat
part-kind-complement = Goes with it
part-kind-upsell = A better one
part-kind-buy_again = Buy again
part-kind-discovery = To discover
part-recommender-accessories = Accessories that fit
part-recommender-association_rules = Rules of carts
part-recommender-basket_model = Model of carts
part-recommender-bundles = Sets
part-recommender-buy_again = Due again
part-recommender-co_purchase = Bought together
part-recommender-kindred = Kindred products
part-recommender-merchant_links = Chosen by the shop
part-recommender-needs = What the customer said
part-recommender-new_launches = New
part-recommender-personalized = For this customer
part-recommender-popular = Popular
part-recommender-recently_viewed = Seen lately
part-recommender-review_pairs = Named together in reviews
part-recommender-services = Services
part-recommender-session_knn = Visits like this one
part-recommender-similar = Similar
part-recommender-trending = Rising
part-recommender-upsell = A step up
part-left_out-bot = Programs that say so
part-left_out-staff = The shop’s own people
part-left_out-test = Trials
part-left_out-too_fast = Faster than a person can be
part-left_out-clicks_everything = Click everything at once
part-left_out-never_rests = Never rest
part-metric-attach_rate = Orders with something offered (attach rate)
part-metric-average_order_value = Mean order (AOV)
part-metric-click_through_rate = Clicks per offer shown
part-metric-viewable_click_through_rate = Clicks per offer seen
part-metric-conversion = Visitors who order
part-metric-dismissal_rate = Dismissals per offer shown
part-metric-margin_per_visitor = Margin per visitor
part-metric-net_promoter_score = Net promoter score
part-metric-refund_rate = Share of revenue paid back
part-metric-revenue_per_visitor = Revenue per visitor
part-metric-slow_answer_rate = Answers that came late
part-metric-units_per_order = Units per order
part-metric-unsubscribe_rate = Visitors who unsubscribe

## Page: journeys.

figures-seconds = { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
figures-minutes = { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
figures-hours = { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
figures-days = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
dashboard-journeys = Journeys
journeys-funnel = How far visits get
journeys-funnel-fact = { $visits } visits; of them an order was placed in { $conversion }.
journeys-funnel-empty = No visits in these days. They are told by the events of the shop’s pages: put the two lines of the page builder’s guide into them.
journeys-step = Station
journeys-step-view = Looked at a product
journeys-step-cart = Put something into the cart
journeys-step-checkout = Went to the checkout
journeys-step-order = Ordered
journeys-visits = Visits
journeys-of-before = Of those before
journeys-stopped = Went no further
journeys-placements = Where offers are seen and taken
journeys-cart-rate = Carts per offer shown
journeys-ways = How long people take
journeys-ways-about = The bar is the time of the middle one, the whisker is from the quickest quarter to the slowest. Each step along it is ten times the last.
journeys-ways-empty = Nobody has gone from a look to an order in these days.
journeys-way = From, to
journeys-way-view_to_cart = First look to the cart
journeys-way-cart_to_order = Cart to the order
journeys-way-view_to_order = First look to the order
journeys-way-order_to_order = Order to the next order
journeys-way-bar = Time
journeys-quarter = A quarter within
journeys-half = Half within
journeys-three-quarters = Three quarters within
journeys-nine-tenths = Nine of ten within
journeys-people = Counted
journeys-hours = The best moments
journeys-hours-coming = People come
journeys-hours-clicking = People click offers
journeys-hours-ordering = People order
journeys-hours-coming-caption = When people come, in per cent of the week
journeys-hours-clicking-caption = When people click offers, in per cent of the week
journeys-hours-ordering-caption = When people order, in per cent of the week
journeys-hours-fact = { $people ->
        [one] { $people } person, counted once an hour.
       *[other] { $people } people, each counted once an hour.
    }
journeys-hour = Hour
journeys-best = { $weekday }, { $span }: { $share } of the week, { $times } times the usual.
journeys-quiet = Quiet from { $span }: { $share } of the week.
journeys-best-none = Too few people were there to tell the best moments; with a hundred they are told.
journeys-clock = The shop’s clock, from UTC
journeys-clock-set = Set
journeys-clock-refused = This is no clock: write it like +02:00 or -05:30. The hours below are those of UTC.
weekday-monday = Monday
weekday-tuesday = Tuesday
weekday-wednesday = Wednesday
weekday-thursday = Thursday
weekday-friday = Friday
weekday-saturday = Saturday
weekday-sunday = Sunday
weekday-short-monday = Mon
weekday-short-tuesday = Tue
weekday-short-wednesday = Wed
weekday-short-thursday = Thu
weekday-short-friday = Fri
weekday-short-saturday = Sat
weekday-short-sunday = Sun

## Page: products.

dashboard-products = Products
products-all = All products
products-search = Title, id or code
products-search-button = Find
products-found = { $count ->
        [0] Nothing was found. Try fewer words or the product’s id.
        [one] { $count } product found.
       *[other] { $count } products found.
    }
products-unknown = There is no product “{ $id }”. Look for it here.
products-empty = There are no products yet. Bring them with “alongside import products.csv” or PUT /v1/products.
products-next = Next products
products-product = Product
products-id = Id
products-category = Category
products-price = Price
products-stock = Stock
products-stock-unknown = unknown
products-stock-untracked = always there
products-inactive = not on sale
products-movers = What rises and what fades
products-rising = Sells clearly more than expected
products-fading = Sells clearly less than expected
products-movers-about = { $tested ->
        [one] The last four weeks of { $tested } product against the weeks before, the growth of the shop and the season.
       *[other] The last four weeks of { $tested } products against the weeks before, the growth of the shop and the season. At most one in twenty of those listed is there by chance.
    }
products-movers-none = { $tested ->
        [0] No product sold enough lately to tell whether it rises or fades.
        [one] { $tested } product was looked at; it sells as expected.
       *[other] { $tested } products were looked at; none sells clearly more or less than expected.
    }
products-movers-early = Twelve weeks of orders are needed to tell; what rises and fades appears here by itself.
products-mover-bar = Difference
products-mover-orders = Orders
products-mover-expected = Expected
products-mover-times = Times the expected
products-mover-new = new
products-offers = What goes with it
products-offers-about = A real answer for this product’s page, asked now; it counts in no figure.
products-offers-empty = Nothing is offered here. Either nothing is known yet that fits, or a rule forbids it: see below.
products-why = Why
products-others = What is not offered, and why
products-others-empty = Nothing else was proposed for this page.
products-others-unkept = Another process keeps the decisions at the moment, so the list cannot be shown. A single product can be asked for.
products-why-not = Why is this product offered here, or why not?
products-why-button = Ask
products-why-unknown = No such product was found. Try its id.
products-outcome = What became of it
products-proposed = Why it was proposed
products-ladder = The price ladder
products-ladder-about = This product among those that are better and cost more.
products-substitutes = Substitutes
products-substitutes-about = What customers could buy instead, the most similar first.
products-own = Set by hand
products-own-empty = No link and no ban names this product. They are set with PUT /v1/links and /v1/bans.
products-link-cross_sell-to = Goes with it: { $product }
products-link-cross_sell-from = Is offered with: { $product }
products-link-upsell-to = A better one: { $product }
products-link-upsell-from = Is the better one of: { $product }
products-link-related-to = Similar to it: { $product }
products-link-related-from = Is similar to: { $product }
products-ban-everywhere = It is never offered.
products-ban-beside = It is not offered beside: { $product }
products-ban-other = Not offered beside it: { $product }
products-sales = How it sells
products-sales-day = By day
products-sales-week = By week
products-sales-day-caption = Units sold by day
products-sales-week-caption = Units sold by week
products-sales-fact = Units: { $units }. Orders: { $orders }. Revenue: { $revenue }.
products-sales-units = Units
products-sales-short = Mean of 7 days
products-sales-long = Mean of 28 days
products-sales-empty = It was not sold in this time.
products-turn-up = Since { $day } it sells better than before.
products-turn-down = Since { $day } it sells worse than before.
products-spike = { $units ->
        [one] { $day }: { $units } unit, where { $usual } are usual.
       *[other] { $day }: { $units } units, where { $usual } are usual.
    }
products-missing = { $days ->
        [one] Not sold for { $days } day from { $day } on.
       *[other] Not sold for { $days } days from { $day } on.
    }

## Page: evaluation.

dashboard-evaluation = Evaluation
evaluation-made = Made on { $moment }
evaluation-learnt = Learnt from { $orders } orders and { $visits } visits before { $from }; asked about what came from then until { $until }.
evaluation-about = Offline accuracy is not revenue: it also counts what would have been bought anyway. What offers earn is told by the overview.
evaluation-empty = No evaluation was made yet. It asks the shop’s own past how good the offers are: from the orders of some weeks or more it learns of the earlier ones and guesses the later ones. It takes some minutes and changes nothing. Begin it here, or with this command:
dashboard-done-evaluation-started = The evaluation was asked for. What it finds appears here as soon as it has ended.
dashboard-done-evaluation-running = An evaluation is running already. What it finds appears here as soon as it has ended.
evaluation-act-evaluate = Evaluate now
evaluation-act-about = This takes some minutes. Nothing that serves changes; builds and imports that are asked for meanwhile wait until it has ended.
evaluation-queued = An evaluation waits for the builds and imports before it.
evaluation-running = An evaluation is at work.
evaluation-step = Step { $at } of at most { $max }.
evaluation-looks-again = This page looks again by itself every few seconds.
evaluation-refused-nothing-to-learn = There was nothing to evaluate: no orders and no visits are known yet. Import orders, then evaluate again.
evaluation-refused-history-too-short = There was too little to evaluate: the orders must reach back further than the seven days or more that are asked about. Import older orders, or evaluate again in some weeks.
evaluation-to-data = Import orders
evaluation-failed = The latest evaluation ended with an error: { $reason }. Evaluate again; if that fails too, look under Data whether all is well.
evaluation-questions = { $questions ->
        [one] { $questions } question.
       *[other] { $questions } questions.
    }
evaluation-too-few = Too few to say anything: { $there } of the { $needed } that are needed.
evaluation-metric = { $metric }, of { $depth }
evaluation-kind = What it is
evaluation-method = Method
evaluation-question = How good would these offers have been?
evaluation-drawn = Whiskers and ranges: the true number lies within them 95 times of 100. Drawn with the seed { $seed }; the same seed gives the same numbers.
evaluation-questions-unknown = { $questions ->
        [one] { $questions } of them asks only for products that the history does not know yet; it counts as a miss.
       *[other] { $questions } of them ask only for products that the history does not know yet; they count as misses.
    }
evaluation-slice = { $questions ->
        [one] { $metric }: { $slice } ({ $questions } question)
       *[other] { $metric }: { $slice } ({ $questions } questions)
    }
evaluation-differences = { $metric }: against this shop, on the same questions
evaluation-difference = Difference
evaluation-verdict = Verdict
evaluation-silent = With nothing to say here: { $methods }.
evaluation-list-separator = ,
evaluation-configuration-own = this shop
evaluation-configuration-tuned = tuned
evaluation-asks-cart_completion = One product is taken out of each cart: which one?
evaluation-asks-cold_start = Some products lose their history: which of them belongs in this cart?
evaluation-asks-next_basket = A known customer comes again: what for?
evaluation-asks-seed_to_rest = The first product of an order is given: what else was in it?
evaluation-asks-session_next_item = A visitor looked at this: what next?
evaluation-asks-step_up = A product’s page is open: which dearer one of its kind was bought instead?
part-slice-new_to_customer = what the customer had never bought before
part-slice-different_leaf = products of another category
part-slice-tail = the 80% of products that sell least
part-verdict-better = better
part-verdict-worse = worse
part-verdict-not_told_apart = not told apart
part-method-whole = the shop’s offers
part-method-recommender = one recommender alone
part-method-baseline = textbook method
part-task-cart_completion = Complete the cart
part-task-cold_start = Products that are new
part-task-next_basket = The next basket
part-task-seed_to_rest = From one product to the rest of the order
part-task-session_next_item = The next product of a visit
part-task-step_up = A step up
part-baseline-co_count = Bought together, counted
part-baseline-confidence = Confidence
part-baseline-content_words = Words in common
part-baseline-cosine = Cosine
part-baseline-last_item_transitions = What followed the last product
part-baseline-log_likelihood_ratio = Log-likelihood ratio
part-baseline-personal_frequency = What one buys oneself
part-baseline-popularity = Best sellers
part-metric-hit_rate = Hits
part-metric-recall = Found of what was bought
part-metric-ndcg = NDCG
part-metric-reciprocal_rank = Reciprocal rank
part-metric-coverage = Share of the catalogue shown
part-metric-median_popularity = Popularity of the middle one
part-metric-same_leaf_share = From the same category
