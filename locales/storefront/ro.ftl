### Ce spun elementele din pagina unui magazin și magazinul demonstrativ, în română.

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
widget-yes = da
widget-no = nu

## Pagina demonstrativă.

demo-title = Un magazin cu Alongside
demo-about = Un magazin simulat. Puneți produse în coș și vedeți ce oferă Alongside și de ce.
demo-cart = Coș
demo-cart-empty = Coșul este gol. Adăugați un produs.
demo-cart-total = Total
demo-add = Adaugă în coș
demo-remove = Scoate
demo-offers = Alături de ce ați ales
demo-offers-none = Nimic nu se potrivește destul de bine ca să fie oferit.
demo-products = Produse
demo-products-count = { $count ->
        [one] { $count } produs
        [few] { $count } produse
       *[other] { $count } de produse
    }
demo-search = Caută produse
demo-search-button = Caută
demo-categories = Categorii
demo-all-categories = Toate categoriile
demo-language = Limba
demo-stock = { $count ->
        [one] a mai rămas { $count }
        [few] au mai rămas { $count }
       *[other] au mai rămas { $count }
    }
demo-sold-out = Stoc epuizat
demo-back = Înapoi la toate produsele
demo-page-next = Mai multe produse
