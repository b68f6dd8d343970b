### What the elements in a shop’s page say, in English.

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
widget-send = Send
widget-thanks = Thank you. Your answer helps us.
