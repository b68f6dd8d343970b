### Ce le spune Alongside oamenilor, în română. Toate limbile au aceleași mesaje, cu aceleași argumente.

## Motivele ofertelor.

reason-bought_together =
    .headline = Se potrivește cu { $title }
    .body = Cumpărate împreună în { $together } din { $total ->
        [one] { $total } comandă
        [few] { $total } comenzi
       *[other] { $total } de comenzi
    } cu { $title }.
    .badge = Cumpărate des împreună
reason-popular =
    .headline = Popular în acest magazin
    .body = În { $orders ->
        [one] { $orders } comandă
        [few] { $orders } comenzi
       *[other] { $orders } de comenzi
    } în { $days ->
        [one] ultima zi
        [few] ultimele { $days } zile
       *[other] ultimele { $days } de zile
    }.
    .badge = Popular
reason-trending =
    .headline = Tot mai căutat
    .body = În { $orders ->
        [one] { $orders } comandă
        [few] { $orders } comenzi
       *[other] { $orders } de comenzi
    } în { $days ->
        [one] ultima zi
        [few] ultimele { $days } zile
       *[other] ultimele { $days } de zile
    }, față de { $expected } de obicei.
    .badge = În creștere
reason-recently_viewed =
    .headline = L-ați văzut de curând
    .body = { $views ->
        [one] Este ultimul produs pe care l-ați văzut.
        [few] Este printre ultimele { $views } produse pe care le-ați văzut.
       *[other] Este printre ultimele { $views } de produse pe care le-ați văzut.
    }
    .badge = Văzut de curând
reason-merchant_link =
    .headline = Ales să meargă cu { $title }
    .body = Magazinul îl recomandă împreună cu { $title }.
    .badge = Alegerea magazinului
reason-rule =
    .headline = Se potrivește cu { $products ->
        [one] { $title }
       *[other] { $title } și { $and }
    }
    .body = Din { $total ->
        [one] { $total } comandă
        [few] { $total } comenzi
       *[other] { $total } de comenzi
    } cu { $products ->
        [one] { $title }
       *[other] { $title } și { $and }
    }, { $together ->
        [one] { $together } a inclus
        [few] { $together } au inclus
       *[other] { $together } au inclus
    } și acest produs.
    .badge = Cumpărate împreună
reason-completes_cart =
    .headline = Completează ce ați ales
    .body = Se potrivește cu ce ați ales, mai ales cu { $title }.
    .badge = Completează
reason-viewed_next =
    .headline = Văzut după { $title }
    .body = Vizitatori cu o vizită ca a dvs. l-au văzut după { $title }.
    .badge = Văzut apoi
reason-for_you =
    .headline = Ales pentru dvs.
    .body = Se potrivește cu ce ați cumpărat și cu ce cumpără clienții asemenea dvs.
    .badge = Pentru dvs.
reason-buy_again =
    .headline = E timpul să îl cumpărați din nou?
    .body = L-ați cumpărat { $times ->
        [one] o dată
        [few] de { $times } ori
       *[other] de { $times } de ori
    }, ultima oară acum { $days ->
        [one] o zi
        [few] { $days } zile
       *[other] { $days } de zile
    }; clienții îl cumpără de obicei din nou după { $gap ->
        [one] o zi
        [few] { $gap } zile
       *[other] { $gap } de zile
    }.
    .badge = Din nou
reason-similar =
    .headline = O alternativă la { $title }
    .body = Servește aceluiași scop ca { $title }.
    .badge = Alternativă
reason-step_up =
    .headline = O treaptă peste { $title }
    .body = Mai bun decât { $title } la { $points ->
        [one] un punct
        [few] { $points } puncte
       *[other] { $points } de puncte
    } și mai slab la niciunul.
    .badge = O treaptă mai sus
reason-bundle =
    .headline = Formează un set cu { $title }
    .body = Cumpărat împreună cu { $title } în { $together ->
        [one] { $together } comandă
        [few] { $together } comenzi
       *[other] { $together } de comenzi
    }.
    .badge = Set
reason-fits =
    .headline = Potrivit pentru { $title }
    .body = Este făcut pentru { $title }.
    .badge = Compatibil
reason-covers =
    .headline = Pentru { $title }
    .body = Un serviciu pentru { $title }.
    .badge = Serviciu
reason-review_mention =
    .headline = Menționat împreună cu { $title }
    .body = Din recenzia unui client: „{ $quote }”
    .unquoted = Recenzia unui client le amintește împreună.
    .badge = Într-o recenzie
