### Paginile cu cifre și numele celor numărate, în română.

## Fiecare pagină cu cifre.

date-without-year = { $day } { $month }
figures-moment = { $day }, { $time } UTC
figures-from-to = { $from } – { $to }
figures-as-of = La { $moment }
figures-as-of-stale = La { $moment }. Se pregătesc cifre mai noi; deschideți pagina din nou peste câteva clipe.
figures-today = Astăzi
figures-day = Ziua
figures-table = Arată cifrele
figures-number = Valoare
figures-interval = Interval (95 %)

## Pagina: privire de ansamblu, celelalte părți.

overview-caused-caption = Ce au adus ofertele în aceste zile
overview-caused-what = Adus
overview-caused-bar = Sub sau peste zero
overview-caused-margin_per_visitor = Marjă
overview-caused-revenue_per_visitor = Vânzări
overview-sold-caption = { $days ->
        [one] Vânzări pe zile
        [few] Vânzări la fiecare { $days } zile
       *[other] Vânzări la fiecare { $days } de zile
    }
overview-sold-fact = { $revenue } în total, din care { $credited } ({ $share }) după un clic pe o ofertă.
overview-sold-empty = Nicio comandă în aceste zile. Comenzile vin prin POST /v1/orders sau cu „alongside import orders.csv”.
overview-parts = De unde vine
overview-parts-empty = Nu s-au arătat oferte în aceste zile. Puneți în paginile magazinului cele două rânduri din ghidul de construire a paginilor.
overview-by-placement = Locul
overview-by-kind = Scopul
overview-by-recommender = Recomandator
overview-by-locale = Limba
overview-by-placement-caption = Vânzări după un clic, pe locuri
overview-by-kind-caption = Vânzări după un clic, pe scopuri
overview-by-recommender-caption = Vânzări după un clic, pe recomandatorul care a cântărit cel mai mult
overview-by-locale-caption = Vânzări după un clic, pe limbi
overview-part-bar = Cota
overview-part-shown = Arătate
overview-part-clicks = Clicuri
overview-part-rate = Clicuri pe ofertă arătată
overview-metrics = Cum cumpără vizitatorii
overview-metrics-about = Aceste cifre descriu toți vizitatorii. Ce au schimbat ofertele se spune mai sus.
overview-metrics-empty = Nu a venit nimeni în aceste zile. Cifrele apar odată cu primele vizite.
overview-metric = Indicator
overview-left-out = Lăsați deoparte
overview-left-out-about = Nu sunt în nicio cifră: programele, oamenii magazinului și încercările, fiecare numărat o dată pe zi.
overview-csv = Luați cifrele cu dumneavoastră
overview-csv-summary = Rezumat (CSV)
overview-csv-days = Pe zile (CSV)
overview-csv-metrics = Indicatori (CSV)
overview-csv-breakdown = Pe părți, ca mai sus (CSV)

## Pagina: rânduri.

dashboard-trace = Rândurile din spatele unei cifre
trace-figures = Cifre
trace-of-revenue = Vândut
trace-of-credited = Vândut după un clic
trace-of-impression = Arătat
trace-of-viewable = Văzut
trace-of-click = Clic
trace-of-add_to_cart = Pus în coș
trace-of-dismiss = Respins
trace-counted-lines = { $count ->
        [one] Un rând de comandă, în total { $revenue }.
        [few] { $count } rânduri de comenzi, în total { $revenue }.
       *[other] { $count } de rânduri de comenzi, în total { $revenue }.
    }
trace-counted-deeds = { $count ->
        [one] O dată.
        [few] De { $count } ori.
       *[other] De { $count } de ori.
    }
trace-cut = Se arată primele 100.
trace-csv = Până la 10.000 ca CSV
trace-empty = Nimic în spatele acestei cifre în aceste zile. Alegeți o perioadă mai lungă sau altă cifră.
trace-at = Când
trace-product = Produs
trace-order = Comanda
trace-revenue = Vânzări
trace-offer = Oferta: unde, de la cine, când

## Numele părților.

