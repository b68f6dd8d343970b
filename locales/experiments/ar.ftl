### صفحة التجارب، بالعربية.

## Page: experiments.

dashboard-experiments = التجارب
dashboard-done-experiment-set = حُفظت التجربة؛ لا أحد فيها بعد.
dashboard-done-experiment-started = تجري التجربة ابتداءً من الجواب التالي.
dashboard-done-experiment-stopped = انتهت التجربة؛ يحصل الجميع من جديد على الإعدادات السارية.
dashboard-done-experiment-removed = حُذفت التجربة.
experiments-about = تعرض التجربة على جزء من الزوّار عروضًا غير عروض الباقين، وتقول ما يغيّره ذلك زيادةً على ما تفعله المصادفة.
experiments-back = كل التجارب
experiments-new = ابدأ تجربة جديدة
experiments-none = لا توجد تجربة بعد. تخمين ما إذا كانت عروض أقل أو كلمات أخرى أو هدف آخر تربح أكثر يكلّف مالًا؛ والتجربة تقوله.
experiments-none-begin = ابدأ تجربة جديدة، واختر شيئًا واحدًا يختلف والمقياس الذي يحسم، ودع الصفحة تحسب كم تستغرق. لا أحد فيها قبل أن تبدأها.
experiments-cannot = لا يمكن فعل هذا الآن.
experiments-cannot-layer = التجارب الجارية لا تترك له زوارًا كافين. أوقف إحداها أو أعطِ هذه حصصًا أصغر.
experiments-cannot-started = إنها جارية بالفعل، فقد بدأها شخص آخر. وما تقوله حتى الآن مذكور أدناه.
experiments-cannot-over = لقد انتهت ولا يمكن بدؤها مرة أخرى. اكتب تجربة جديدة مثلها.
experiments-cannot-idle = إنها ليست جارية، فلا شيء يُوقَف.
experiments-cannot-running = إنها جارية. أوقفها أولًا، وبعدها يمكن نسيانها.
experiments-cannot-draft = ما كُتب لم يعد يلائم إعدادات المتجر. غيّره أدناه واحفظه ثم ابدأ التجربة.
experiments-column-title = التجربة
experiments-column-state = الحالة
experiments-column-where = أين
experiments-column-visitors = الزوّار
experiments-column-verdict = ما تقوله
experiments-state-draft = لم تبدأ
experiments-state-running = جارية
experiments-state-stopped = انتهت
experiments-trial = ما تُعلِّم من العروض المعروضة
experiments-trial-mark = اختبار بدأ من تلقاء نفسه
experiments-trial-about = بدأ هذا الاختبار من تلقاء نفسه: يحصل نصف الزوّار على عروضهم بترتيب تُعلِّم مما أخذه غيرهم. فإن ربح أكثر أو لم يضرّ على الأقل حصل عليه الجميع، وإن أضرّ تُرك. أوقفه لتُبقي على الترتيب الساري.
experiments-not-begun = لا أحد فيها بعد.
experiments-open-to-see = افتحها لترى ما تقوله.
experiments-write = غيّرها قبل أن تبدأ
experiments-more-arms = في هذه التجربة أكثر من مجموعتين. كُتبت عبر HTTP وتُغيَّر هناك؛ ويمكن بدؤها ومتابعتها هنا.

experiments-verdict-won = أفضل: تحسّن «{ $metric }» بأكثر مما تفسّره المصادفة.
experiments-verdict-lost = أسوأ: ساء «{ $metric }» بأكثر مما تفسّره المصادفة.
experiments-verdict-no_difference_that_matters = لا فرق يُعتدّ به: إن اختلف «{ $metric }» فبأقل من { $effect }.
experiments-verdict-too_early = { $count ->
        [zero] لم يحن الوقت بعد: لم يبقَ أحد ({ $count }) من الزوّار المخطّط لهم.
        [one] لم يحن الوقت بعد: بقي زائر واحد ({ $count }) من المخطّط لهم.
        [two] لم يحن الوقت بعد: بقي زائران ({ $count }) من المخطّط لهم.
        [few] لم يحن الوقت بعد: بقي { $count } زوّار من المخطّط لهم.
        [many] لم يحن الوقت بعد: بقي { $count } زائرًا من المخطّط لهم.
       *[other] لم يحن الوقت بعد: بقي { $count } زائر من المخطّط لهم.
    }
