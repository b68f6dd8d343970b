### Paginile cu cifre și numele celor numărate, în română.

## Fiecare pagină cu cifre.

date-without-year = { $day } { $month }
figures-from-to = { $from } – { $to }
figures-as-of = La { $moment }
figures-as-of-stale = La { $moment }. Se pregătesc cifre mai noi; deschideți pagina din nou peste câteva clipe.
figures-being-made = Se pregătesc cifrele. Sunt multe de adunat și durează câteva secunde; apoi pagina se deschide din nou singură.
figures-look-again = Deschide pagina din nou
figures-today = Astăzi
figures-day = Ziua
figures-table = Arată cifrele
figures-number = Valoare
figures-compared = Comparat
figures-interval = Interval (95 %)
figures-unknown = Necunoscut
figures-arm = { $experiment }: { $arm }
figures-arm-several = { $experiment }: au văzut mai multe brațe
figures-arm-held-out = Fără oferte
figures-arm-offers = Cu oferte
figures-arm-moved = Întâi fără oferte și apoi cu ele, sau invers

## Pagina: privire de ansamblu, celelalte părți.

overview-caused-caption = Ce au adus ofertele în aceste zile
overview-caused-open = Ofertele poate au adus { $value } marjă; și întâmplarea singură ar putea face atât (între { $low } și { $high })
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
overview-by-tier = Valoare
overview-by-segment = Comportament
overview-by-arm = Brațul experimentului
overview-by-tier-caption = Vizitatori după cât valorează: marja pe vizitator
overview-by-segment-caption = Vizitatori după cum cumpără: marja pe vizitator
overview-by-arm-caption = Vizitatori după brațele în care au fost: marja pe vizitator
overview-group-bar = Marja
overview-part-seen = Văzute
overview-part-seen-rate = Clicuri pe ofertă văzută
overview-part-orders = Comenzi cu una dintre ele
overview-part-attach = Partea din toate comenzile
overview-part-coverage = Catalog arătat
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
trace-of = Cifra
trace-metric = După care indicator
trace-placement = Locul
trace-kind = Scopul
trace-recommender = Recomandator
trace-locale = Limba
trace-tier = Valoare
trace-segment = Comportament
trace-arm = Brațul experimentului
trace-all = Toate
trace-show = Arată rândurile
trace-of-margin = Marja vânzărilor
trace-of-paid = Plătit
trace-of-refunded = Banii dați înapoi
trace-of-fees = Transport și taxe
trace-of-units = Bucăți rămase la clienți
trace-of-orders = Comenzi
trace-of-orders_in_other_currencies = Comenzi în alte monede
trace-of-visitors = Vizitatori
trace-of-left_out = Lăsați deoparte
trace-of-credited_margin = Marja după un clic
trace-of-orders_with_offers = Comenzi cu ceva oferit
trace-of-coverage = Produse arătate
trace-of-caused = Ce au adus ofertele
trace-of-revenue = Vândut
trace-of-credited = Vândut după un clic
trace-of-impression = Arătat
trace-of-viewable = Văzut
trace-of-click = Clic
trace-of-add_to_cart = Pus în coș
trace-of-dismiss = Respins
trace-sum = { $count ->
        [one] Un rând, în total { $value }.
        [few] { $count } rânduri, în total { $value }.
       *[other] { $count } de rânduri, în total { $value }.
    }
trace-sum-ratio = { $count ->
        [one] Un rând: { $value } la { $base } înseamnă { $ratio }.
        [few] { $count } rânduri: { $value } la { $base } înseamnă { $ratio }.
       *[other] { $count } de rânduri: { $value } la { $base } înseamnă { $ratio }.
    }
trace-sum-arm = { $count ->
        [one] { $arm }: { $value } la { $base }, de la un vizitator.
        [few] { $arm }: { $value } la { $base }, de la { $count } vizitatori.
       *[other] { $arm }: { $value } la { $base }, de la { $count } de vizitatori.
    }
