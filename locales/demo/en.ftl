### The demo’s shop, in English.

## Page: every page of the shop.

demo-title = Good things for your home
demo-welcome = Put something into the cart and see what goes with it, what is better, and why.
demo-about = A simulated shop: its products, customers and orders are made up, and nothing is sold. Its offers are real: Alongside learnt them from these orders.
demo-skip = Skip to the content
demo-search = Search products
demo-search-button = Search
demo-cart = Cart
demo-categories = Departments
demo-language = Language
demo-to-dashboard = The merchant’s dashboard
demo-to-docs = Reference for developers
demo-all-products = See all products
demo-go-on = Go on shopping
demo-held-out = You are one of the few visitors who are shown no offers: by comparing with them the shop knows what offers earn.
demo-new-visitor = Come back as somebody else
demo-row-reduced = Reduced now
demo-row-new = Just arrived
demo-reduced = Reduced
demo-new = New
demo-sold-out = Sold out
demo-in-stock = In stock
demo-stock = { $count ->
        [one] Only { $count } left
       *[other] Only { $count } left
    }

## Page: categories and search.

demo-products = All products
demo-products-count = { $count ->
        [one] { $count } product
       *[other] { $count } products
    }
demo-search-results = What was found
demo-nothing-found = No product is called so. Try fewer or other words.
demo-narrower = Categories here
demo-way = Where you are
demo-further = Further products
demo-page-previous = Previous products
demo-page-next = More products

## Page: product.

demo-add = Add to cart
demo-quantity = Quantity
demo-variants = Also available

## Page: cart.

demo-cart-empty = Your cart is empty. Look around and put something into it, or try it with an example.
demo-cart-example = Fill it with an example
demo-cart-total = Total
demo-change = Change
demo-remove = Remove
demo-quantity-of = Quantity of { $title }
demo-remove-one = Remove { $title }
demo-to-checkout = To the checkout

## Page: checkout.

demo-checkout = Checkout
demo-delivery = How should it reach you?
demo-delivery-home = Delivered to your door
demo-delivery-pick-up = At a pick-up point
demo-delivery-missing = Choose how the order should reach you, and place it again.
demo-nothing-is-sold = This is a demo: nothing is paid, nothing is sent, and nothing is asked about you.
demo-place-order = Place the order
demo-back-to-cart = Back to the cart

## Page: after the order.

demo-thanks = Thank you!
demo-order-placed = Your order is placed. Its number:
demo-ordered = You ordered

## Page: nothing there.

demo-missing = There is nothing here
demo-missing-product = This product is not sold here, or not any more.
demo-missing-category = There is no such category here.
demo-missing-order = There is no such order here. Orders are shown only where they were placed.

## Names of the demo's categories.

category-accessories = Accessories
category-air-filters = Air filters
category-air-purifiers = Air purifiers
category-audio = Audio
category-bathroom = Bathroom
category-batteries = Batteries
category-bedroom = Bedroom
category-blenders = Blenders
category-bluetooth-speakers = Bluetooth speakers
category-boxes = Boxes
category-bulbs = Bulbs
category-cables = Cables
category-camera-bags = Camera bags
category-camera-batteries = Camera batteries
category-cameras = Cameras
category-cartridges = Cartridges
category-cases = Cases
category-chargers = Chargers
category-cleaning = Cleaning
category-climate = Climate
category-cloths = Cloths
category-coffee = Coffee
category-coffee-beans = Coffee beans
category-coffee-grinders = Coffee grinders
category-coffee-machines = Coffee machines
category-computers = Computers
category-cookware = Cookware
category-cups = Cups
category-descalers = Descalers
category-dishwasher-tablets = Dishwasher tablets
category-docks = Docks
category-duvet-covers = Duvet covers
category-duvets = Duvets
category-earbuds = Earbuds
category-electronics = Electronics
category-external-drives = External drives
category-fans = Fans
category-filter-jugs = Filter jugs
category-filter-papers = Filter papers
category-fitted-sheets = Fitted sheets
category-floor-lamps = Floor lamps
category-frying-pans = Frying pans
category-gift-cards = Gift cards
category-groceries = Groceries
category-hdmi-cables = HDMI cables
category-headphones = Headphones
category-headsets = Headsets
category-heaters = Heaters
category-home = Home
category-household-cleaners = Household cleaners
category-ink-cartridges = Ink cartridges
category-installation = Installation
category-kettles = Kettles
category-keyboards = Keyboards
category-kitchen = Kitchen
category-knives = Knives
category-laptop-bags = Laptop bags
category-laptops = Laptops
category-laundry-detergents = Laundry detergents
category-lighting = Lighting
category-mattress-protectors = Mattress protectors
category-memory-cards = Memory cards
category-mice = Mice
category-milk-frothers = Milk frothers
category-mirrorless-cameras = Mirrorless cameras
category-monitors = Monitors
category-organisers = Organisers
category-paper = Paper
category-phones = Phones
category-pillows = Pillows
category-pot-sets = Pot sets
category-power = Power
category-power-banks = Power banks
category-printers = Printers
category-printing = Printing
category-screen-protectors = Screen protectors
category-services = Services
category-set-up = Set-up
category-shelves = Shelves
category-small-appliances = Small appliances
category-smart-bulbs = Smart bulbs
category-smartphones = Smartphones
category-smartwatches = Smartwatches
category-soundbars = Soundbars
category-storage = Storage
category-string-lights = String lights
category-subscriptions = Subscriptions
category-table-lamps = Table lamps
category-tableware = Tableware
category-toasters = Toasters
category-towels = Towels
category-tripods = Tripods
category-tv-video = TV & Video
category-tvs = TVs
category-usb-cables = USB cables
category-usb-sticks = USB sticks
category-vacuum-cleaner-bags = Vacuum cleaner bags
category-vacuum-cleaners = Vacuum cleaners
category-wall-mounts = Wall mounts
category-warranties = Warranties
category-water-filters = Water filters
category-wearables = Wearables