experiments-verdict-too_early-ended = { $count ->
        [zero] غير معروف: انتهت ولم ينقصها أحد ({ $count }).
        [one] غير معروف: انتهت وينقصها زائر واحد ({ $count }).
        [two] غير معروف: انتهت وينقصها زائران ({ $count }).
        [few] غير معروف: انتهت وينقصها { $count } زوّار.
        [many] غير معروف: انتهت وينقصها { $count } زائرًا.
       *[other] غير معروف: انتهت وينقصها { $count } زائر.
    }
experiments-verdict-undecided = لم يُحسم: جاء كل الزوّار المخطّط لهم، وما زال ممكنًا في «{ $metric }» ألّا يكون أثر وأن يكون أثر بقدر { $effect }.
experiments-verdict-broken_by_sample_ratio = لا تصلح: لم يُقسَّم الزوّار كما ينبغي.
experiments-verdict-stopped_by_guardrail = تضرّ: ساء «{ $guardrail }» بأكثر من المسموح.

experiments-title = العنوان
experiments-title-hint = مثلًا: عرض واحد في السلة بدل اثنين.
experiments-title-mistake = اكتب عنوانًا لا يزيد على بضع جمل.
experiments-note = ما المتوقّع ولماذا
experiments-note-mistake = اختصر: ١٬٠٠٠ بايت على الأكثر.
experiments-changed-meanwhile = غيّر شخص آخر هذه التجربة بينما كانت صفحتها مفتوحة، فلم يبدأ شيء ولم يُحذف. هكذا هي الآن.
experiments-placements = أين
experiments-placements-hint = إن لم تُحدَّد أي خانة: في كل مكان.
experiments-metric = المقياس الذي يحسم
experiments-metric-hint = يُختار مسبقًا؛ والبقية تُراقَب.
experiments-metric-mistake = ما يُعرف عن هذا المقياس من الأسابيع الأربعة الأخيرة أقل من أن يُحسب به. اختر غيره، أو اكتب بنفسك عدد الزوّار المخطّط لهم واحفظ.
experiments-effect-percent = أصغر أثر يُعتدّ به، %
experiments-effect-percent-hint = بالمئة من قيمة المقياس الآن. كلما صغر احتاج إلى زوّار أكثر.
experiments-effect-percent-mistake = اكتب عددًا من ٠٫١ إلى ١٠٠٠، مثل ٥.
experiments-visitors-planned = الزوّار المخطّط لهم
experiments-visitors-planned-hint = إن تُرك فارغًا: يُحسب عند البدء من الأسابيع الأربعة الأخيرة.
experiments-visitors-planned-mistake = اكتب عددًا صحيحًا لا يقل عن ٢٠٠ أو اتركه فارغًا: فلا يمكن معرفة شيء من زوّار أقل.
experiments-changed-percent = الزوّار مع التغيير، %
experiments-changed-percent-hint = النصف بالنصف هو الأسرع.
experiments-changed-percent-mistake = اكتب عددًا صحيحًا من ١ إلى ٩٩؛ ومجموع الحصتين ١٠٠ على الأكثر.
experiments-as-now-percent = الزوّار مع كل شيء كما هو الآن، %
experiments-as-now-percent-hint = من ليس في أي جزء يحصل على الإعدادات السارية ولا يُعدّ.
experiments-as-now-percent-mistake = اكتب عددًا صحيحًا من ١ إلى ٩٩؛ ومجموع الحصتين ١٠٠ على الأكثر.
experiments-group-what = عمَّ هي
experiments-group-measure = ما الذي يحسم
experiments-group-change = ما الذي يختلف – وما يُترك فارغًا يبقى كما هو الآن
experiments-group-shares = من يحصل على ماذا
experiments-as-now = كما هو الآن
experiments-differs = ما يختلف: { $arm }
experiments-differs-nothing = لا شيء يختلف بين الاثنين.
experiments-setting = ما يختلف
experiments-not-asked = لا يُسأل
experiments-entry = { $name }: { $number }
experiments-change-none = لا يختلف شيء بعد بين جزأي الزوّار. املأ حقلًا واحدًا على الأقل مما يختلف.
experiments-act-plan = احسب أولًا
experiments-act-set = احفظ التجربة
experiments-act-start = ابدأها الآن
experiments-act-stop = أوقفها الآن
experiments-act-remove = احذفها
experiments-ask-start = ابدأ التجربة…
experiments-ask-start-about = يدخلها الزوّار ابتداءً من الجواب التالي، ولا يمكن بعد ذلك تغيير ما يختلف. وتتوقف من تلقاء نفسها إن أضرّت يقينًا.
experiments-ask-stop = أوقف التجربة…
experiments-ask-stop-about = يحصل الجميع على الإعدادات السارية ابتداءً من الجواب التالي. ولا يمكن بدؤها مرة أخرى؛ وما تقوله يبقى هنا.
experiments-ask-remove = احذف التجربة…
experiments-ask-remove-about = يزول ما كُتب وما تقوله من هذه القائمة نهائيًا.