trace-caused-about = Ce au adus ofertele este diferența dintre aceste medii, după ce se ține seama de ce au făcut înainte aceiași vizitatori.
trace-cut = Se arată primele 100.
trace-csv = Până la 10.000 ca CSV
trace-empty = Nimic în spatele acestei cifre în aceste zile. Alegeți o perioadă mai lungă sau altă cifră.
trace-at = Când
trace-product = Produs
trace-order = Comanda
trace-visitor = Vizitator
trace-group = Partea
trace-value = Adaugă
trace-base = Raportat la
trace-value-before = Înainte
trace-base-before = Raportat la, înainte
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

## Pagina: produse.

dashboard-products = Produse
products-all = Toate produsele
products-search = Titlu, identificator sau cod
products-search-button = Caută
products-found = { $count ->
        [0] Nu s-a găsit nimic. Încercați cu mai puține cuvinte sau cu identificatorul produsului.
        [one] S-a găsit un produs.
        [few] S-au găsit { $count } produse.
       *[other] S-au găsit { $count } de produse.
    }
products-unknown = Nu există produsul „{ $id }”. Căutați-l aici.
products-empty = Încă nu există produse. Aduceți-le cu „alongside import products.csv” sau PUT /v1/products.
products-next = Produsele următoare
products-product = Produs
products-id = Identificator
products-category = Categoria
products-price = Preț
products-stock = Stoc
products-stock-unknown = necunoscut
products-stock-untracked = mereu disponibil
products-inactive = nu se vinde
products-movers = Ce crește și ce scade
products-rising = Se vinde clar peste așteptări
products-fading = Se vinde clar sub așteptări
products-movers-about = { $tested ->
        [one] Ultimele patru săptămâni ale unui produs față de săptămânile dinainte, creșterea magazinului și sezon.
        [few] Ultimele patru săptămâni a { $tested } produse față de săptămânile dinainte, creșterea magazinului și sezon. Cel mult unul din douăzeci este aici din întâmplare.
       *[other] Ultimele patru săptămâni a { $tested } de produse față de săptămânile dinainte, creșterea magazinului și sezon. Cel mult unul din douăzeci este aici din întâmplare.
    }
products-movers-none = { $tested ->
        [0] Niciun produs nu s-a vândut îndeajuns în ultima vreme ca să se spună dacă crește sau scade.
        [one] S-a privit un produs; se vinde cum era de așteptat.
        [few] S-au privit { $tested } produse; niciunul nu se vinde clar peste sau sub așteptări.
       *[other] S-au privit { $tested } de produse; niciunul nu se vinde clar peste sau sub așteptări.
    }
