### Magazinul demonstrativ, în română.

## Page: every page of the shop.

demo-title = Lucruri bune pentru casa dumneavoastră
demo-welcome = Puneți ceva în coș și vedeți ce se potrivește, ce este mai bun și de ce.
demo-about = Un magazin simulat: produsele, clienții și comenzile lui sunt inventate și nu se vinde nimic. Ofertele lui sunt reale: Alongside le-a învățat din aceste comenzi.
demo-skip = Sari la conținut
demo-search = Caută produse
demo-search-button = Caută
demo-cart = Coș
demo-categories = Raioane
demo-language = Limba
demo-to-dashboard = Panoul comerciantului
demo-to-docs = Referință pentru dezvoltatori
demo-all-products = Vezi toate produsele
demo-go-on = Continuă cumpărăturile
demo-held-out = Sunteți unul dintre puținii vizitatori cărora nu li se arată oferte: prin comparație cu ei magazinul află ce aduc ofertele.
demo-new-visitor = Revino ca altcineva
demo-row-reduced = Reduse acum
demo-row-new = Abia sosite
demo-reduced = Redus
demo-new = Nou
demo-sold-out = Stoc epuizat
demo-in-stock = În stoc
demo-stock = { $count ->
        [one] A mai rămas doar { $count }
        [few] Au mai rămas doar { $count }
       *[other] Au mai rămas doar { $count }
    }

## Page: categories and search.

demo-products = Toate produsele
demo-products-count = { $count ->
        [one] { $count } produs
        [few] { $count } produse
       *[other] { $count } de produse
    }
demo-search-results = Ce s-a găsit
demo-nothing-found = Niciun produs nu se numește așa. Încercați mai puține cuvinte sau altele.
demo-narrower = Categorii aici
demo-way = Unde sunteți
demo-further = Alte produse
demo-page-previous = Produsele anterioare
demo-page-next = Produsele următoare

## Page: product.

demo-add = Adaugă în coș
demo-quantity = Cantitate
demo-variants = Disponibil și așa

## Page: cart.

demo-cart-empty = Coșul este gol. Uitați-vă în jur și puneți ceva în el sau încercați-l cu un exemplu.
demo-cart-example = Umple-l cu un exemplu
demo-cart-total = Total
demo-change = Schimbă
demo-remove = Scoate
demo-quantity-of = Cantitate: { $title }
demo-remove-one = Scoate { $title }
demo-to-checkout = Spre finalizarea comenzii

## Page: checkout.

demo-checkout = Finalizarea comenzii
demo-delivery = Cum doriți să primiți comanda?
demo-delivery-home = Livrată la ușă
demo-delivery-pick-up = La un punct de ridicare
demo-delivery-missing = Alegeți cum doriți să primiți comanda și trimiteți-o din nou.
demo-nothing-is-sold = Aceasta este o demonstrație: nu se plătește nimic, nu se trimite nimic și nu vi se cere nicio dată personală.
demo-place-order = Trimite comanda
demo-back-to-cart = Înapoi la coș

## Page: after the order.

demo-thanks = Vă mulțumim!
demo-order-placed = Comanda a fost primită. Numărul ei:
demo-ordered = Ați comandat

## Page: nothing there.

demo-missing = Aici nu este nimic
demo-missing-product = Acest produs nu se vinde aici sau nu se mai vinde.
demo-missing-category = Aici nu există o astfel de categorie.
demo-missing-order = Aici nu există o astfel de comandă. Comenzile se arată doar acolo unde au fost trimise.

## Names of the demo's categories.

category-accessories = Accesorii
category-air-filters = Filtre de aer
category-air-purifiers = Purificatoare de aer
category-audio = Audio
category-bathroom = Baie
category-batteries = Baterii
category-bedroom = Dormitor
category-blenders = Blendere
category-bluetooth-speakers = Boxe Bluetooth
category-boxes = Cutii
category-bulbs = Becuri
category-cables = Cabluri
category-camera-bags = Genți foto
category-camera-batteries = Acumulatori foto
category-cameras = Aparate foto
category-cartridges = Cartușe
category-cases = Huse
category-chargers = Încărcătoare
category-cleaning = Curățenie
category-climate = Climatizare
category-cloths = Lavete
category-coffee = Cafea
category-coffee-beans = Cafea boabe
category-coffee-grinders = Râșnițe de cafea
category-coffee-machines = Espressoare
category-computers = Calculatoare
category-cookware = Vase de gătit
category-cups = Cești
category-descalers = Decalcifianți
category-dishwasher-tablets = Tablete pentru mașina de spălat vase
category-docks = Stații de andocare
category-duvet-covers = Huse de pilotă
category-duvets = Pilote
category-earbuds = Căști intraauriculare
category-electronics = Electronice
category-external-drives = Discuri externe
category-fans = Ventilatoare
category-filter-jugs = Căni filtrante
category-filter-papers = Filtre de hârtie
category-fitted-sheets = Cearșafuri cu elastic
category-floor-lamps = Lampadare
category-frying-pans = Tigăi
category-gift-cards = Carduri cadou
category-groceries = Alimente
category-hdmi-cables = Cabluri HDMI
category-headphones = Căști
category-headsets = Căști cu microfon
category-heaters = Radiatoare
category-home = Casă
category-household-cleaners = Detergenți de casă
category-ink-cartridges = Cartușe de cerneală
category-installation = Instalare
category-kettles = Fierbătoare
category-keyboards = Tastaturi
category-kitchen = Bucătărie
category-knives = Cuțite
category-laptop-bags = Genți de laptop
category-laptops = Laptopuri
category-laundry-detergents = Detergenți de rufe
category-lighting = Iluminat
category-mattress-protectors = Protecții de saltea
category-memory-cards = Carduri de memorie
category-mice = Mouse-uri
category-milk-frothers = Aparate de spumat lapte
category-mirrorless-cameras = Aparate foto mirrorless
category-monitors = Monitoare
category-organisers = Organizatoare
category-paper = Hârtie
category-phones = Telefoane
category-pillows = Perne
category-pot-sets = Seturi de oale
category-power = Alimentare
category-power-banks = Baterii externe
category-printers = Imprimante
category-printing = Imprimare
category-screen-protectors = Folii de ecran
category-services = Servicii
category-set-up = Configurare
category-shelves = Rafturi
category-small-appliances = Electrocasnice mici
category-smart-bulbs = Becuri inteligente
category-smartphones = Telefoane inteligente
category-smartwatches = Ceasuri inteligente
category-soundbars = Bare de sunet
category-storage = Depozitare
category-string-lights = Ghirlande luminoase
category-subscriptions = Abonamente
category-table-lamps = Veioze
category-tableware = Veselă
category-toasters = Prăjitoare de pâine
category-towels = Prosoape
category-tripods = Trepiede
category-tv-video = TV și video
category-tvs = Televizoare
category-usb-cables = Cabluri USB
category-usb-sticks = Stickuri USB
category-vacuum-cleaner-bags = Saci de aspirator
category-vacuum-cleaners = Aspiratoare
category-wall-mounts = Suporturi de perete
category-warranties = Garanții
category-water-filters = Filtre de apă
category-wearables = Dispozitive purtabile