reason-new_launch =
    .headline = Nou, asemănător cu { $title }
    .body = În vânzare de { $days ->
        [one] o zi
        [few] { $days } zile
       *[other] { $days } de zile
    }, asemănător cu { $title }.
    .badge = Nou
reason-alike_together =
    .headline = Ar trebui să meargă bine cu { $title }
    .body = Produse ca acestea două au fost cumpărate împreună în { $together ->
        [one] { $together } comandă
        [few] { $together } comenzi
       *[other] { $together } de comenzi
    }.
    .badge = Potrivire probabilă
reason-named_alike =
    .headline = Înrudit prin nume cu { $title }
    .body = Numele său și numele { $title } au ceva în comun.
    .badge = Înrudit prin nume
reason-shop_choice =
    .headline = Alegerea magazinului
    .body = Magazinul îl recomandă aici.
    .badge = Alegerea magazinului
reason-shop_bundle =
    .headline = Formează un set cu { $title }
    .body = Magazinul îl oferă ca set împreună cu { $title }.
    .badge = Set
reason-need =
    .headline = Ceea ce căutați
    .body = Răspunde la ce ați cerut.
    .badge = La cerere

## Aceleași motive, când oferta este de alt fel.

reason-merchant_link-upsell =
    .headline = O treaptă peste { $title }
    .body = Magazinul îl recomandă în locul produsului { $title }.
    .badge = Alegerea magazinului
reason-merchant_link-discovery =
    .headline = Asemănător cu { $title }
    .body = Magazinul îl propune celor cărora le place { $title }.
    .badge = Alegerea magazinului
reason-similar-upsell =
    .headline = În loc de { $title }
    .body = Servește aceluiași scop ca { $title }.
    .badge = Altă variantă
reason-popular-cross_sell =
    .headline = Cumpărat des în acest magazin
    .body = În { $orders ->
        [one] { $orders } comandă
        [few] { $orders } comenzi
       *[other] { $orders } de comenzi
    } în { $days ->
        [one] ultima zi
        [few] ultimele { $days } zile
       *[other] ultimele { $days } de zile
    }.
    .badge = Cumpărat des
reason-trending-cross_sell =
    .headline = Cumpărat tot mai des
    .body = În { $orders ->
        [one] { $orders } comandă
        [few] { $orders } comenzi
       *[other] { $orders } de comenzi
    } în { $days ->
        [one] ultima zi
        [few] ultimele { $days } zile
       *[other] ultimele { $days } de zile
    }, față de { $expected } de obicei.
    .badge = În creștere

## Ce este adevărat despre ofertă, pe lângă motiv.

proof-bought_together =
    .headline = Cumpărate împreună în { $together ->
        [one] { $together } comandă
        [few] { $together } comenzi
       *[other] { $together } de comenzi
    }
proof-rule =
    .headline = Cumpărate împreună în { $together ->
        [one] { $together } comandă
        [few] { $together } comenzi
       *[other] { $together } de comenzi
    }
proof-popular =
    .headline = În { $orders ->
        [one] { $orders } comandă
        [few] { $orders } comenzi
       *[other] { $orders } de comenzi
    } în ultima vreme
proof-trending =
    .headline = În { $orders ->
        [one] { $orders } comandă
        [few] { $orders } comenzi
       *[other] { $orders } de comenzi
    } în ultima vreme
claim-saving =
    .headline = Economisiți { $saving }
    .body = { $price } în loc de { $list_price }, cu { $percent }% mai puțin.
    .badge = −{ $percent }%
claim-saving_small =
    .headline = Economisiți { $saving }
    .body = { $price } în loc de { $list_price }.
    .badge = Economisiți { $saving }
claim-scarcity =
    .headline = { $left ->
        [one] A mai rămas doar o bucată
        [few] Au mai rămas doar { $left } bucăți
       *[other] Au mai rămas doar { $left } de bucăți
    }
    .badge = { $left ->
        [one] A mai rămas doar o bucată
        [few] Au mai rămas doar { $left } bucăți
       *[other] Au mai rămas doar { $left } de bucăți
    }
claim-end =
    .body = Oferta se încheie pe { $date }.

## Seturi.

bundle-saving = Economisiți { $amount }

## Avantaje: cât mai este până la ce oferă magazinul. Niciun cuvânt nu pune presiune.

