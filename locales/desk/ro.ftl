### Ce spune biroul de vânzări vânzătorilor și ce îi pune să spună clienților, în română.

## Page: desk.

desk-title = Birou de vânzări
desk-pages = Paginile biroului
desk-practice = Exercițiu
desk-dashboard = Tablou de bord
desk-place = Unde sunteți
desk-place-desk = Birou
desk-place-till = Casă
desk-speak = Clientul vorbește
desk-find = Căutați sau scanați un produs
desk-find-hint = Cuvinte din titlu, cod sau cod de bare, apoi Enter. Cu 3* în față se adaugă trei bucăți.
desk-find-button = Caută
desk-found = { $count ->
        [one] Se potrivește { $count } produs
        [few] Se potrivesc { $count } produse. Alegeți sau mai scrieți un cuvânt.
       *[other] Se potrivesc { $count } de produse. Alegeți sau mai scrieți un cuvânt.
    }
desk-found-partly = Niciun produs nu are toate aceste cuvinte. Cele mai multe sunt în:
desk-found-none = Nimic nu se numește așa. Verificați scrierea, folosiți mai puține cuvinte sau scanați codul de bare.
desk-found-close = Închide lista
desk-basket = Coș
desk-basket-empty = Coșul este gol. Scanați primul produs sau scrieți un cuvânt din titlul lui.
desk-total = Total
desk-price-unknown = preț necunoscut
desk-fewer = O bucată mai puțin: { $title }
desk-more = Încă o bucată: { $title }
desk-remove = Scoate
desk-units = Bucăți: { $title }
desk-next-customer = Clientul următor
desk-sale = Vânzare
desk-sale-reports = Vânzările sunt raportate
desk-sale-by-till = de casă
desk-sale-here = aici
desk-customer = Numărul clientului
desk-customer-hint = De pe card sau cel după care magazinul cunoaște clientul. Ce a cumpărat înainte contează la oferte, dacă și-a dat acordul.
desk-customer-set = Folosește-l
desk-customer-forget = Scoate-l
desk-customer-unknown = Nimeni nu este cunoscut încă după acest număr. Vânzarea se notează pe el.
desk-receipt = Numărul bonului
desk-receipt-hint-by-till = Casa raportează vânzarea cu acest număr. Prin el vânzarea este atribuită ofertelor acceptate aici.
desk-receipt-hint-here = Vânzarea se înregistrează aici, la prețurile afișate. Lăsați numărul gol dacă nu există.
desk-sold = Vândut
desk-did-sold = Vândut: { $receipt }. Urmează clientul următor.
desk-did-sold-nothing = Coșul este gol, deci nu s-a vândut nimic. Scanați mai întâi produsele.
desk-did-receipt-missing = Scrieți numărul bonului; după el se găsește vânzarea printre cele ale casei.
desk-did-receipt-unusable = { $receipt } nu poate fi numărul unui bon: este prea lung. Scrieți-l din nou.
desk-did-receipt-known = { $receipt } este deja altă vânzare. Verificați numărul bonului.
desk-offers = Ce să oferiți
desk-offers-wait = Ofertele apar odată cu primul produs din coș.
desk-offers-none = Acum nimic nu se potrivește cu acest coș, așa că nu oferiți nimic.
desk-not-ready = Încă nu s-a învățat nimic. După ce se importă produse și comenzi, aici apare ce să oferiți.
desk-why = De ce:
desk-compare = Prin ce diferă
desk-before = înainte:
desk-taken = Îl ia
desk-declined = Refuză
desk-keys = Taste: 1, 2 și 3 acceptă o ofertă, Shift împreună cu numărul o refuză.
desk-told = Spuneți-i clientului și
desk-instead = În loc de { $with }.
desk-instead-dearer = În loc de { $with }, cu { $difference } mai mult.
desk-instead-cheaper = În loc de { $with }, cu { $difference } mai puțin.
desk-stock = { $count ->
        [one] A rămas { $count } bucată.
        [few] Au rămas { $count } bucăți.
       *[other] Au rămas { $count } de bucăți.
    }
