### Ce spun paginile pentru oamenii magazinului, în română.

## Fiecare pagină.

staff-language = Limba
staff-skip = Sari la conținut
staff-sign-out = Ieșire
sign-in-title = Autentificare
sign-in-key = Cheie
sign-in-hint = Cheia de administrator a magazinului, așa cum a afișat-o „alongside init”. „alongside keys create --kind admin” face alta.
sign-in-refused = Nicio cheie care poate intra aici nu este ca aceea trimisă. Verificați că a fost copiată în întregime.
sign-in-button = Intră
dashboard-pages = Pagini
dashboard-time = Perioada
dashboard-days = { $days ->
        [one] { $days } zi
        [few] { $days } zile
       *[other] { $days } de zile
    }

## Page: overview.

dashboard-overview = Privire de ansamblu
dashboard-caused = Ofertele au adus { $value } marjă care altfel nu ar fi venit (între { $low } și { $high })
dashboard-caused-about = Se știe de la vizitatorii cărora nu li se arată oferte. Ce se întâmplă din întâmplare este în interval la 95 din 100 de magazine.
dashboard-caused-untold = Încă nu se poate spune ce au adus ofertele
dashboard-untold-too_few_visitors = Până acum au venit prea puțini vizitatori. Cifra apare de la sine.
dashboard-untold-no_hold_out = Tuturor vizitatorilor li se arată oferte, deci nimeni nu știe ce s-ar fi întâmplat fără ele. Lăsați câțiva vizitatori deoparte, la Setări.
dashboard-untold-broken_by_sample_ratio = Sunt lăsați deoparte mult mai mulți sau mai puțini vizitatori decât ar trebui. Ceva din paginile magazinului îi tratează altfel; vedeți avertismentul raportului.
dashboard-untold-nothing_varied = Până acum toți vizitatorii au făcut același lucru.
dashboard-tile-revenue = Vânzări, fără retururi
dashboard-tile-orders = Comenzi
dashboard-tile-order-value = Comanda medie
dashboard-tile-visitors = Vizitatori
dashboard-tile-credited = Vânzări după un clic pe o ofertă

## Page: what the pages that steer share.

staff-moment = { $date }, { $time } UTC
staff-everywhere = Peste tot
staff-from = Începând cu { $from }
staff-until = Până la { $until }
staff-from-until = De la { $from } până la { $until }
staff-column-acts = Ce se poate face
form-no-number = Acesta nu este un număr. Scrieți doar cifre, de exemplu 12 sau 12,5.
form-no-moment = Aceasta nu este o dată cu oră. Alegeți-le pe amândouă sau lăsați gol.
placement-home = Pagina principală
placement-category_page = Pagina categoriei
placement-product_page = Pagina produsului
placement-cart = Coș
placement-checkout = Finalizarea comenzii
placement-post_purchase = După comandă
placement-email = E-mail
placement-pos = Casa de marcat
placement-sales_desk = Biroul de vânzări
placement-chat = Chat
preview-title = Ce s-ar schimba: { $place }
preview-nothing = Încă nu există decizii sau comenzi pe care să se încerce. Importați comenzi la Date sau așteptați primii vizitatori.
preview-same = Nu s-ar schimba nimic. Încercate: { $carts }; oferte: { $before }.
preview-of-decisions = Din ultimele decizii de aici ({ $carts }) ar ieși altfel: { $changed }. Oferte în toate: acum { $before }, apoi { $after }.
preview-of-orders = Aici încă nu s-a răspuns nimănui, așa că s-au încercat coșurile ultimelor comenzi: { $carts }. Dintre ele ar ieși altfel: { $changed }. Oferte în toate: acum { $before }, apoi { $after }.
preview-not-set = Nu s-a salvat nimic încă. Formularul de mai jos conține ce s-a încercat.
preview-cart = Coș sau pagină
preview-now = Oferite acum
preview-then = Oferite apoi

