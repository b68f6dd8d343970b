### The page of experiments, in English.

## Page: experiments.

dashboard-experiments = Experiments
dashboard-done-experiment-set = The experiment is saved; nobody is in it yet.
dashboard-done-experiment-started = The experiment runs from the next answer on.
dashboard-done-experiment-stopped = The experiment is over; everybody gets the settings in force again.
dashboard-done-experiment-removed = The experiment is forgotten.
experiments-about = An experiment gives one part of the visitors other offers than the rest, and tells what that changes – beyond what chance does anyway.
experiments-back = All experiments
experiments-new = Begin a new experiment
experiments-none = There is no experiment yet. Guessing whether fewer offers, other words or another aim earn more costs money; an experiment tells.
experiments-none-begin = Begin a new one, choose one thing that should differ and the metric that decides, and let the page work out how long it takes. Nobody is in it before you start it.
experiments-cannot = This cannot be done now.
experiments-cannot-layer = The experiments that run already leave too few visitors for it. Stop one of them, or give this one smaller shares.
experiments-cannot-started = It runs already, since somebody else started it. Below is what it says so far.
experiments-cannot-over = It is over and cannot be started again. Write a new one like it.
experiments-cannot-idle = It does not run, so there is nothing to stop.
experiments-cannot-running = It runs. Stop it first; then it can be forgotten.
experiments-cannot-draft = What was written does not fit the shop’s settings any more. Change it below, save it and start it then.
experiments-column-title = Experiment
experiments-column-state = State
experiments-column-where = Where
experiments-column-visitors = Visitors
experiments-column-verdict = What it says
experiments-state-draft = Not started
experiments-state-running = Running
experiments-state-stopped = Over
experiments-trial = What was learnt from the offers shown
experiments-trial-mark = A trial that began by itself
experiments-trial-about = This trial began by itself: half of the visitors get their offers in an order learnt from what others took. If that earns more, or at least does no harm, everybody gets it; if it does harm, it is dropped. Stop it to keep what is in force.
experiments-not-begun = Nobody is in it yet.
experiments-open-to-see = Open it to see what it says.
experiments-write = Change it before it starts
experiments-more-arms = This experiment has more than two arms. It was written over HTTP and is changed there; it can be started and watched here.

experiments-verdict-won = Better: { $metric } improved by more than chance explains.
experiments-verdict-lost = Worse: { $metric } got worse by more than chance explains.
experiments-verdict-no_difference_that_matters = No difference that matters: if { $metric } differs at all, then by less than { $effect }.
experiments-verdict-too_early = { $count ->
        [one] Too early to tell: { $count } of the planned visitors is still to come.
       *[other] Too early to tell: { $count } of the planned visitors are still to come.
    }
experiments-verdict-too_early-ended = { $count ->
        [one] Not known: it ended with { $count } visitor still missing.
       *[other] Not known: it ended with { $count } visitors still missing.
    }
experiments-verdict-undecided = Undecided: all planned visitors came, and both no effect and one of { $effect } are still possible for { $metric }.
experiments-verdict-broken_by_sample_ratio = Not usable: the visitors are not split as they should be.
experiments-verdict-stopped_by_guardrail = It does harm: { $guardrail } got worse by more than was allowed.

experiments-title = Title
experiments-title-hint = For example: one offer in the cart instead of two.
experiments-title-mistake = Write a title, not longer than a few sentences.
experiments-note = What is expected, and why
experiments-note-mistake = Keep it shorter: at most 1,000 bytes.
experiments-changed-meanwhile = Somebody else changed this experiment while its page was open, so nothing was begun or removed. This is how it is now.
experiments-placements = Where
experiments-placements-hint = None ticked: everywhere.
experiments-metric = Metric that decides
experiments-metric-hint = Chosen beforehand; the others are watched.
experiments-metric-mistake = Too little is known of this metric in the latest four weeks to work it out. Choose another one, or write yourself how many visitors are planned and save.
experiments-effect-percent = Smallest effect that matters, %
experiments-effect-percent-hint = In per cent of the metric’s number now. The smaller, the more visitors it takes.
experiments-effect-percent-mistake = Write a number from 0.1 to 1000, such as 5.
experiments-visitors-planned = Visitors planned
experiments-visitors-planned-hint = Left empty: worked out from the latest four weeks at the start.
experiments-visitors-planned-mistake = Write a whole number of at least 200, or leave it empty: of fewer visitors nothing can be told.
experiments-changed-percent = Visitors with the change, %
experiments-changed-percent-hint = Half and half is the quickest.
experiments-changed-percent-mistake = Write a whole number from 1 to 99; both shares together may be 100 at most.
experiments-as-now-percent = Visitors with everything as now, %
experiments-as-now-percent-hint = Whoever is in neither part gets the settings in force and is not counted.
experiments-as-now-percent-mistake = Write a whole number from 1 to 99; both shares together may be 100 at most.
experiments-group-what = What it is about
experiments-group-measure = What decides
experiments-group-change = What differs – what is left empty stays as it is now
experiments-group-shares = Who gets what
experiments-as-now = As now
experiments-differs = What differs: { $arm }
experiments-differs-nothing = Nothing differs between the two.
experiments-setting = What differs
experiments-not-asked = Not asked
experiments-entry = { $name }: { $number }
experiments-change-none = Nothing differs yet between the two parts of the visitors. Fill in at least one field of what differs.
experiments-act-plan = Work it out first
experiments-act-set = Save the experiment
experiments-act-start = Start it now
experiments-act-stop = Stop it now
experiments-act-remove = Forget it
experiments-ask-start = Start the experiment…
experiments-ask-start-about = From the next answer on visitors are in it, and what differs cannot be changed any more. It stops by itself if it certainly does harm.
experiments-ask-stop = Stop the experiment…
experiments-ask-stop-about = Everybody gets the settings in force from the next answer on. It cannot be started again; what it says stays here.
experiments-ask-remove = Forget the experiment…
experiments-ask-remove-about = What was written and what it says is gone from this list for good.

