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

home-about = Aici răspunde Alongside. Le oferă clienților acestui magazin ce se potrivește alături de ce au ales.
home-dashboard = Paginile comerciantului
home-reference = Referința interfeței HTTP, în engleză
home-errors = Fiecare eroare și ce e de făcut, în engleză
home-openapi = Documentul OpenAPI
home-health = Dacă serverul este în viață

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