part-placement-home = Pagina principală
part-placement-category_page = Pagina categoriei
part-placement-product_page = Pagina produsului
part-placement-cart = Coșul
part-placement-checkout = Finalizarea comenzii
part-placement-post_purchase = După cumpărare
part-placement-email = E-mail
part-placement-pos = Casa de marcat
part-placement-sales_desk = Biroul de vânzări
part-placement-chat = Chat
part-kind-complement = Se potrivește cu el
part-kind-upsell = Unul mai bun
part-kind-buy_again = De cumpărat din nou
part-kind-discovery = De descoperit
part-recommender-accessories = Accesorii potrivite
part-recommender-association_rules = Reguli ale coșurilor
part-recommender-basket_model = Modelul coșurilor
part-recommender-bundles = Seturi
part-recommender-buy_again = Din nou la rând
part-recommender-co_purchase = Cumpărate împreună
part-recommender-kindred = Produse înrudite
part-recommender-merchant_links = Alese de magazin
part-recommender-needs = Ce a spus clientul
part-recommender-new_launches = Noutăți
part-recommender-personalized = Pentru acest client
part-recommender-popular = Populare
part-recommender-recently_viewed = Văzute recent
part-recommender-review_pairs = Numite împreună în recenzii
part-recommender-services = Servicii
part-recommender-session_knn = Vizite asemănătoare
part-recommender-similar = Asemănătoare
part-recommender-trending = În creștere
part-recommender-upsell = O treaptă mai sus
part-left_out-bot = Programe care o spun
part-left_out-staff = Oamenii magazinului
part-left_out-test = Încercări
part-left_out-too_fast = Mai rapizi decât poate fi un om
part-left_out-clicks_everything = Dau clic pe tot deodată
part-left_out-never_rests = Nu se odihnesc niciodată
part-metric-attach_rate = Comenzi cu ceva oferit (rata de atașare)
part-metric-average_order_value = Comanda medie (AOV)
part-metric-click_through_rate = Clicuri pe ofertă arătată
part-metric-viewable_click_through_rate = Clicuri pe ofertă văzută
part-metric-conversion = Vizitatori care comandă
part-metric-dismissal_rate = Respingeri pe ofertă arătată
part-metric-margin_per_visitor = Marja pe vizitator
part-metric-net_promoter_score = Scorul net al promotorilor
part-metric-refund_rate = Partea din vânzări returnată
part-metric-revenue_per_visitor = Vânzări pe vizitator
part-metric-slow_answer_rate = Răspunsuri întârziate
part-metric-units_per_order = Bucăți pe comandă
part-metric-unsubscribe_rate = Vizitatori care se dezabonează

## Pagina: parcursuri.

figures-seconds = { $count ->
        [one] o secundă
        [few] { $count } secunde
       *[other] { $count } de secunde
    }
figures-minutes = { $count ->
        [one] un minut
        [few] { $count } minute
       *[other] { $count } de minute
    }
figures-hours = { $count ->
        [one] o oră
        [few] { $count } ore
       *[other] { $count } de ore
    }
figures-days = { $count ->
        [one] o zi
        [few] { $count } zile
       *[other] { $count } de zile
    }
dashboard-journeys = Parcursuri
journeys-funnel = Până unde ajung vizitele
journeys-funnel-fact = { $visits } vizite; s-a comandat în { $conversion } dintre ele.
journeys-funnel-empty = Nicio vizită în aceste zile. Ele se află din evenimentele paginilor magazinului: puneți în ele cele două rânduri din ghidul de construire a paginilor.
journeys-step = Etapa
journeys-step-view = Au privit un produs
journeys-step-cart = Au pus ceva în coș
journeys-step-checkout = Au mers la finalizare
journeys-step-order = Au comandat
journeys-visits = Vizite
journeys-of-before = Din etapa dinainte
journeys-stopped = S-au oprit aici
journeys-placements = Unde se văd și se iau ofertele
journeys-cart-rate = Coșuri pe ofertă arătată
journeys-ways = Cât durează
journeys-ways-about = Bara este timpul celui din mijloc, linia merge de la sfertul cel mai rapid la cel mai lent. Fiecare pas este de zece ori cel dinainte.
journeys-ways-empty = Nimeni nu a ajuns de la privit la comandă în aceste zile.
journeys-way = De la, până la
journeys-way-view_to_cart = De la prima privire la coș
journeys-way-cart_to_order = De la coș la comandă
journeys-way-view_to_order = De la prima privire la comandă
journeys-way-order_to_order = De la o comandă la următoarea
journeys-way-bar = Timpul
journeys-quarter = Un sfert în
journeys-half = Jumătate în
journeys-three-quarters = Trei sferturi în
journeys-nine-tenths = Nouă din zece în
journeys-people = Numărate
journeys-hours = Cele mai bune momente
journeys-hours-coming = Lumea vine
journeys-hours-clicking = Lumea dă clic pe oferte
journeys-hours-ordering = Lumea comandă
journeys-hours-coming-caption = Când vine lumea, în procente din săptămână
journeys-hours-clicking-caption = Când dă lumea clic pe oferte, în procente din săptămână
journeys-hours-ordering-caption = Când comandă lumea, în procente din săptămână
journeys-hours-fact = { $people ->
        [one] O persoană, numărată o dată pe oră.
        [few] { $people } persoane, fiecare numărată o dată pe oră.
       *[other] { $people } de persoane, fiecare numărată o dată pe oră.
    }
journeys-hour = Ora
journeys-best = { $weekday }, { $span }: { $share } din săptămână, de { $times } ori cât de obicei.
journeys-quiet = Liniște între { $span }: { $share } din săptămână.
journeys-best-none = Au fost prea puțini oameni ca să se spună cele mai bune momente; de la o sută se spun.
journeys-clock = Ora magazinului, față de UTC
journeys-clock-set = Setează
journeys-clock-refused = Aceasta nu este o oră: scrieți-o ca +02:00 sau -05:30. Orele de mai jos sunt UTC.
weekday-monday = luni
weekday-tuesday = marți
weekday-wednesday = miercuri
weekday-thursday = joi
weekday-friday = vineri
weekday-saturday = sâmbătă
weekday-sunday = duminică
weekday-short-monday = lun
weekday-short-tuesday = mar
weekday-short-wednesday = mie
weekday-short-thursday = joi
weekday-short-friday = vin
weekday-short-saturday = sâm
weekday-short-sunday = dum