experiments-plan = ما تحتاج إليه
experiments-plan-about = بحسب ما فعله الزوّار في الأسابيع الأربعة الأخيرة: بهذا العدد يُرى الأثر إن وُجد في ٨٠ من ١٠٠ حالة، وفي ٥ من ١٠٠ إن لم يوجد. لا يبدأ شيء.
experiments-plan-now = قيمته الآن
experiments-plan-effect = أصغر أثر يُعتدّ به
experiments-plan-visitors = الزوّار اللازمون
experiments-plan-each-day = الزوّار في اليوم
experiments-plan-days = المدة
experiments-plan-days-unknown = الزوّار أقل من أن يُعرف ذلك
experiments-plan-four-weeks = أصغر أثر تُظهره أربعة أسابيع
experiments-plan-long = هذا أطول مما ينبغي أن تستمر تجربة. اختر أثرًا أكبر، أو مقياسًا أسرع تغيّرًا كالنقرات، أو أماكن أكثر.
experiments-plan-unknown = ما يُعرف عن الأسابيع الأربعة الأخيرة أقل من أن تُحسب به المدة. يمكن بدؤها مع ذلك؛ اكتب عدد الزوّار المخطّط لهم.

experiments-started = بدأت
experiments-counted-anew = يُعدّ من جديد منذ
experiments-ended-because = لماذا انتهت
experiments-ended-by-hand = أوقفها شخص.
experiments-ended-sample-ratio = توقّفت من تلقاء نفسها: لم يُقسَّم الزوّار كما ينبغي.
experiments-ended-guardrail = توقّفت من تلقاء نفسها: ساء «{ $metric }» بأكثر من المسموح.
experiments-ended-adopted = انتهى الاختبار؛ وما تُعلِّم صار ساريًا.
experiments-ended-rolled-back = انتهى الاختبار؛ وتُرك ما تُعلِّم.
experiments-visitors-of = { $came } من { $planned } مخطّط لهم
experiments-sample-ratio = في الأجزاء زوّار أكثر أو أقل بكثير مما تقوله حصصها. شيء ما يعاملها معاملة مختلفة، فلا يمكن الاعتماد على أي مما يلي: ابحث عن صفحة تعرض العروض على جزء واحد فقط، ثم ابدأ تجربة جديدة.
experiments-moved = { $count ->
        [zero] لم يرَ أي زائر أكثر من جزء ({ $count }).
        [one] رأى زائر واحد ({ $count }) أكثر من جزء ويُحسب في الجزء الذي رآه أولًا.
        [two] رأى زائران ({ $count }) أكثر من جزء ويُحسبان في الجزء الذي رأياه أولًا.
        [few] رأى { $count } زوّار أكثر من جزء ويُحسبون في الجزء الذي رأوه أولًا.
        [many] رأى { $count } زائرًا أكثر من جزء ويُحسبون في الجزء الذي رأوه أولًا.
       *[other] رأى { $count } زائر أكثر من جزء ويُحسبون في الجزء الذي رأوه أولًا.
    }
