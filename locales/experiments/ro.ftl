### Pagina experimentelor, în română.

## Page: experiments.

dashboard-experiments = Experimente
dashboard-done-experiment-set = Experimentul este salvat; încă nu participă nimeni.
dashboard-done-experiment-started = Experimentul rulează începând cu următorul răspuns.
dashboard-done-experiment-stopped = Experimentul s-a încheiat; toți primesc din nou setările în vigoare.
dashboard-done-experiment-removed = Experimentul este șters.
experiments-about = Un experiment arată unei părți dintre vizitatori alte oferte decât celorlalți și spune ce schimbă asta – dincolo de ce face oricum întâmplarea.
experiments-back = Toate experimentele
experiments-new = Începe un experiment nou
experiments-none = Încă nu există niciun experiment. A ghici dacă aduc mai mult mai puține oferte, alte cuvinte sau alt scop costă bani; un experiment o spune.
experiments-none-begin = Începeți unul nou, alegeți un singur lucru care să difere și indicatorul care decide, apoi lăsați pagina să calculeze cât durează. Nimeni nu participă înainte de a-l porni.
experiments-cannot = Acum nu se poate face asta.
experiments-cannot-layer = Experimentele care rulează lasă prea puțini vizitatori pentru el. Opriți unul dintre ele sau dați-i acestuia părți mai mici.
experiments-cannot-started = Rulează deja, fiindcă l-a pornit altcineva. Mai jos este ce spune până acum.
experiments-cannot-over = S-a încheiat și nu mai poate fi pornit. Scrieți unul nou la fel.
experiments-cannot-idle = Nu rulează, deci nu este nimic de oprit.
experiments-cannot-running = Rulează. Opriți-l mai întâi; apoi poate fi uitat.
experiments-cannot-draft = Ce a fost scris nu se mai potrivește cu setările magazinului. Schimbați mai jos, salvați și porniți-l apoi.
experiments-column-title = Experiment
experiments-column-state = Stare
experiments-column-where = Unde
experiments-column-visitors = Vizitatori
experiments-column-verdict = Ce spune
experiments-state-draft = Neînceput
experiments-state-running = Rulează
experiments-state-stopped = Încheiat
experiments-trial = Ce s-a învățat din ofertele arătate
experiments-trial-mark = O probă începută de la sine
experiments-trial-about = Această probă a început de la sine: jumătate dintre vizitatori primesc ofertele în ordinea învățată din ce au luat alții. Dacă aduce mai mult sau măcar nu strică, o primesc toți; dacă strică, se renunță la ea. Opriți-o ca să păstrați ce este în vigoare.
experiments-not-begun = Încă nu participă nimeni.
experiments-open-to-see = Deschideți-l ca să vedeți ce spune.
experiments-write = Modificări înainte de pornire
experiments-more-arms = Acest experiment are mai mult de două brațe. A fost scris prin HTTP și se modifică acolo; aici poate fi pornit și urmărit.

experiments-verdict-won = Mai bine: „{ $metric }” s-a îmbunătățit mai mult decât explică întâmplarea.
experiments-verdict-lost = Mai rău: „{ $metric }” s-a înrăutățit mai mult decât explică întâmplarea.
experiments-verdict-no_difference_that_matters = Nicio diferență care contează: dacă „{ $metric }” diferă, atunci cu mai puțin de { $effect }.
experiments-verdict-too_early = { $count ->
        [one] Prea devreme: mai trebuie să vină { $count } vizitator dintre cei planificați.
        [few] Prea devreme: mai trebuie să vină { $count } vizitatori dintre cei planificați.
       *[other] Prea devreme: mai trebuie să vină { $count } de vizitatori dintre cei planificați.
    }
experiments-verdict-too_early-ended = { $count ->
        [one] Nu se știe: la încheiere mai lipsea { $count } vizitator.
        [few] Nu se știe: la încheiere mai lipseau { $count } vizitatori.
       *[other] Nu se știe: la încheiere mai lipseau { $count } de vizitatori.
    }
experiments-verdict-undecided = Nedecis: au venit toți vizitatorii planificați, iar pentru „{ $metric }” sunt încă posibile atât niciun efect, cât și unul de { $effect }.
experiments-verdict-broken_by_sample_ratio = Inutilizabil: vizitatorii nu sunt împărțiți cum ar trebui.
experiments-verdict-stopped_by_guardrail = Strică: „{ $guardrail }” s-a înrăutățit mai mult decât era permis.