products-movers-early = Sunt necesare douăsprezece săptămâni de comenzi; ce crește și ce scade apare aici de la sine.
products-mover-bar = Diferența
products-mover-orders = Comenzi
products-mover-expected = Așteptate
products-mover-times = De câte ori cât era de așteptat
products-mover-new = nou
products-offers = Ce se potrivește cu el
products-offers-about = Un răspuns adevărat pentru pagina acestui produs, cerut acum; nu intră în nicio cifră.
products-offers-empty = Aici nu se oferă nimic. Fie încă nu se știe ce se potrivește, fie o regulă oprește: vedeți mai jos.
products-why = De ce
products-others = Ce nu se oferă și de ce
products-others-empty = Nu s-a propus nimic altceva pentru această pagină.
products-others-unkept = Momentan alt proces păstrează deciziile, deci lista nu se poate arăta. Se poate întreba despre un singur produs.
products-why-not = De ce se oferă sau nu acest produs aici?
products-why-button = Întreabă
products-why-unknown = Nu s-a găsit un astfel de produs. Încercați identificatorul.
products-outcome = Ce s-a întâmplat
products-proposed = De ce a fost propus
products-ladder = Scara prețurilor
products-ladder-about = Acest produs printre cele mai bune și mai scumpe.
products-substitutes = Înlocuitori
products-substitutes-about = Ce s-ar putea cumpăra în loc, cele mai asemănătoare întâi.
products-own = Stabilit manual
products-own-empty = Nicio legătură și nicio interdicție nu numește acest produs. Se stabilesc cu PUT /v1/links și /v1/bans.
products-link-cross_sell-to = Se potrivește cu el: { $product }
products-link-cross_sell-from = Se oferă cu: { $product }
products-link-upsell-to = Unul mai bun: { $product }
products-link-upsell-from = Este mai bun decât: { $product }
products-link-related-to = Asemănător cu el: { $product }
products-link-related-from = Este asemănător cu: { $product }
products-ban-everywhere = Nu se oferă niciodată.
products-ban-beside = Nu se oferă lângă: { $product }
products-ban-other = Nu se oferă lângă el: { $product }
products-sales = Cum se vinde
products-sales-day = Pe zile
products-sales-week = Pe săptămâni
products-sales-day-caption = Bucăți vândute pe zile
products-sales-week-caption = Bucăți vândute pe săptămâni
products-sales-fact = Bucăți: { $units }. Comenzi: { $orders }. Vânzări: { $revenue }.
products-sales-units = Bucăți
products-sales-short = Media a 7 zile
products-sales-long = Media a 28 de zile
products-sales-empty = Nu s-a vândut în această perioadă.
products-turn-up = Din { $day } se vinde mai bine ca înainte.
products-turn-down = Din { $day } se vinde mai slab ca înainte.
products-spike = { $units ->
        [one] { $day }: o bucată, unde de obicei sunt { $usual }.
        [few] { $day }: { $units } bucăți, unde de obicei sunt { $usual }.
       *[other] { $day }: { $units } de bucăți, unde de obicei sunt { $usual }.
    }
products-missing = { $days ->
        [one] Nu s-a vândut o zi începând cu { $day }.
        [few] Nu s-a vândut { $days } zile începând cu { $day }.
       *[other] Nu s-a vândut { $days } de zile începând cu { $day }.
    }

## Pagina: evaluare.

dashboard-evaluation = Evaluare
evaluation-made = Făcută la { $moment }
evaluation-learnt = Învățat din comenzi ({ $orders }) și vizite ({ $visits }) de dinainte de { $from }; întrebat despre ce a venit de atunci până la { $until }.
evaluation-about = Acuratețea pe trecut nu înseamnă vânzări: numără și ce s-ar fi cumpărat oricum. Ce aduc ofertele se spune în privirea de ansamblu.
evaluation-empty = Încă nu s-a făcut nicio evaluare. Ea întreabă trecutul magazinului cât de bune sunt ofertele: din comenzile a cel puțin câtorva săptămâni învață din cele mai vechi și le ghicește pe cele mai noi. Durează câteva minute și nu schimbă nimic. Pornește-o aici sau cu această comandă:
dashboard-done-evaluation-started = Evaluarea a fost cerută. Rezultatul apare aici de îndată ce s-a încheiat.
dashboard-done-evaluation-running = O evaluare este deja în curs. Rezultatul apare aici de îndată ce s-a încheiat.
evaluation-act-evaluate = Evaluează acum
evaluation-act-about = Durează câteva minute. Ofertele nu se schimbă; construirile și importurile cerute între timp așteaptă până se încheie.
evaluation-queued = O evaluare așteaptă construirile și importurile dinaintea ei.
evaluation-running = O evaluare este în curs.
evaluation-step = Pasul { $at } din cel mult { $max }.
evaluation-looks-again = Pagina se reîncarcă singură la câteva secunde.
evaluation-refused-nothing-to-learn = Nu a fost nimic de evaluat: încă nu se cunosc nici comenzi, nici vizite. Importă comenzi, apoi evaluează din nou.
evaluation-refused-history-too-short = A fost prea puțin de evaluat: comenzile trebuie să fie și mai vechi decât cele cel puțin șapte zile despre care se întreabă. Importă comenzi mai vechi sau evaluează din nou peste câteva săptămâni.
evaluation-to-data = Importă comenzi
evaluation-failed = Ultima evaluare s-a încheiat cu o eroare: { $reason }. Evaluează din nou; dacă nici atunci nu reușește, verifică la Date dacă totul este în regulă.
evaluation-questions = { $questions ->
        [one] O întrebare.
        [few] { $questions } întrebări.
       *[other] { $questions } de întrebări.
    }
