### Ce spun elementele din pagina unui magazin, în română.

## Elementele din pagina unui magazin.

widget-heading-home = Alese pentru dumneavoastră
widget-heading-category_page = Alegeri bune aici
widget-heading-product_page = Se potrivește cu acesta
widget-heading-cart = Alături de ce ați ales
widget-heading-checkout = Încă ceva?
widget-heading-post_purchase = Pentru data viitoare
widget-heading-other = Alese pentru dumneavoastră
widget-add = Adaugă în coș
widget-add_all = Adaugă tot în coș
widget-added = A fost adăugat în coș.
widget-dismissed = Nu îl mai arătăm.
widget-add-one = Adaugă în coș: { $title }
widget-add-set = Adaugă tot în coș: { $title }
widget-dismiss = Nu mă interesează: { $title }
widget-compare = Compară
widget-better = mai bun
widget-price = Preț
widget-send = Trimite
widget-thanks = Vă mulțumim. Răspunsul ne ajută.
