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

home-about = Alongside answers here. It offers customers of this shop what fits beside what they chose.
home-dashboard = The merchant’s pages
home-reference = Reference of the HTTP interface, in English
home-errors = Every error and what to do, in English
home-openapi = OpenAPI document
home-health = Whether the server lives

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
