### What the elements in a shop’s page and the demo’s shop say, in English.

## The elements in a shop’s page.

widget-heading-home = Picked for you
widget-heading-category_page = Well chosen here
widget-heading-product_page = Goes well with this
widget-heading-cart = Alongside what you chose
widget-heading-checkout = One more thing?
widget-heading-post_purchase = For next time
widget-heading-other = Picked for you
widget-add = Add to cart
widget-add_all = Add all to cart
widget-added = Added to the cart.
widget-dismissed = We will not show it again.
widget-add-one = Add to cart: { $title }
widget-add-set = Add all to cart: { $title }
widget-dismiss = Not interested: { $title }
widget-compare = Compare
widget-better = better
widget-price = Price
widget-yes = yes
widget-no = no

## The demo's page.

demo-title = A shop with Alongside
demo-about = A simulated shop. Put products into the cart and see what Alongside offers, and why.
demo-cart = Cart
demo-cart-empty = The cart is empty. Add a product.
demo-cart-total = Total
demo-add = Add to cart
demo-remove = Remove
demo-offers = Alongside what you chose
demo-offers-none = Nothing fits well enough to be offered.
demo-products = Products
demo-products-count = { $count ->
        [one] { $count } product
       *[other] { $count } products
    }
demo-search = Search products
demo-search-button = Search
demo-categories = Categories
demo-all-categories = All categories
demo-language = Language
demo-stock = { $count ->
        [one] { $count } left
       *[other] { $count } left
    }
demo-sold-out = Sold out
demo-back = Back to all products
demo-page-next = More products