evaluation-too-few = Prea puține ca să se spună ceva: { $there } din { $needed } necesare.
evaluation-metric = { $metric }, din { $depth }
evaluation-kind = Ce este
evaluation-method = Metoda
evaluation-question = Cât de bune ar fi fost aceste oferte?
evaluation-drawn = Mustățile și intervalele: valoarea adevărată se află în ele de 95 de ori din 100. Trase cu sămânța { $seed }; aceeași sămânță dă aceleași numere.
evaluation-questions-unknown = { $questions ->
        [one] { $questions } întrebare cere doar produse pe care trecutul nu le cunoaște încă; se socotește ratată.
        [few] { $questions } întrebări cer doar produse pe care trecutul nu le cunoaște încă; se socotesc ratate.
       *[other] { $questions } de întrebări cer doar produse pe care trecutul nu le cunoaște încă; se socotesc ratate.
    }
evaluation-slice = { $questions ->
        [one] { $metric }: { $slice } ({ $questions } întrebare)
        [few] { $metric }: { $slice } ({ $questions } întrebări)
       *[other] { $metric }: { $slice } ({ $questions } de întrebări)
    }
evaluation-differences = { $metric }: față de acest magazin, la aceleași întrebări
evaluation-difference = Diferența
evaluation-verdict = Verdictul
evaluation-silent = Nu au nimic de spus aici: { $methods }.
evaluation-list-separator = ,
evaluation-configuration-own = acest magazin
evaluation-configuration-tuned = reglat
evaluation-asks-cart_completion = Din fiecare coș se scoate un produs: care?
evaluation-asks-cold_start = Unele produse își pierd trecutul: care dintre ele ține de acest coș?
evaluation-asks-next_basket = Un client cunoscut revine: după ce?
evaluation-asks-seed_to_rest = Se dă primul produs al unei comenzi: ce altceva conținea?
evaluation-asks-session_next_item = Un vizitator a privit acest produs: ce urmează?
evaluation-asks-step_up = Pagina unui produs e deschisă: care produs mai scump de același fel a fost cumpărat în locul lui?
part-slice-new_to_customer = ce nu mai cumpărase clientul
part-slice-different_leaf = produse din altă categorie
part-slice-tail = cele 80 % dintre produse care se vând cel mai puțin
part-verdict-better = mai bun
part-verdict-worse = mai slab
part-verdict-not_told_apart = nu se pot deosebi
part-method-whole = ofertele magazinului
part-method-recommender = un singur recomandator
part-method-baseline = metodă de manual
part-task-cart_completion = Completarea coșului
part-task-cold_start = Produse noi
part-task-next_basket = Coșul următor
part-task-seed_to_rest = De la un produs la restul comenzii
part-task-session_next_item = Următorul produs al vizitei
part-task-step_up = O treaptă mai sus
part-baseline-co_count = Cumpărate împreună, numărate
part-baseline-confidence = Încredere
part-baseline-content_words = Cuvinte comune
part-baseline-cosine = Cosinus
part-baseline-last_item_transitions = Ce a urmat după ultimul produs
part-baseline-log_likelihood_ratio = Raportul log-verosimilității
part-baseline-personal_frequency = Ce cumpără fiecare
part-baseline-popularity = Cele mai vândute
part-metric-hit_rate = Nimeriri
part-metric-recall = Găsite din cele cumpărate
part-metric-ndcg = NDCG
part-metric-reciprocal_rank = Rangul reciproc
part-metric-coverage = Partea din catalog arătată
part-metric-median_popularity = Popularitatea celui din mijloc
part-metric-same_leaf_share = Din aceeași categorie