incentive-free_shipping-missing-headline = Încă { $missing } până la livrare gratuită
incentive-free_shipping-missing-body = Coșul dvs. are { $value }; livrarea este gratuită de la { $threshold }.
incentive-free_shipping-reached-headline = Livrarea este gratuită
incentive-free_shipping-reached-body = Coșul dvs. a ajuns la { $threshold }.
incentive-threshold_discount-missing-headline = Încă { $missing } până la o reducere de { $discount }
incentive-threshold_discount-missing-body = Coșul dvs. are { $value }; de la { $threshold } economisiți { $discount }.
incentive-threshold_discount-reached-headline = Reducere de { $discount }
incentive-threshold_discount-reached-body = Coșul dvs. a ajuns la { $threshold }, deci economisiți { $discount }.
incentive-gift-missing-headline = Încă { $missing } până la un cadou: { $gift }
incentive-gift-missing-body = Coșul dvs. are { $value }; de la { $threshold } primiți cadou { $gift }.
incentive-gift-reached-headline = Un cadou pentru dvs.: { $gift }
incentive-gift-reached-body = Coșul dvs. a ajuns la { $threshold }, deci primiți cadou { $gift }.
incentive-points-reached-headline = { $points ->
        [one] Un punct
        [few] { $points } puncte
       *[other] { $points } de puncte
    } pentru această comandă
incentive-points-reached-body = Se adaugă în contul dvs. când plasați comanda.
incentive-coupon-missing-headline = Încă { $missing } până la folosirea cuponului de { $discount }
incentive-coupon-missing-body = Coșul dvs. are { $value }; de la { $threshold } cuponul aduce o reducere de { $discount }.
incentive-coupon-reached-headline = Aveți un cupon: reducere de { $discount }
incentive-coupon-reached-body = Introduceți codul la finalizarea comenzii.
incentive-ends = Până la { $date }.

## Întrebarea de după comandă, cu răspuns de la 0 la 10.

survey-question = Cât de probabil este să recomandați acest magazin unui prieten?
survey-low = Deloc probabil
survey-high = Foarte probabil

## Observații.

note-unknown_product = Produsul { $id } nu este în catalog și a fost ignorat.
note-cart_cut = { $lines ->
        [one] A fost luată în seamă doar prima linie a coșului.
        [few] Au fost luate în seamă doar primele { $lines } linii ale coșului.
       *[other] Au fost luate în seamă doar primele { $lines } de linii ale coșului.
    }
note-recommender_failed = Recomandarea { $id } a eșuat și a fost lăsată deoparte.
note-unknown_category = Categoria { $id } nu este cunoscută și a fost ignorată.
note-reminder_set = Reținut pentru mai târziu: { $id }.
note-nothing_built = Nu s-a învățat încă nimic din comenzi, deci nu este nimic de oferit. Construiți întâi modelele.
note-no_orders = Nu există încă nicio comandă din care să se învețe, deci aceste oferte țin seama doar de descrierile și legăturile produselor.
note-quiet = Acest vizitator a văzut deocamdată destule oferte aici.
note-held_out = Acestui vizitator nu i se arată oferte, ca să se poată măsura ce aduc ofertele.

## Ce s-a întâmplat cu un candidat.

outcome-offered = Este oferit, pe locul { $place }.
outcome-offered_to_learn = Este oferit, pe locul { $place }, ca să se afle cum se descurcă acolo: a fost tras la sorți, cu o șansă de { $percent }%.
outcome-reserve = Este în rezervă, pe locul { $place }.
outcome-below_minimum = Prea puține vorbesc pentru el.
outcome-repetitive = Destule produse de felul lui stau înaintea lui.
outcome-slots_full = S-ar potrivi, dar altele mai bune au ocupat locurile.
outcome-not_proposed = Nu l-a propus nicio recomandare.
filter-compatibility = Este făcut pentru alt produs.
filter-fees = Este o taxă, nu o marfă.
filter-in_cart = Este deja în coș.
filter-in_stock = Nu mai este în stoc.
filter-inactive = Nu este de vânzare.
filter-merchant_ban = Comerciantul l-a interzis.
filter-own_variant = Este o variantă a unui produs care este deja acolo.
filter-price_cap = Costă prea mult pe lângă ce este în coș.
filter-request_exclude = Cererea l-a exclus.
filter-already_offered = A fost deja oferit pe parcursul acestei comenzi.
filter-dismissed = Vizitatorul l-a refuzat de curând.
filter-frequency_cap = Vizitatorului i-a fost arătat de destule ori.
filter-no_step_up = Nu este o treaptă peste produsul pe care l-ar înlocui.
filter-not_included = O regulă oferă aici doar alte produse.
filter-recently_bought = A fost cumpărat de curând.
filter-slower_delivery = Ar ajunge mai târziu decât produsul pe care îl înlocuiește.
filter-not_in_region = Nu se vinde și nu se livrează acolo unde se află clientul.
filter-enough_of_a_kind = Unul de acest fel este deja în coș și aproape nimeni nu ia două.
filter-other = L-a eliminat filtrul { $id }.