experiments-title = Titlu
experiments-title-hint = De exemplu: o singură ofertă în coș în loc de două.
experiments-title-mistake = Scrieți un titlu, nu mai lung de câteva propoziții.
experiments-note = Ce se așteaptă și de ce
experiments-note-mistake = Scrieți mai scurt: cel mult 1.000 de octeți.
experiments-changed-meanwhile = Altcineva a schimbat acest experiment cât pagina lui era deschisă, deci nimic nu a început și nu s-a șters. Așa este acum.
experiments-placements = Unde
experiments-placements-hint = Nimic bifat: peste tot.
experiments-metric = Indicatorul care decide
experiments-metric-hint = Ales dinainte; ceilalți sunt urmăriți.
experiments-metric-mistake = Despre acest indicator se știe prea puțin din ultimele patru săptămâni ca să se poată calcula. Alegeți altul sau scrieți câți vizitatori sunt planificați și salvați.
experiments-effect-percent = Cel mai mic efect care contează, %
experiments-effect-percent-hint = În procente din valoarea de acum a indicatorului. Cu cât e mai mic, cu atât trebuie mai mulți vizitatori.
experiments-effect-percent-mistake = Scrieți un număr de la 0,1 la 1000, de exemplu 5.
experiments-visitors-planned = Vizitatori planificați
experiments-visitors-planned-hint = Lăsat gol: se calculează la pornire din ultimele patru săptămâni.
experiments-visitors-planned-mistake = Scrieți un număr întreg de cel puțin 200 sau lăsați gol: din mai puțini vizitatori nu se poate afla nimic.
experiments-changed-percent = Vizitatori cu schimbarea, %
experiments-changed-percent-hint = Jumătate-jumătate este cel mai rapid.
experiments-changed-percent-mistake = Scrieți un număr întreg de la 1 la 99; ambele ponderi împreună pot fi cel mult 100.
experiments-as-now-percent = Vizitatori cu totul ca acum, %
experiments-as-now-percent-hint = Cine nu este în nicio parte primește setările în vigoare și nu se numără.
experiments-as-now-percent-mistake = Scrieți un număr întreg de la 1 la 99; ambele ponderi împreună pot fi cel mult 100.
experiments-group-what = Despre ce este vorba
experiments-group-measure = Ce decide
experiments-group-change = Ce diferă – ce rămâne gol este ca acum
experiments-group-shares = Cine ce primește
experiments-as-now = Ca acum
experiments-differs = Ce diferă: { $arm }
experiments-differs-nothing = Nimic nu diferă între cele două.
experiments-setting = Ce diferă
experiments-not-asked = Nu este întrebat
experiments-entry = { $name }: { $number }
experiments-change-none = Între cele două părți ale vizitatorilor nu diferă încă nimic. Completați cel puțin un câmp din ce diferă.
experiments-act-plan = Calculează întâi
experiments-act-set = Salvează experimentul
experiments-act-start = Pornește-l acum
experiments-act-stop = Oprește-l acum
experiments-act-remove = Șterge-l
experiments-ask-start = Pornește experimentul…
experiments-ask-start-about = Începând cu următorul răspuns participă vizitatori, iar ce diferă nu mai poate fi modificat. Se oprește de la sine dacă strică în mod sigur.
experiments-ask-stop = Oprește experimentul…
experiments-ask-stop-about = Toți primesc setările în vigoare începând cu următorul răspuns. Nu mai poate fi pornit; ce spune rămâne aici.
experiments-ask-remove = Șterge experimentul…
experiments-ask-remove-about = Ce s-a scris și ce spune dispar definitiv din această listă.

experiments-plan = Ce ar fi nevoie
experiments-plan-about = După ce au făcut vizitatorii în ultimele patru săptămâni: cu atâția vizitatori, efectul se vede în 80 din 100 de cazuri când există și în 5 din 100 când nu există. Nu se pornește nimic.
experiments-plan-now = Valoarea de acum
experiments-plan-effect = Cel mai mic efect care contează
experiments-plan-visitors = Vizitatori necesari
experiments-plan-each-day = Vizitatori pe zi
experiments-plan-days = Cât durează
experiments-plan-days-unknown = Vin prea puțini vizitatori ca să se știe
experiments-plan-four-weeks = Cel mai mic efect vizibil în patru săptămâni
experiments-plan-long = Este mai mult decât ar trebui să dureze un experiment. Alegeți un efect mai mare, un indicator care se schimbă mai repede, cum sunt clicurile, sau mai multe locuri.
experiments-plan-unknown = Despre ultimele patru săptămâni se știe prea puțin ca să se calculeze cât durează. Poate fi pornit totuși; scrieți câți vizitatori sunt planificați.