desk-sold-out = Stoc epuizat.
desk-not-sold = Nu este la vânzare.
desk-did-added = Adăugat: { $title }
desk-did-full = Coșul este plin; { $title } nu a fost adăugat. Încheiați mai întâi acest coș.
desk-did-taken = Acceptat: { $title }
desk-did-declined = Refuzat: { $title }. Nu se mai oferă pentru acest coș.

## What a clerk says to a customer: one sentence that is true and easy to decline.

desk-say-together = Clienții care au cumpărat { $with } au luat și { $title } – doriți și dumneavoastră?
desk-say-viewed = Clienții care s-au uitat la { $with } s-au uitat și la { $title } – doriți să vedeți?
desk-say-completes = { $title } se potrivește cu ce ați ales – doriți și acest produs?
desk-say-match = { $title } ar trebui să se potrivească bine cu { $with } – doriți și acest produs?
desk-say-review = Într-o recenzie a unui client { $title } apare împreună cu { $with } – doriți și acest produs?
desk-say-fits = { $title } este făcut pentru { $with } – doriți și acest produs?
desk-say-covers = Pentru { $with } există și { $title } – doriți?
desk-say-shop = Împreună cu { $with } recomandăm { $title } – doriți și acest produs?
desk-say-set = { $title } formează un set cu { $with } – doriți setul?
desk-say-popular = { $title } se cumpără des la noi – doriți și acest produs?
desk-say-again = Ați mai cumpărat { $title } – este timpul pentru unul nou?
desk-say-new = { $title } este nou la noi – doriți să vedeți?
desk-say-need = { $title } este pentru ceea ce căutați – doriți?
desk-say-idea = Îmi permiteți să vă propun și { $title }?
desk-say-instead = În loc de { $with } există și { $title } – l-ați prefera?
desk-say-instead-dearer = Cu { $difference } mai mult există { $title } în loc de { $with } – l-ați prefera?
desk-say-instead-cheaper = Cu { $difference } mai puțin există { $title } în loc de { $with } – l-ați prefera?

## Page: practice.

desk-practice-empty = Sunt prea puține comenzi cu mai multe produse pentru exercițiu. Reveniți când vor fi mai multe.
desk-practice-back = La biroul de vânzări
desk-practice-progress = Coșul { $number } din { $count }
desk-practice-basket = Un client a ales
desk-practice-question = Ce a mai luat același client?
desk-practice-keys = Taste: de la 1 la 4 alegeți, cu Enter mergeți mai departe.
desk-practice-right = Exact
desk-practice-wrong = Nu de data aceasta
desk-practice-took = Clientul a luat și { $title }.
desk-practice-misfit = { $title } nu a fost cumpărat niciodată împreună cu ce este aici. Porniți de la ce va face clientul cu produsul.
desk-practice-fits = Și { $title } era o idee bună: biroul l-ar oferi.
desk-practice-plausible = { $title } se cumpără uneori împreună, dar mai rar.
desk-practice-would = Biroul ar începe cu { $title }, iar dumneavoastră ați putea spune:
desk-practice-next = Coșul următor
desk-practice-score = { $right } din { $count } corecte
desk-practice-all-right = Toate. Știți ce se potrivește împreună.
desk-practice-close = Și celelalte alegeri s-au cumpărat împreună, doar mai rar.
desk-practice-misfits = { $count ->
        [one] O dată ați ales ce nu cumpără nimeni împreună. Întrebați-vă ce îi va mai trebui clientului acasă.
        [few] De { $count } ori ați ales ce nu cumpără nimeni împreună. Întrebați-vă ce îi va mai trebui clientului acasă.
       *[other] De { $count } de ori ați ales ce nu cumpără nimeni împreună. Întrebați-vă ce îi va mai trebui clientului acasă.
    }
desk-practice-lessons = De ținut minte
desk-practice-lesson = Împreună cu { $with } clienții iau { $title }.
desk-practice-again = Încă o rundă