experiments-plan = What it would take
experiments-plan-about = By what visitors did in the latest four weeks: with so many visitors the effect is seen in 80 of 100 cases where it is there, and in 5 of 100 where it is not. Nothing is started.
experiments-plan-now = Its number now
experiments-plan-effect = Smallest effect that matters
experiments-plan-visitors = Visitors needed
experiments-plan-each-day = Visitors a day
experiments-plan-days = Time it takes
experiments-plan-days-unknown = Too few visitors come to tell
experiments-plan-four-weeks = Smallest effect that four weeks can show
experiments-plan-long = That is longer than an experiment should run. Choose a larger effect, a metric that changes sooner such as clicks, or more places.
experiments-plan-unknown = Too little is known of the latest four weeks to work out how long it takes. It can be started all the same; write down how many visitors are planned.

experiments-started = Started
experiments-counted-anew = Counted anew since
experiments-ended-because = Why it ended
experiments-ended-by-hand = Somebody stopped it.
experiments-ended-sample-ratio = It stopped by itself: the visitors were not split as they should be.
experiments-ended-guardrail = It stopped by itself: { $metric } got worse by more than was allowed.
experiments-ended-adopted = The trial is over; what was learnt is in force.
experiments-ended-rolled-back = The trial is over; what was learnt was dropped.
experiments-visitors-of = { $came } of { $planned } planned
experiments-sample-ratio = The parts have far more or fewer visitors than their shares say. Something treats them differently, so nothing below can be relied on: look for a page that shows offers to only one part, then begin a new experiment.
experiments-moved = { $count ->
        [one] { $count } visitor saw more than one part and counts where they were first.
       *[other] { $count } visitors saw more than one part and count where they were first.
    }
experiments-arm-as_now = As now
experiments-arm-changed = With the change
experiments-arm-in_force = Order in force
experiments-arm-learned = Order that was learnt
experiments-arm-visitors = { $count ->
        [one] { $arm }: { $count } visitor
       *[other] { $arm }: { $count } visitors
    }
experiments-arm-stopped = “{ $arm }” was stopped by itself on { $moment }: { $metric } got worse by more than was allowed. Since then its visitors get what “{ $first }” gets; what is told of it is what was known then. The rest of the experiment goes on.
experiments-arm-stopped-ended = “{ $arm }” was stopped by itself on { $moment }: { $metric } got worse by more than was allowed. What is told of it is what was known then.
experiments-figures = Both parts of the visitors side by side
experiments-figure = Metric
experiments-difference = Difference (95% interval)
experiments-lift = In per cent of the first (95% interval)
experiments-decides = This one decides.
experiments-changed = Changed
experiments-points = { $points } percentage points
experiments-at-least = at least { $end }
experiments-at-most = at most { $end }
experiments-too-few = Not known yet
experiments-interval-about = The intervals hold however often you look. Only the metric that was chosen beforehand decides. Of the others, those marked as changed did change – hardly one in twenty of these marks is wrong; what is not marked may be chance even where its interval looks certain.
experiments-guardrails = What must not get worse
experiments-margin = May get worse by
experiments-reading = Reading
experiments-reading-harmed = Worse than allowed
experiments-reading-safe = Not worse than allowed
experiments-reading-open = Not known yet

dashboard-done-experiments-learning-undone = It is undone: the order before it serves from the next answer on.
dashboard-done-experiments-learning-allowed = It is allowed: from the next build on what is learnt may be used again.
experiments-learning = What was learnt from the offers shown
experiments-learning-history = The order of the offers goes by what your customers bought; nothing that was learnt from the offers themselves is in force.
experiments-learning-off = Nothing is learnt from the offers shown: it is switched off in the configuration.
experiments-learning-tried = The order of the offers follows what visitors took of them, learnt on { $moment } and borne out by a trial.
experiments-learning-untried = The order of the offers follows what visitors took of them, learnt on { $moment } and in force without a trial, as the configuration says.
experiments-learning-undone = What was learnt on { $learnt } was undone on { $undone }. Nothing that is learnt is tried or used before you allow it.
experiments-learning-meanwhile = Somebody did this already; what is below is as it is now.
experiments-ask-undo = Undo what was learnt…
experiments-ask-undo-about = The order before it serves from the next answer on, and a trial that goes on from it ends. Nothing that is learnt is used again before you allow it here.
experiments-act-undo = Undo it now
experiments-ask-allow = Use what is learnt again…
experiments-ask-allow-about = From the next build on what is learnt from the offers is tried again, or put in force where the configuration says so.
experiments-act-allow = Allow it
experiments-ended-undone = What it went on from was undone.
