## Page: incentives.

dashboard-incentives = الخصومات والهدايا
dashboard-done-incentive-set = حُفظ؛ والجواب التالي يراعيه.
dashboard-done-incentive-paused = أُوقف: لا يُذكر منه شيء ولا يُعطى.
dashboard-done-incentive-resumed = شُغّل؛ والجواب التالي يراعيه.
dashboard-done-incentive-removed = حُذف.
incentives-about = ما يعطيه المتجر مقابل سلة أكبر أو نقاطًا أو برمز. ويُقال للزبون بجانب العروض كم بقي على سلته لبلوغه وما الذي يكمل الفرق.
incentives-none = لا يُعطى شيء بعد. ألطف بداية توصيلٌ مجاني من قيمة سلة تزيد قليلًا على الطلب المعتاد.
incentives-back = كل الخصومات والهدايا
incentives-new = أعطِ شيئًا
incentives-new-about = صفحة الدفع في متجرك هي التي تخصم المبلغ: وقبل ذلك تسأل Alongside هل ما زالت الميزانية تحتمله. في دليل «الحوافز» السطران اللازمان لذلك.
incentives-kind-free_shipping = توصيل مجاني
incentives-kind-free_shipping-about = لا يكلّف التوصيل شيئًا ابتداءً من قيمة معينة للسلة.
incentives-kind-threshold_discount = خصم على سلة أكبر
incentives-kind-threshold_discount-about = يُخصم شيء ابتداءً من قيمة معينة للسلة.
incentives-kind-gift = هدية
incentives-kind-gift-about = يُهدى منتج ابتداءً من قيمة معينة للسلة، ما دام في المخزون.
incentives-kind-points = نقاط
incentives-kind-points-about = يكسب الزبائن المسجّلون نقاطًا بما يشترون. وإن لم تُحدَّد بداية سرى من الآن، فلا تكسب الطلبات القديمة شيئًا.
incentives-kind-coupon = قسائم
incentives-kind-coupon-about = يُصدر خادم متجرك رموزًا منها، كل رمز لزبون واحد وطلب واحد، وتُحجز مبالغها من الميزانية.
incentives-group-what = ما يُعطى
incentives-group-limits = ما قد يكلّفه
incentives-group-where = أين ومتى ولمن يُذكر
incentives-id = اسم قصير
incentives-id-hint = حروف a إلى z وأرقام و- و_.
incentives-id-mistake = استخدم من ١ إلى ٦٤ من الحروف a إلى z والأرقام و- و_، واسمًا ليس لغيره.
incentives-threshold = من أي قيمة للسلة
incentives-threshold-hint = بعملة المتجر؛ وفي القسيمة إن تُرك فارغًا: أي طلب.
incentives-threshold-mistake = اكتب مبلغًا أكبر من ٠ بعملة المتجر، مثل ٥٠٫٠٠.
incentives-discount-percent = الخصم، ٪
incentives-discount-percent-hint = من ١ إلى ٩٠، أو مبلغ بدلًا منه.
incentives-discount-percent-mistake = اكتب عددًا صحيحًا من ١ إلى ٩٠، دون مبلغ بجانبه.
incentives-discount = الخصم مبلغًا
incentives-discount-hint = بعملة المتجر، بدلًا من النسبة.
incentives-discount-mistake = اكتب إما نسبة وإما مبلغًا أكبر من ٠ ولا يتجاوز قيمة السلة المطلوبة.
incentives-gift-product-id = المنتج المُهدى
incentives-gift-product-id-hint = معرّفه كما تعرضه صفحة المنتجات.
incentives-gift-product-id-mistake = سمِّ منتجًا من الكتالوج بمعرّفه.
incentives-points-per-unit = نقاط عن كل وحدة كاملة من العملة
incentives-points-per-unit-hint = من ١ إلى ١٠٠٠٠، أو مضاعف بدلًا منها.
incentives-points-per-unit-mistake = اكتب عددًا صحيحًا من ١ إلى ١٠٠٠٠، أو مضاعفًا أدناه.
incentives-multiplier = كم ضعفًا من نقاط غيره
incentives-multiplier-hint = من ٢ إلى ١٠٠، مثل ٢ لأسبوع من النقاط المضاعفة.
incentives-multiplier-mistake = اكتب عددًا صحيحًا من ٢ إلى ١٠٠.
incentives-valid-days = أيام صلاحية الرمز
incentives-valid-days-hint = إن تُرك فارغًا: ٣٠.
incentives-valid-days-mistake = اكتب عددًا صحيحًا من ١ إلى ٣٦٥٠.
incentives-shipping-cost = ما يكلّفك التوصيل المجاني
incentives-shipping-cost-hint = بعملة المتجر؛ به يُعرف ما يجلبه لك بلوغ قيمة السلة.
incentives-shipping-cost-mistake = اكتب مبلغًا أكبر من ٠ بعملة المتجر، مثل ٤٫٩٠.
incentives-budget = أقصى ما يُعطى في المجموع
incentives-budget-hint = بعملة المتجر؛ متى أُنفق لا يُذكر شيء بعده ولا يُعطى. إن تُرك فارغًا: بلا حد.
incentives-budget-mistake = اكتب مبلغًا أكبر من ٠ بعملة المتجر، مثل ٥٠٠٫٠٠.
incentives-margin-floor-percent = أقل ما يجب أن يبقى من الطلب، ٪
incentives-margin-floor-percent-hint = من ٠ إلى ٩٠ من قيمة الطلب. إن تُرك فارغًا: ٠، أي لا خسارة أبدًا.
incentives-margin-floor-percent-mistake = اكتب عددًا صحيحًا من ٠ إلى ٩٠.
incentives-costs-unknown-allowed = منتجات لا تُعرف تكلفتها
incentives-costs-unknown-allowed-yes = أعطه هناك أيضًا مهما كلّف
incentives-stackable = إلى جانب خصومات أخرى
incentives-stackable-yes = أعطه هناك أيضًا وعلى منتجات مخفّضة أصلًا
incentives-counts-services = الخدمات
incentives-counts-services-yes = احسبها من قيمة السلة
incentives-paused = حاليًا
incentives-paused-yes = موقوف
incentives-placements = أين يُذكر
incentives-placements-hint = إن لم تختر شيئًا: صفحات المنتجات والسلة والدفع ونقطة البيع.
incentives-valid-from = من، بالتوقيت العالمي
incentives-valid-until = إلى، بالتوقيت العالمي
incentives-valid-until-mistake = يجب أن تقع النهاية بعد البداية.
incentives-for-tags = للزبائن ذوي إحدى هذه العلامات فقط
incentives-for-tags-hint = واحدة في كل سطر، مثل b2b. إن تُرك فارغًا: الجميع.
incentives-for-tags-mistake = سمِّ ٥٠ علامة على الأكثر، واحدة في كل سطر.
incentives-percent = { $percent } ٪
incentives-gives-free_shipping = توصيل مجاني من { $threshold }
incentives-gives-threshold_discount = خصم { $off } من { $threshold }
incentives-gives-gift = { $product } هدية من { $threshold }
incentives-gives-points = { $points ->
    [zero] لا نقاط عن كل وحدة كاملة من العملة
    [one] نقطة واحدة عن كل وحدة كاملة من العملة
    [two] نقطتان عن كل وحدة كاملة من العملة
    [few] { $points } نقاط عن كل وحدة كاملة من العملة
    [many] { $points } نقطة عن كل وحدة كاملة من العملة
   *[other] { $points } نقطة عن كل وحدة كاملة من العملة
}
incentives-gives-times = { $times ->
    [zero] النقاط المعتادة
    [one] النقاط المعتادة
    [two] ضعفا النقاط المعتادة
    [few] { $times } أضعاف النقاط المعتادة
    [many] { $times } ضعفًا من النقاط المعتادة
   *[other] { $times } ضعف من النقاط المعتادة
}
incentives-gives-coupon = رمز لخصم { $off }
incentives-gives-coupon-from = رمز لخصم { $off } من { $threshold }
incentives-costs-shipping = كل طلب يبلغه يكلّفك { $cost } لتوصيله.
incentives-costs-shipping-unknown = لم يُذكر ما يكلّفك التوصيل، فلا يُعرف هل بلوغ قيمة السلة مجدٍ. اكتبه.
incentives-costs-points = تكلّفك النقاط ما تعطيه عنها عند استبدالها.
incentives-costs-no-loss = لا خسارة أبدًا: حيث لا يحتمله هامش الطلب أو لا يُعرف الهامش، لا يُعطى.
incentives-costs-floor = يبقى لك { $floor } ٪ من قيمة الطلب؛ وحيث لا يحتمل هامشه ذلك أو لا يُعرف، لا يُعطى.
incentives-costs-no-known-loss = لا خسارة معلومة؛ لكن حيث لا تُعرف تكلفة منتج يُعطى مع ذلك، وقد يكون بخسارة.
incentives-costs-floor-known = يبقى لك { $floor } ٪ من قيمة الطلب حيث يُعرف هامشه؛ وحيث لا يُعرف يُعطى مع ذلك، وقد يكون بخسارة.
incentives-no-budget = لا حدّ لمجموعه: كلما زادت الطلبات زادت كلفته. الميزانية تحدّه.
incentives-no-budget-points = لا حدّ لمجموع النقاط؛ تحديد نهاية يحدّها.
incentives-budget-is = { $budget } على الأكثر في المجموع: أُنفق { $spent }، ووُعد برموز { $reserved }، وبقي { $left }. ثم ينتهي من نفسه.
incentives-column-name = الاسم
incentives-column-gives = ما يُعطى
incentives-column-cost = ما قد يكلّفه
incentives-column-where = أين
incentives-column-state = الآن
incentives-usual-places = صفحات المنتجات والسلة والدفع ونقطة البيع
incentives-on = سارٍ الآن
incentives-off = موقوف
incentives-over = انتهى
incentives-not-yet = لم يبدأ
incentives-spent-up = أُنفقت الميزانية
incentives-act-set = احفظ
incentives-act-pause = أوقفه
incentives-act-resume = شغّله
incentives-act-remove = احذفه نهائيًا
incentives-ask-pause = أوقفه…
incentives-ask-pause-about = لا يُذكر منه شيء ولا يُعطى من الجواب التالي. الرموز الصادرة تبقى صالحة. يمكنك تشغيله ثانيةً متى شئت.
incentives-ask-resume = شغّله…
incentives-ask-resume-about = يُذكر للزبائن ثانيةً من الجواب التالي.
incentives-ask-remove = احذفه…
incentives-ask-remove-about = يزول فورًا ولا يمكن استرجاعه. الرموز الصادرة تبقى صالحة؛ والإيقاف يحفظه لوقت لاحق.