## Page: rules.

dashboard-rules = Reguli
dashboard-done-rule-set = Regula este salvată; următorul răspuns o respectă.
dashboard-done-rule-removed = Regula este eliminată.
dashboard-done-banned = Interdicția este valabilă de la următorul răspuns.
dashboard-done-lifted = Interdicția este ridicată.
dashboard-done-linked = Legătura este păstrată; contează de la următoarea construire a modelelor.
dashboard-done-unlinked = Legătura este eliminată; nu mai contează de la următoarea construire a modelelor.
rules-about = Regulile spun ce trebuie oferit, ce nu și ce vine primul. Interdicția bate tot, apoi ce nu este inclus, apoi fixările; promovările și retrogradările se înmulțesc.
rules-new = Adaugă o regulă
rules-change = Modifică regula
rules-back = Toate regulile
rules-none = Încă nu există nicio regulă. Adăugați una, de exemplu ca un produs să apară mereu în coș sau ca o marcă să nu apară la finalizarea comenzii.
rules-column-rule = Regulă
rules-column-action = Ce face
rules-column-products = Produse acum
rules-column-where = Unde
rules-column-state = Stare
rules-column-notes = Conflicte și note
rules-column-ban = Niciodată oferite
rules-on = În vigoare
rules-off = Oprită
rules-not-now = Nu acum
rules-action-pin = Arată întâi aceste produse
rules-action-ban = Nu arăta niciodată aceste produse
rules-action-boost = Adu în față aceste produse
rules-action-bury = Trimite în spate aceste produse
rules-action-include_only = Arată doar aceste produse
rules-conflict-both = „{ $with }” mută invers produse comune, în număr de { $products }; contează ambele, înmulțite. De exemplu: { $examples }.
rules-conflict-wins = Această regulă are întâietate față de „{ $with }” unde ambele numesc un produs: { $products }. De exemplu: { $examples }.
rules-conflict-loses = „{ $with }” are întâietate față de această regulă unde ambele numesc un produs: { $products }. De exemplu: { $examples }.
rules-group-what = Ce face
rules-group-products = Pentru ce produse – din fiecare câmp completat trebuie să se potrivească o intrare
rules-group-when = Unde, pentru cine și când
rules-group-beside = Doar unde coșul sau pagina conține unul dintre acestea – gol: mereu
rules-group-try = Încercați întâi
rules-action = Regula
rules-id = Nume scurt
rules-id-hint = Litere de la a la z, cifre, - și _. Dacă rămâne gol, se dă unul.
rules-id-mistake = Folosiți 1 până la 64 de litere de la a la z, cifre, - și _, și un nume pe care nu îl are altă regulă.
rules-slot = Locul primului produs arătat
rules-slot-hint = Doar când produsele se arată întâi: 1 până la 24. Gol: 1.
rules-slot-mistake = Un loc de la 1 la 24, și doar când produsele se arată întâi. Goliți-l la alte reguli.
rules-factor = Cât de mult
rules-factor-hint = Doar pentru adus în față sau trimis în spate: 1 până la 10. Gol: 2.
rules-factor-mistake = Un număr de la 1 la 10, și doar pentru adus în față sau trimis în spate. Goliți-l la alte reguli.
rules-note = De ce
rules-note-hint = Pentru colegi; clienții nu o văd niciodată.
rules-note-mistake = Scurtați: cel mult 500 de octeți.
rules-enabled = Pornită
rules-enabled-yes = Regula contează
rules-products-ids = Id-uri de produse
rules-products-ids-hint = Câte unul pe linie. O regulă care arată produse întâi are nevoie de ele, în ordinea lor.
rules-products-ids-mistake = Numiți produse din catalog, câte un id pe linie – 1 până la 24 când se arată întâi – sau completați alt câmp din această parte.
rules-products-categories = Categorii
rules-products-categories-hint = Câte una pe linie, ca Home > Lamps; contează și ce este dedesubt.
rules-products-brands = Mărci
rules-products-brands-hint = Câte una pe linie.
rules-products-tags = Etichete
rules-products-tags-hint = Câte una pe linie.
rules-products-attributes = Atribute
rules-products-attributes-hint = Câte unul pe linie: Colour = red, Length >= 2, Length <= 4.
rules-products-attributes-mistake = Scrieți fiecare linie ca Colour = red, Length >= 2 sau Length <= 4.
rules-products-price-min = Preț de la
rules-products-price-min-mistake = Scrieți sume în moneda magazinului, ca 12,50, iar cea mai mică aici.
rules-products-price-max = Preț până la
rules-products-price-max-mistake = Scrieți o sumă în moneda magazinului, ca 12,50.
rules-products-margin-percent-min = Marjă de la, %
rules-products-margin-percent-min-mistake = Primul număr nu poate fi mai mare decât al doilea.
rules-products-margin-percent-max = Marjă până la, %
rules-products-stock-min = Stoc de la
rules-products-stock-min-mistake = Primul număr nu poate fi mai mare decât al doilea.
rules-products-stock-max = Stoc până la
rules-when-placements = Unde
rules-when-placements-hint = Nimic bifat: peste tot.
rules-when-segments = Pentru clienții cu una dintre etichetele
rules-when-segments-hint = Câte una pe linie, și tier:profitable sau segment:1, cum le numește pagina Clienți. Gol: pentru toți.
rules-when-valid-from = De la, UTC
rules-when-valid-from-hint = Gol: imediat.
rules-when-valid-until = Până la, UTC
rules-when-valid-until-hint = Gol: pentru totdeauna.
rules-when-valid-until-mistake = Sfârșitul trebuie să fie după început.
rules-try-at = Unde se încearcă
rules-act-set = Salvează regula
rules-act-try = Încearcă fără a salva
rules-act-remove = Elimină regula definitiv
rules-ask-remove = Elimină regula…
rules-ask-remove-about = Următorul răspuns se face fără ea. Nu poate fi readusă; ca să o suspendați, opriți-o.
rules-bans = Produse interzise
rules-bans-none = Niciun produs nu este interzis. O interdicție ține un produs sau o categorie întreagă departe de orice ofertă.
rules-ban-pair = { $product } lângă { $with }
rules-banned-category = Categoria { $category }
rules-ban-product = Id-ul produsului
rules-ban-product-mistake = Numiți un produs din catalog, cu altul lângă el dacă doriți, sau doar o categorie.
rules-ban-with = Doar lângă acest produs
rules-ban-with-hint = Gol: oriunde.
rules-ban-category = Categorie
rules-ban-category-hint = În locul unui produs, de exemplu Home > Lamps.
rules-act-ban = Interzice
rules-act-lift = Ridică interdicția
rules-ask-lift = Ridică…
rules-ask-lift-about = Poate fi oferit din nou de la următorul răspuns.
rules-links = Legături între produse
rules-links-none = Încă nu există legături. O legătură spune că un produs merge cu altul, înainte ca vreo comandă să o arate.
rules-links-more = Afișate: { $shown } din { $links }. Atât de multe se țin mai bine într-un fișier și se importă.
rules-link-from = Lângă acest produs
rules-link-from-hint = Id-ul lui.
rules-link-from-mistake = Nu există produs cu acest id în catalog.
rules-link-to = Oferă-l pe acesta
rules-link-to-hint = Id-ul lui.
rules-link-to-mistake = Numiți alt produs din catalog.
rules-link-kind = Ca
rules-link-cross_sell = Merge cu el
rules-link-upsell = Unul mai bun
rules-link-related = Asemănător
rules-act-link = Leagă-le
rules-act-unlink = Elimină legătura
rules-ask-unlink = Elimină…
rules-ask-unlink-about = Nu mai contează de la următoarea construire.