experiments-started = Pornit
experiments-counted-anew = Numărat din nou din
experiments-ended-because = De ce s-a încheiat
experiments-ended-by-hand = L-a oprit cineva.
experiments-ended-sample-ratio = S-a oprit de la sine: vizitatorii nu erau împărțiți cum ar trebui.
experiments-ended-guardrail = S-a oprit de la sine: „{ $metric }” s-a înrăutățit mai mult decât era permis.
experiments-ended-adopted = Proba s-a încheiat; ce s-a învățat este în vigoare.
experiments-ended-rolled-back = Proba s-a încheiat; s-a renunțat la ce s-a învățat.
experiments-visitors-of = { $came } din { $planned } planificați
experiments-sample-ratio = Părțile au mult mai mulți sau mai puțini vizitatori decât spun ponderile lor. Ceva le tratează diferit, așa că nu vă puteți baza pe nimic de mai jos: căutați o pagină care arată oferte doar unei părți, apoi începeți un experiment nou.
experiments-moved = { $count ->
        [one] { $count } vizitator a văzut mai mult de o parte și este numărat acolo unde a fost întâi.
        [few] { $count } vizitatori au văzut mai mult de o parte și sunt numărați acolo unde au fost întâi.
       *[other] { $count } de vizitatori au văzut mai mult de o parte și sunt numărați acolo unde au fost întâi.
    }
experiments-arm-as_now = Ca acum
experiments-arm-changed = Cu schimbarea
experiments-arm-in_force = Ordinea în vigoare
experiments-arm-learned = Ordinea învățată
experiments-arm-visitors = { $count ->
        [one] { $arm }: { $count } vizitator
        [few] { $arm }: { $count } vizitatori
       *[other] { $arm }: { $count } de vizitatori
    }
experiments-arm-stopped = Partea „{ $arm }” a fost oprită de la sine la { $moment }: „{ $metric }” s-a înrăutățit mai mult decât era permis. De atunci vizitatorii ei primesc ce primește partea „{ $first }”; ce se spune despre ea este ce se știa atunci. Restul experimentului continuă.
experiments-arm-stopped-ended = Partea „{ $arm }” a fost oprită de la sine la { $moment }: „{ $metric }” s-a înrăutățit mai mult decât era permis. Ce se spune despre ea este ce se știa atunci.
experiments-figures = Ambele părți ale vizitatorilor, alăturate
experiments-figure = Indicator
experiments-difference = Diferență (interval 95 %)
experiments-lift = În procente din prima (interval 95 %)
experiments-decides = Acesta decide.
experiments-changed = S-a schimbat
experiments-points = { $points } puncte procentuale
experiments-at-least = cel puțin { $end }
experiments-at-most = cel mult { $end }
experiments-too-few = Încă nu se știe
experiments-interval-about = Intervalele sunt valabile oricât de des vă uitați. Decide doar indicatorul ales dinainte. Dintre ceilalți, cei marcați ca schimbați chiar s-au schimbat – cel mult unul din douăzeci de marcaje este greșit; ce nu este marcat poate fi întâmplător chiar dacă intervalul pare sigur.
experiments-guardrails = Ce nu are voie să se înrăutățească
experiments-margin = Se poate înrăutăți cu
experiments-reading = Constatare
experiments-reading-harmed = Mai rău decât este permis
experiments-reading-safe = Nu mai rău decât este permis
experiments-reading-open = Încă nu se știe

dashboard-done-experiments-learning-undone = S-a anulat: ordinea dinainte este în vigoare începând cu următorul răspuns.
dashboard-done-experiments-learning-allowed = S-a permis: de la următoarea construire, ce se învață poate fi folosit din nou.
experiments-learning = Ce s-a învățat din ofertele afișate
experiments-learning-history = Ordinea ofertelor urmează ce au cumpărat clienții; nimic din ce s-a învățat din oferte nu este în vigoare.
experiments-learning-off = Nu se învață nimic din ofertele afișate: este oprit în configurație.
experiments-learning-tried = Ordinea ofertelor urmează ce au ales vizitatorii; s-a învățat la { $moment } și a fost confirmată de o probă.
experiments-learning-untried = Ordinea ofertelor urmează ce au ales vizitatorii; s-a învățat la { $moment } și este în vigoare fără probă, așa cum spune configurația.
experiments-learning-undone = Ce s-a învățat la { $learnt } a fost anulat la { $undone }. Nimic din ce se învață nu este încercat sau folosit înainte să permiteți.
experiments-learning-meanwhile = Cineva a făcut deja acest lucru; mai jos vedeți situația de acum.
experiments-ask-undo = Anulează ce s-a învățat…
experiments-ask-undo-about = Ordinea dinainte este în vigoare începând cu următorul răspuns, iar o probă care pornește de la ea se încheie. Nimic din ce se învață nu mai este folosit înainte să permiteți aici.
experiments-act-undo = Anulează acum
experiments-ask-allow = Folosește din nou ce se învață…
experiments-ask-allow-about = De la următoarea construire, ce se învață din oferte este încercat din nou sau intră în vigoare acolo unde configurația spune așa.
experiments-act-allow = Permite
experiments-ended-undone = S-a anulat ordinea de la care pornea.