## Ce se spune despre clienți, pentru comerciant.

customers-tier-highly_profitable = Foarte profitabil
customers-tier-profitable = Profitabil
customers-tier-unprofitable = Neprofitabil
customers-habit-recent = a cumpărat de curând
customers-habit-silent = nu a mai cumpărat de mult
customers-habit-frequent = cumpără des
customers-habit-rare = cumpără rar
customers-habit-large_baskets = cumpără mult odată
customers-habit-small_baskets = cumpără puțin odată
customers-habit-varied = cumpără din multe categorii
customers-habit-focused = rămâne la puține categorii
customers-habit-bargains = cumpără produse reduse
customers-habit-full_price = plătește prețul întreg
customers-habit-night = comandă noaptea
customers-habit-daytime = comandă ziua
customers-habit-weekend = comandă în zilele libere
customers-habit-weekday = comandă în zilele lucrătoare
customers-habit-returns = returnează mult
customers-habit-keeps = păstrează ce cumpără
customers-join = { $first }, { $second }
customers-worth = Va aduce probabil { $amount } în următoarele douăsprezece luni, după costul mărfii și retururi. Nouăsprezece din douăzeci de astfel de clienți aduc între { $low } și { $high }.
customers-worth-revenue = Va cheltui probabil { $amount } în următoarele douăsprezece luni, fără retururi; cât costă marfa nu se știe. Nouăsprezece din douăzeci de astfel de clienți cheltuiesc între { $low } și { $high }.
customers-worth-cohort = Există o singură cumpărătură, așa că estimarea se bazează pe cei veniți în același trimestru.
customers-alive-sure = Aproape sigur încă client: din 100 care se poartă așa, { $percent } mai sunt.
customers-alive-likely = Probabil încă client: din 100 care se poartă așa, { $percent } mai sunt.
customers-alive-open = Poate încă client, poate nu: din 100 care se poartă așa, { $percent } mai sunt.
customers-alive-unlikely = Probabil pierdut: din 100 care se poartă așa, { $percent } mai sunt clienți.
customers-alive-lost = Ca și pierdut: din 100 care se poartă așa, { $percent } mai sunt clienți.
customers-due-frequency = Așteptat înapoi în jur de { $date }, cel mai probabil între { $from } și { $until }.
customers-due-rhythm = Cumpără cu regularitate: așteptat înapoi în jur de { $date }, cel mai probabil între { $from } și { $until }.
customers-due-none = Nu este așteptat în decurs de un an: din 100 de astfel de clienți, { $percent } revin în acest timp.
customers-declined = Acest client a refuzat recomandările personale, așa că nu se calculează nimic despre el.
customers-no_purchases = Nicio cumpărătură a acestui client nu a ajuns încă la modele.
customers-untold-worth = Valoarea și nivelurile
customers-untold-return = Următoarea cumpărătură
customers-untold-segments = Segmentele
customers-because-too_few_customers = { $what }: încă necunoscut. Este nevoie de { $needed } de clienți care au cumpărat; până acum: { $found }.
customers-because-too_few_repeating = { $what }: încă necunoscut. Este nevoie de { $needed } de clienți care au cumpărat în mai multe zile; până acum: { $found }.
customers-because-no_fit = { $what }: necunoscut, fiindcă purtarea clienților nu urmează un tipar pe care să te poți baza.
customers-because-unstable = { $what }: nu există. Clienții acestui magazin nu se despart clar; alte eșantioane dau alte grupuri.

## Date.

date = { $day } { $month } { $year }
month-1 = ianuarie
month-2 = februarie
month-3 = martie
month-4 = aprilie
month-5 = mai
month-6 = iunie
month-7 = iulie
month-8 = august
month-9 = septembrie
month-10 = octombrie
month-11 = noiembrie
month-12 = decembrie

language-name = Română