experiments-arm-as_now = كما هو الآن
experiments-arm-changed = مع التغيير
experiments-arm-in_force = الترتيب الساري
experiments-arm-learned = الترتيب المتعلَّم
experiments-arm-visitors = { $count ->
        [zero] { $arm }: لا زوّار ({ $count })
        [one] { $arm }: زائر واحد ({ $count })
        [two] { $arm }: زائران ({ $count })
        [few] { $arm }: { $count } زوّار
        [many] { $arm }: { $count } زائرًا
       *[other] { $arm }: { $count } زائر
    }
experiments-arm-stopped = أُوقف الجزء «{ $arm }» من تلقاء نفسه في { $moment }: ساء «{ $metric }» بأكثر من المسموح. ومنذ ذلك الحين يحصل زوّاره على ما يحصل عليه الجزء «{ $first }»؛ وما يُذكر عنه هو ما كان معروفًا حينها. وتستمر بقية التجربة.
experiments-arm-stopped-ended = أُوقف الجزء «{ $arm }» من تلقاء نفسه في { $moment }: ساء «{ $metric }» بأكثر من المسموح. وما يُذكر عنه هو ما كان معروفًا حينها.
experiments-figures = جزءا الزوّار جنبًا إلى جنب
experiments-figure = المقياس
experiments-difference = الفرق (مجال ٩٥٪)
experiments-lift = بالمئة من الأول (مجال ٩٥٪)
experiments-decides = هذا هو الذي يحسم.
experiments-changed = تغيّر
experiments-points = { $points } نقطة مئوية
experiments-at-least = { $end } على الأقل
experiments-at-most = { $end } على الأكثر
experiments-too-few = غير معروف بعد
experiments-interval-about = تصحّ المجالات مهما تكرّر النظر إليها. ولا يحسم إلا المقياس الذي اختير مسبقًا. أما غيره فما وُسم بأنه تغيّر فقد تغيّر حقًّا، ولا يكاد يخطئ وسم واحد من كل عشرين؛ وما لم يُوسم قد يكون مصادفة وإن بدا مجاله مؤكدًا.
experiments-guardrails = ما لا يجوز أن يسوء
experiments-margin = يجوز أن يسوء بمقدار
experiments-reading = القراءة
experiments-reading-harmed = أسوأ من المسموح
experiments-reading-safe = ليس أسوأ من المسموح
experiments-reading-open = غير معروف بعد

dashboard-done-experiments-learning-undone = تم التراجع: الترتيب السابق يعمل ابتداءً من الجواب التالي.
dashboard-done-experiments-learning-allowed = تم السماح: ابتداءً من البناء التالي يمكن استخدام ما يُتعلَّم من جديد.
experiments-learning = ما تُعلِّم من العروض المعروضة
experiments-learning-history = يسير ترتيب العروض وفق ما اشتراه عملاؤك؛ ولا شيء مما تُعلِّم من العروض نفسها سارٍ.
experiments-learning-off = لا يُتعلَّم شيء من العروض المعروضة: فالتعلّم معطَّل في الإعدادات.
experiments-learning-tried = يتبع ترتيب العروض ما أخذه الزوّار منها، وقد تُعلِّم في { $moment } وأثبته اختبار.
experiments-learning-untried = يتبع ترتيب العروض ما أخذه الزوّار منها، وقد تُعلِّم في { $moment } وهو سارٍ من دون اختبار، كما تقول الإعدادات.
experiments-learning-undone = ما تُعلِّم في { $learnt } جرى التراجع عنه في { $undone }. ولا يُجرَّب شيء مما يُتعلَّم ولا يُستخدم قبل أن تسمح به.
experiments-learning-meanwhile = سبق أن فعل شخص ذلك؛ وما يلي هو الحال الآن.
experiments-ask-undo = تراجع عمّا تُعلِّم…
experiments-ask-undo-about = يعمل الترتيب السابق ابتداءً من الجواب التالي، وينتهي كل اختبار بُني عليه. ولا يُستخدم شيء مما يُتعلَّم من جديد قبل أن تسمح به هنا.
experiments-act-undo = تراجع الآن
experiments-ask-allow = استخدم ما يُتعلَّم من جديد…
experiments-ask-allow-about = ابتداءً من البناء التالي يُجرَّب ما يُتعلَّم من العروض من جديد، أو يصير ساريًا حيث تقول الإعدادات ذلك.
experiments-act-allow = اسمح به
experiments-ended-undone = جرى التراجع عمّا بُنيت عليه.
