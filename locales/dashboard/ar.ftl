### ما تقوله صفحات أهل المتجر، بالعربية.

## كل صفحة.

staff-language = اللغة
staff-skip = انتقل إلى المحتوى
staff-sign-out = خروج
sign-in-title = تسجيل الدخول
sign-in-key = المفتاح
sign-in-hint = مفتاح المدير كما طبعه «alongside init»؛ ولمكتب المبيعات يكفي مفتاح من نوع «desk». الأمر «alongside keys create --kind admin» ينشئ مفتاحًا آخر.
sign-in-refused = لا يوجد مفتاح يسمح بالدخول يطابق ما أُرسل. تحقّق من أنك نسخته كاملًا.
sign-in-closed = المفتاح الذي دخلتَ به يفتح مكتب المبيعات ولا يفتح هذه الصفحة. سجّل الدخول هنا بمفتاح مدير.
sign-in-button = دخول
sign-in-typed = انتهى تسجيل دخولك. ما كتبته محفوظ: سجّل الدخول ثم أرسله بضغطة أخرى.
signed-in-title = سجّلت الدخول ثانيةً
signed-in-about = ما كتبته من قبل ما زال هنا ولم يُرسل بعد.
signed-in-send = أرسله الآن
signed-in-typed = ما سيُرسل
signed-in-leave = اتركه وافتح الصفحة
dashboard-pages = الصفحات
dashboard-desk = مكتب المبيعات
dashboard-time = المدة
dashboard-days = { $days ->
        [zero] { $days } يوم
        [one] يوم واحد
        [two] يومان
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }

home-about = هنا يجيب Alongside. يعرض على زبائن هذا المتجر ما يناسب ما اختاروه.
home-dashboard = صفحات التاجر
home-reference = مرجع واجهة HTTP، بالإنجليزية
home-errors = كل خطأ وما العمل، بالإنجليزية
home-openapi = وثيقة OpenAPI
home-health = هل الخادم حيّ

## Page: overview.

dashboard-overview = نظرة عامة
dashboard-caused = جلبت العروض { $value } من الربح لم تكن لتأتي لولاها (من { $low } إلى { $high })
dashboard-caused-about = محسوب منذ { $since }، أيًّا كانت الأيام المعروضة أدناه، مقارنةً بالزوّار الذين لا تُعرض عليهم عروض. يمكن النظر إليه كل يوم: ما تفعله المصادفة وحدها يقع ضمن هذا المجال في ٩٥ من ١٠٠ متجر.
dashboard-caused-untold = لا يمكن بعد معرفة ما جلبته العروض
dashboard-untold-too_few_visitors = عدد الزوّار حتى الآن قليل جدًا. سيظهر الرقم من تلقاء نفسه.
dashboard-untold-no_hold_out = تُعرض العروض على كل الزوّار، فلا أحد يعرف ما كان سيحدث بدونها. استثنِ بعض الزوّار في الإعدادات.
dashboard-untold-broken_by_sample_ratio = عدد الزوّار المستثنين بعيد عمّا ينبغي. شيء ما في صفحات المتجر يعاملهم معاملة مختلفة؛ انظر تحذير التقرير.
dashboard-untold-nothing_varied = فعل كل الزوّار الشيء نفسه حتى الآن.
dashboard-tile-revenue = المبيعات بعد المرتجعات
dashboard-tile-orders = الطلبات
dashboard-tile-order-value = متوسط الطلب
dashboard-tile-visitors = الزوّار
dashboard-tile-credited = مبيعات بعد النقر على عرض

## Page: what the pages that steer share.

staff-moment = {"\u200F"}{ $date }، { $time } UTC
staff-everywhere = في كل مكان
staff-from = ابتداءً من { $from }
staff-until = حتى { $until }
staff-from-until = من { $from } حتى { $until }
staff-column-acts = ما يمكن فعله
form-no-number = هذا ليس عددًا. اكتب أرقامًا فقط، مثل ١٢ أو ١٢٫٥.
form-no-moment = هذا ليس تاريخًا مع وقت. اختر كليهما أو اترك الحقل فارغًا.
form-full = بلغ عدد هذه أقصى ما يحفظه المتجر. احذف واحدًا لم يعد لازمًا ثم احفظ ثانيةً.
form-too-many = اجعل القائمة ١٠٠٠ سطر على الأكثر.
form-changed-meanwhile = غيّر شخص آخر هذا بينما كنت تكتب. لم يضع شيء مما كتبت ولم يُحفظ بعد: بجانب كل حقل مختلف ما هو محفوظ الآن. احفظ ثانيةً ليُعتمد ما كتبت.
form-gone-meanwhile = حذف شخص آخر هذا بينما كنت تكتب. احفظ ثانيةً ليُنشأ من جديد كما كتبته.
form-kept-now = المحفوظ الآن: { $kept }
placement-home = الصفحة الرئيسية
placement-category_page = صفحة الفئة
placement-product_page = صفحة المنتج
placement-cart = السلة
placement-checkout = إتمام الشراء
placement-post_purchase = بعد الطلب
placement-email = البريد الإلكتروني
placement-pos = نقطة البيع
placement-sales_desk = مكتب المبيعات
placement-chat = المحادثة
preview-title = ما الذي سيتغيّر: { $place }
preview-nothing = لا توجد بعد قرارات ولا طلبات للتجربة عليها. استورد الطلبات في صفحة البيانات أو انتظر أول الزوّار.
preview-same = لن يتغيّر شيء. عدد ما جُرّب عليه: { $carts }؛ العروض: { $before }.
preview-of-decisions = من بين أحدث القرارات هنا ({ $carts }) سيتغيّر: { $changed }. مجموع العروض فيها: { $before } الآن و{ $after } بعد التغيير.
preview-of-orders = لم يُجَب أحد هنا بعد، فجُرّبت سلال أحدث الطلبات: { $carts }. سيتغيّر منها: { $changed }. مجموع العروض فيها: { $before } الآن و{ $after } بعد التغيير.
preview-variant = للزبائن المعنيّين بـ«{ $variant }»
preview-rule-customers = تسري القاعدة على بعض الزبائن فقط: أُجيب عن كل هذا كما لو سأل أحدهم.
preview-not-set = لم يُحفظ شيء بعد. النموذج أدناه فيه ما جُرّب.
preview-cart = السلة أو الصفحة
preview-now = المعروض الآن
preview-then = المعروض بعد التغيير

## Page: rules.

dashboard-rules = القواعد
dashboard-done-rule-set = حُفظت القاعدة، والجواب التالي يلتزم بها.
dashboard-done-rule-removed = حُذفت القاعدة.
dashboard-done-banned = يسري الحظر من الجواب التالي.
dashboard-done-lifted = رُفع الحظر.
dashboard-done-linked = حُفظ الربط، ويسري بعد بناء النماذج التالي.
dashboard-done-unlinked = حُذف الربط، ويتوقف أثره بعد بناء النماذج التالي.
rules-about = تحدّد القواعد ما يجب عرضه وما لا يجوز وما يتقدّم. الحظر يغلب كل شيء، ثم ما هو خارج القائمة المسموحة، ثم التثبيت؛ والرفع والخفض يتضاعفان معًا.
rules-new = أضف قاعدة
rules-change = عدّل القاعدة
rules-back = كل القواعد
rules-none = لا توجد قاعدة بعد. أضف واحدة، مثلًا لعرض منتج دائمًا في السلة، أو لإبعاد علامة تجارية عن إتمام الشراء.
rules-column-rule = القاعدة
rules-column-action = ما تفعله
rules-column-products = المنتجات الآن
rules-column-where = أين
rules-column-state = الحالة
rules-column-notes = التعارضات والملاحظات
rules-column-ban = لا يُعرض أبدًا
rules-on = سارية
rules-off = متوقفة
rules-not-now = ليس في هذا الوقت
rules-action-pin = اعرض هذه المنتجات أولًا
rules-action-ban = لا تعرض هذه المنتجات أبدًا
rules-action-boost = قدّم هذه المنتجات
rules-action-bury = أخّر هذه المنتجات
rules-action-include_only = اعرض هذه المنتجات فقط
rules-conflict-both = القاعدة «{ $with }» تحرّك في الاتجاه المعاكس منتجات مشتركة عددها { $products }، وتُحسب القاعدتان معًا. مثلًا: { $examples }.
rules-conflict-wins = هذه القاعدة تسبق «{ $with }» حيث تذكران المنتج نفسه؛ العدد: { $products }. مثلًا: { $examples }.
rules-conflict-loses = القاعدة «{ $with }» تسبق هذه القاعدة حيث تذكران المنتج نفسه؛ العدد: { $products }. مثلًا: { $examples }.
rules-group-what = ما تفعله
rules-group-products = لأي منتجات – يجب أن ينطبق سطر من كل حقل مملوء
rules-group-when = أين ولمن ومتى
rules-group-beside = فقط حيث تحوي السلة أو الصفحة أحد هذه – فارغ: دائمًا
rules-group-try = جرّبها أولًا
rules-action = القاعدة
rules-id = اسم قصير
rules-id-hint = أحرف a إلى z وأرقام و- و_. إن تُرك فارغًا أُعطي اسم تلقائيًا.
rules-id-mistake = استخدم من ١ إلى ٦٤ من الأحرف a إلى z والأرقام و- و_، واسمًا لا تحمله قاعدة أخرى.
rules-slot = موضع أول منتج معروض
rules-slot-hint = فقط عند عرض المنتجات أولًا: من ١ إلى ٢٤. فارغ: ١.
rules-slot-mistake = موضع من ١ إلى ٢٤، وفقط عند عرض المنتجات أولًا. أفرغه في القواعد الأخرى.
rules-factor = بأي قدر
rules-factor-hint = فقط للتقديم أو التأخير: من ١ إلى ١٠. فارغ: ٢.
rules-factor-mistake = عدد من ١ إلى ١٠، وفقط للتقديم أو التأخير. أفرغه في القواعد الأخرى.
rules-note = السبب
rules-note-hint = لزملائك؛ لا يراه الزبائن أبدًا.
rules-note-mistake = اختصره: ٥٠٠ بايت على الأكثر.
rules-enabled = مشغّلة
rules-enabled-yes = القاعدة سارية
rules-products-ids = معرّفات المنتجات
rules-products-ids-hint = معرّف في كل سطر. القاعدة التي تعرض المنتجات أولًا تحتاج إليها بترتيبها.
rules-products-ids-mistake = اذكر منتجات من الكتالوج، معرّفًا في كل سطر – من ١ إلى ٢٤ عند عرضها أولًا – أو املأ حقلًا آخر من هذا الجزء.
rules-products-categories = الفئات
rules-products-categories-hint = فئة في كل سطر مثل Home > Lamps؛ ويُحسب ما تحتها أيضًا.
rules-products-brands = العلامات التجارية
rules-products-brands-hint = علامة في كل سطر.
rules-products-tags = الوسوم
rules-products-tags-hint = وسم في كل سطر.
rules-products-attributes = الخصائص
rules-products-attributes-hint = خاصية في كل سطر: Colour = red أو Length >= 2 أو Length <= 4.
rules-products-attributes-mistake = اكتب كل سطر مثل Colour = red أو Length >= 2 أو Length <= 4.
rules-products-price-min = السعر من
rules-products-price-min-mistake = اكتب مبالغ بعملة المتجر مثل ١٢٫٥٠، والأقل هنا.
rules-products-price-max = السعر حتى
rules-products-price-max-mistake = اكتب مبلغًا بعملة المتجر مثل ١٢٫٥٠.
rules-products-margin-percent-min = الهامش من، %
rules-products-margin-percent-min-mistake = يجب ألا يزيد العدد الأول على الثاني.
rules-products-margin-percent-max = الهامش حتى، %
rules-products-stock-min = المخزون من
rules-products-stock-min-mistake = يجب ألا يزيد العدد الأول على الثاني.
rules-products-stock-max = المخزون حتى
rules-when-placements = أين
rules-when-placements-hint = بلا تحديد: في كل مكان.
rules-when-segments = للزبائن الذين يحملون أحد هذه الوسوم
rules-when-segments-hint = وسم في كل سطر، وكذلك tier:profitable أو segment:1 كما في صفحة الزبائن. فارغ: للجميع.
rules-when-anybody = لا فرق
rules-when-bought-before = من سبق أن طلب
rules-when-bought-before-yes = من سبق أن طلب فقط
rules-when-bought-before-no = من لم يطلب قط فقط
rules-when-bought-before-hint = من الزبائن المسجّلين الذين وافقوا.
rules-when-since-order-days-min = آخر طلب قبل هذا العدد من الأيام على الأقل
rules-when-since-order-days-min-mistake = اكتب عددًا صحيحًا من الأيام لا يتجاوز الحد الأعلى.
rules-when-since-order-days-max = آخر طلب قبل هذا العدد من الأيام على الأكثر
rules-when-since-order-days-max-mistake = اكتب عددًا صحيحًا من الأيام لا يقل عن الحد الأدنى.
rules-when-due-within-days = يُنتظر رجوعه خلال هذا العدد من الأيام
rules-when-due-within-days-hint = أي اليوم الذي يكون فيه نصف أمثاله قد رجعوا؛ ويشمل من كان يُفترض أن يرجع قبل اليوم.
rules-when-due-within-days-mistake = اكتب عددًا صحيحًا من الأيام، مثل ٧.
rules-when-valid-from = من، UTC
rules-when-valid-from-hint = فارغ: فورًا.
rules-when-valid-until = حتى، UTC
rules-when-valid-until-hint = فارغ: بلا نهاية.
rules-when-valid-until-mistake = يجب أن تكون النهاية بعد البداية.
rules-try-at = أين تُجرَّب
rules-act-set = احفظ القاعدة
rules-act-try = جرّب دون حفظ
rules-act-remove = احذف القاعدة نهائيًا
rules-ask-remove = احذف القاعدة…
rules-ask-remove-about = يستغني عنها الجواب التالي، ولا يمكن استعادتها؛ لإيقافها مؤقتًا أطفئها.
rules-bans = المنتجات المحظورة
rules-bans-none = لا منتج محظور. الحظر يُبعد منتجًا أو فئة كاملة عن كل العروض.
rules-product-named = {"\u200F"}{ $title } ({ $id })
rules-ban-pair = { $product } بجانب { $with }
rules-banned-category = الفئة { $category }
rules-ban-product = معرّف المنتج
rules-ban-product-mistake = اذكر منتجًا من الكتالوج، ومعه آخر إن شئت، أو فئة وحدها.
rules-ban-with = فقط بجانب هذا المنتج
rules-ban-with-hint = فارغ: في أي مكان.
rules-ban-category = الفئة
rules-ban-category-hint = بدلًا من منتج، مثل Home > Lamps.
rules-ban-category-mistake = اذكر فئة فيها منتجات كما تسمّيها المنتجات، مثل Home > Lamps.
rules-act-ban = احظره
rules-act-lift = ارفع الحظر
rules-ask-lift = ارفع…
rules-ask-lift-about = قد يُعرض مجددًا من الجواب التالي.
rules-links = روابط المنتجات
rules-links-none = لا روابط بعد. الربط يقول إن منتجًا يناسب آخر، قبل أن تُظهره الطلبات.
rules-links-of = معرّف المنتج أو جزء منه
rules-links-find = ابحث عن روابط
rules-links-counted = { $products ->
    [zero] لا روابط كهذه.
    [one] روابط منتج واحد: { $links }.
    [two] روابط منتجين: { $links }.
    [few] روابط { $products } منتجات: { $links }.
    [many] روابط { $products } منتجًا: { $links }.
   *[other] روابط { $products } منتج: { $links }.
}
rules-links-earlier = المنتجات السابقة
rules-links-later = منتجات أخرى
rules-link = أي رابط
rules-link-line = { $product } – { $kind }
rules-link-from = بجانب هذا المنتج
rules-link-from-hint = معرّفه.
rules-link-from-mistake = لا يوجد منتج بهذا المعرّف في الكتالوج.
rules-link-to = اعرض هذا
rules-link-to-hint = معرّفه.
rules-link-to-mistake = اذكر منتجًا آخر من الكتالوج.
rules-link-kind = كـ
rules-link-cross_sell = يناسبه
rules-link-upsell = أفضل منه
rules-link-related = شبيه به
rules-act-link = اربطهما
rules-act-unlink = احذف الربط
rules-ask-unlink = احذف…
rules-ask-unlink-about = يتوقف أثره بعد البناء التالي.

## Page: placements.

dashboard-placements = المواضع
dashboard-done-policy-set = حُفظ، والجواب التالي يلتزم به. النسخة السابقة محفوظة أدناه.
placements-about = لكل موضع إعداداته لما يُعرض فيه. غيّرها في نموذج، وانظر على سلال حقيقية ما سيتغيّر قبل الحفظ.
placements-back = كل المواضع
placements-column-place = الموضع
placements-column-offers = العروض
placements-column-objective = الهدف
placements-column-version = النسخة
placements-column-set = حُفظت
placements-unit-complement = ما يناسبه: حتى { $slots }
placements-unit-upsell = بدلًا منه: حتى { $slots }
placements-unit-buy_again = شراء متكرر: حتى { $slots }
placements-unit-discovery = للاكتشاف: حتى { $slots }
placements-variant = بإعدادات أخرى لـ: { $name }
intent-complement = ما يناسبه
intent-upsell = ما هو أفضل منه
intent-buy_again = ما حان شراؤه مجددًا
intent-discovery = ما يمكن اكتشافه
placements-version-configured = كما في ملف الإعداد
placements-version = النسخة { $version }
placements-history = ما حُفظ من قبل
placements-history-none = لم يُحفظ شيء هنا بعد؛ يسري ملف الإعداد.
placements-in-force = سارية
placements-both = حفظ شخص آخر نسخة أخرى وأنت تكتب، فلم يُحفظ شيء مما كتبته بعد. قارن، وعدّل النموذج إن شئت ثم احفظه مجددًا، أو غادر الصفحة فتبقى نسخته.
placements-both-table = ما غيّره الشخص الآخر
placements-both-field = الإعداد
placements-both-was = حين فتحتَه
placements-both-is = الآن، من الشخص الآخر
placements-both-typed = ما كتبتَه
placements-group-offers = كم وبأي سعر
placements-group-aims = الهدف والنبرة
placements-group-caps = متى يكفي – ٠ يُلغي الحد
placements-group-also = جزء آخر من الصفحة نفسها
placements-group-recommenders = من يقترح وبأي وزن – فارغ: لا يُسأل
placements-group-filters = الفحوص
placements-group-when = لأي مدة ولماذا
placements-slots = أقصى عدد من العروض
placements-slots-hint = من ٠ إلى ٢٤؛ ٠ لا يعرض شيئًا.
placements-slots-mistake = اكتب عددًا صحيحًا من ٠ إلى ٢٤.
placements-reserve = عروض احتياطية
placements-reserve-hint = من ٠ إلى ٢٤، إن نفد معروض.
placements-reserve-mistake = اكتب عددًا صحيحًا من ٠ إلى ٢٤.
placements-per-leaf-max = الأقصى من فئة واحدة
placements-per-leaf-max-hint = من ١ إلى ٢٤.
placements-per-leaf-max-mistake = اكتب عددًا صحيحًا من ١ إلى ٢٤.
placements-price-cap-percent = أعلى سعر، % من السلة
placements-price-cap-percent-hint = من ثمن السلة أو منتج الصفحة؛ ٠: أي سعر.
placements-price-cap-percent-mistake = اكتب عددًا صحيحًا من ٠ إلى ١٠٠٠٠.
placements-score-min = أدنى احتمال
placements-score-min-hint = من ٠ إلى ١؛ الأقل احتمالًا لا يُعرض.
placements-score-min-mistake = اكتب عددًا من ٠ إلى ١، مثل ٠٫٠١.
placements-unproven-weight = وزن ما قد تفسّره المصادفة
placements-unproven-weight-hint = من ٠ إلى ١.
placements-unproven-weight-mistake = اكتب عددًا من ٠ إلى ١.
placements-value-min = أدنى ما يُتوقع أن يجلبه العرض
placements-value-min-hint = بعملة المتجر؛ فارغ: أي مقدار.
placements-value-min-mistake = اكتب مبلغًا بعملة المتجر، مثل ٠٫٥٠.
placements-price-caps = أسعار قصوى أخرى حسب الفئة
placements-price-caps-hint = واحد في كل سطر، بالمئة: Home > Lamps = 50.
placements-price-caps-mistake = اكتب كل سطر مثل Home > Lamps = 50، بعدد من ١ إلى ١٠٠٠٠.
placements-objective = ما يُراد من الترتيب
placements-objective-attach = عروض تُقبَل
placements-objective-revenue = المبيعات
placements-objective-margin = الربح
placements-tone = ما تُبرزه الكلمات أولًا
placements-tone-auto = الأنسب للعرض
placements-tone-benefit = فائدته
placements-tone-social_proof = ما اشتراه الآخرون
placements-tone-saving = ما يوفّره
placements-tone-scarcity = ما بقي منه
placements-rankers = من يرتّب العروض
placements-rankers-in_force = الترتيب الساري
placements-rankers-challenger = الترتيب قيد التجربة إن وُجد
placements-incentives = الحوافز بجانب العروض
placements-incentives-yes = تُذكر
placements-incentives-no = لا تُذكر هنا
placements-explore-percent = إجابات فيها موضع للتعلّم، %
placements-explore-percent-hint = من ٠ إلى ٢٠؛ يُسحب فيها العرض الأخير.
placements-explore-percent-mistake = اكتب عددًا صحيحًا من ٠ إلى ٢٠.
placements-caps-product-per-day = منتج في اليوم لكل زائر
placements-caps-ignored-max = مرات التجاهل في شهر قبل سحبه
placements-caps-offers-per-day = عروض في اليوم لكل زائر هنا
placements-caps-dismissed-days = أيام بلا ما رُفض
placements-caps-bought-days = أيام بلا ما اشتُري
placements-caps-fewer-after = عدد المرفوض في أسبوع لينقص مكان واحد
placements-caps-quiet-after = صمت بعد هذا العدد من الإجابات المتجاهلة
placements-caps-quiet-hours = صمت لهذا العدد من الساعات
placements-no-unit = لا شيء
placements-also = عروض أخرى في الصفحة
placements-also-intent = الغرض منه
placements-also-slots = أقصى عدد من العروض
placements-also-price-cap-percent = أعلى سعر، %؛ ٠: أي سعر
placements-also-per-leaf-max = الأقصى من فئة واحدة
placements-also-recommenders = من يقترح، واحد في كل سطر: upsell = 1
placements-fallback = يُسأل فقط إن بقيت مواضع فارغة
placements-fallback-hint = واحد في كل سطر: popular = 1.
placements-fallback-mistake = اكتب كل سطر مثل popular = 1.
placements-filters-off = لا يُفحص هنا
placements-filters-off-hint = العلامة توقف الفحص فقد تُعرض منتجات كهذه. نادرًا ما يُستحسن.
placements-group-variants = إعدادات أخرى لبعض الزبائن – يُعمل بأول ما ينطبق
placements-variants-name = اسم هذه الصيغة
placements-variants-name-hint = مثل: أفضل الزبائن. يظهر الاسم في القرارات. إن تُرك فارغًا مع كل ما سواه فلا صيغة.
placements-variants-groups = لزبائن هذه الفئات والشرائح
placements-variants-tags = أو لمن يحمل أحد وسومك هذه
placements-variants-tags-hint = وسم في كل سطر. بلا فئة ولا شريحة ولا وسم: أي زبون.
placements-variants-anybody = لا فرق
placements-variants-bought-before = من سبق أن طلب
placements-variants-bought-before-yes = من سبق أن طلب فقط
placements-variants-bought-before-no = من لم يطلب قط فقط
placements-variants-bought-before-hint = من الزبائن المسجّلين الذين وافقوا.
placements-variants-since-order-days-min = آخر طلب قبل هذا العدد من الأيام على الأقل
placements-variants-since-order-days-max = آخر طلب قبل هذا العدد من الأيام على الأكثر
placements-variants-due-within-days = يُنتظر رجوعه خلال هذا العدد من الأيام
placements-variants-due-within-days-hint = أي اليوم الذي يكون فيه نصف أمثاله قد رجعوا؛ ويشمل من كان يُفترض أن يرجع قبل اليوم.
placements-variants-as-everybody = كما للجميع
placements-variants-slots = عندها: أقصى عدد من العروض
placements-variants-slots-hint = ما يُترك فارغًا هنا وفيما يلي: كما للجميع.
placements-variants-price-cap-percent = عندها: أعلى سعر، % من السلة
placements-variants-objective = عندها: ما يُراد من الترتيب
placements-variants-tone = عندها: ما تُبرزه الكلمات أولًا
placements-variants-incentives = عندها: الحوافز بجانب العروض
placements-variants-recommenders = عندها: من يقترح
placements-variants-recommenders-hint = واحد في كل سطر: upsell = 1. من لا يُذكر لا يُسأل.
placements-variants-more = عندها: أي إعداد آخر كما تكتبه البرامج
placements-variants-more-hint = مثل: { "\u2066" }{ "{" }"caps": { "{" }"quiet_after": 0{ "}" }{ "}" }{ "\u2069" }
placements-variants-remove = إزالتها
placements-variants-remove-yes = أزل هذه الصيغة عند حفظ النموذج
placements-valid-from = من، UTC
placements-valid-from-hint = فارغ: فورًا.
placements-valid-until = حتى، UTC
placements-valid-until-hint = لحملة: بعدها تسري النسخة السابقة.
placements-valid-until-mistake = يجب أن تكون النهاية بعد البداية.
placements-note = السبب
placements-note-mistake = اختصره: ٥٠٠ بايت على الأكثر.
placements-act-set = احفظ
placements-act-try = جرّب على سلال حقيقية
placements-act-roll-back = اعتمدها مجددًا
placements-ask-roll-back = ارجع إليها…
placements-ask-roll-back-about = يُعتمد ما غيّرته مجددًا وبلا نهاية كنسخة جديدة، وتبقى النسخة السارية الآن في القائمة.
placements-roll-back-late = ضبط شخص آخر إصدارًا بينما كانت هذه الصفحة مفتوحة، فلم يُرجَع إلى شيء. هو في القائمة الآن؛ قرّر من جديد.
recommender-co_purchase = يُشترى معًا
recommender-popular = الرائج
recommender-trending = في صعود
recommender-recently_viewed = شوهد مؤخرًا
recommender-merchant_links = روابط يدوية
recommender-upsell = درجة أعلى
recommender-bundles = المجموعات
recommender-accessories = ملحقات ملائمة
recommender-services = الخدمات
recommender-review_pairs = يُذكران معًا في المراجعات
recommender-association_rules = قواعد مستخرجة من الطلبات
recommender-basket_model = يكمّل السلة
recommender-personalized = لهذا الزبون
recommender-buy_again = اشترِ مجددًا
recommender-similar = المتشابهة
recommender-session_knn = زيارات مشابهة
recommender-new_launches = منتجات جديدة
recommender-kindred = شبيه بما يُشترى معًا
recommender-needs = ما طُلب

## Page: settings.

dashboard-settings = الإعدادات
dashboard-done-hold-out = حُفظت النسبة، ويبدأ العدّ من جديد.
dashboard-done-revoked = يُرفض المفتاح من الآن.
dashboard-done-texts = حُفظت الكلمات، والجواب التالي يستخدمها.
settings-back = كل الإعدادات
settings-hold-out = زوّار بلا عروض
settings-hold-out-is = { $percent } % من الزوّار لا يرون عروضًا، منذ { $since }. بهم يُعرف ما تجلبه العروض.
settings-hold-out-none = كل الزوّار يرون العروض، فلا أحد يعرف ما تجلبه: لا يوجد من يُقارن به. المعتاد ٥ بالمئة.
settings-hold-out-about = لا يُقارن زوّار بنسب مختلفة، لذلك يبدأ العدّ من جديد مع كل تغيير.
settings-percent = النسبة بلا عروض، %
settings-percent-hint = من ٠ إلى ٥٠؛ المعتاد ٥، و٠ يوقفه.
settings-percent-mistake = اكتب عددًا من ٠ إلى ٥٠.
settings-act-hold-out = احفظ النسبة وابدأ العدّ
settings-keys = المفاتيح
settings-kind = النوع
settings-kind-public = عام
settings-kind-desk = مكتب المبيعات
settings-kind-secret = سري
settings-kind-admin = مدير
settings-kind-public-about = لصفحات المتجر: يطلب العروض ويرسل الأحداث.
settings-kind-desk-about = للبائعين وصناديق البيع: يفتح مكتب المبيعات ويُبلِغ عمّا يبيعه الصندوق، ولا يفتح شيئًا غير ذلك.
settings-kind-secret-about = لخادم المتجر. لا تضعه في صفحة أبدًا.
settings-kind-admin-about = يفعل كل شيء، ومنه هذه اللوحة. لا تضعه في صفحة أبدًا.
settings-label = الغرض منه
settings-label-mistake = اختصره: ٢٠٠ بايت على الأكثر.
settings-origins = لهذه المواقع فقط
settings-origins-hint = للمفاتيح العامة، واحد في كل سطر: https://shop.example. فارغ: أي موقع.
settings-origins-mistake = اكتب كل سطر مثل https://shop.example بلا مسار.
settings-act-create = أنشئ مفتاحًا
settings-key-made = المفتاح الجديد
settings-key-once = انسخه الآن. يُعرض هذه المرة فقط ولا يُحفظ في أي مكان.
settings-key-own = دخلتَ به الآن
settings-key-revoked = مُلغى
settings-key-last = هذا آخر مفتاح مدير: بدونه لا يستطيع أحد الدخول إلى هنا. أنشئ مفتاحًا آخر أولًا.
settings-column-key = المفتاح
settings-column-kind = النوع
settings-column-origins = المواقع
settings-column-made = أُنشئ
settings-ask-revoke = ألغِ…
settings-ask-revoke-about = يتوقف فورًا كل ما يستخدمه، ويخرج من دخل به. لا رجعة في ذلك.
settings-act-revoke = ألغِ المفتاح نهائيًا
settings-texts = كلمات المتجر
settings-texts-about = يمكن إعطاء أي رسالة مدمجة كلماتٍ خاصة بالمتجر، بكل لغة.
settings-texts-of = كلمات خاصة: { $language }
settings-texts-mistake = الكلمات الخاصة غير مستخدمة: { $why }
settings-texts-built-in = الكلمات المدمجة، للنسخ منها
settings-content = كلمات خاصة
settings-content-hint = انسخ رسالة من الأسفل وغيّر ما بعد علامة المساواة. ما لم يُذكر هنا يبقى كما هو.
settings-act-own = احفظ الكلمات
settings-act-reset = انسَ الكلمات الخاصة
settings-ask-reset = العودة إلى الكلمات المدمجة…
settings-ask-reset-about = تُنسى كلمات هذه اللغة الخاصة نهائيًا.
settings-column-language = اللغة
settings-column-own = رسائل خاصة
settings-column-missing = خاصة بلغات أخرى فقط
settings-privacy = خصوصية الناس
settings-privacy-consent = من يرفض التوصيات الشخصية تُعرض عليه عروض الجميع، ولا يُحسب عنه شيء.
settings-privacy-erase = كل ما يُحفظ عن شخص يمكن تصديره ومحوه؛ وتبقى طلباته بلا اسم.
settings-privacy-cookies = العناصر في صفحات المتجر لا تضع ملفات تعريف ارتباط، ولا يُرسل شيء إلى أحد.
settings-configured = ملف الإعداد
settings-configured-about = تُحدَّد هذه في الملف alongside.toml في مجلد المتجر، وتُقرأ عند بدء الخادم.
settings-column-setting = الإعداد
settings-column-value = القيمة
settings-column-set-in = محدَّد في
settings-built-in = كما هو مدمج
settings-of-listen = عنوان استماع الخادم
settings-of-requests_per_second_max = طلبات في الثانية لكل مفتاح
settings-of-threads = خيوط الإجابة
settings-of-schedule_seconds = البحث عن تغييرات كل كذا ثانية
settings-of-models_kept = النماذج المحفوظة
settings-of-decision_segments_max = أجزاء سجل القرارات المحفوظة
settings-of-events_days_max = أيام حفظ الأحداث
settings-of-ledger_days_max = أيام حفظ المجاميع
settings-of-scarcity_stock_max = ذكر القليل المتبقي ابتداءً من هذا المخزون
settings-of-survey_percent = طلبات مع سؤال الرضا، %

## Page: customers.

dashboard-customers = الزبائن
dashboard-done-erased = نُسي الزبون. وما تُعلّم عنه يزول مع البناء التالي الذي يبدأ من تلقاء نفسه.
customers-back = كل الزبائن
customers-id = معرّف الزبون
customers-id-hint = كما تسميه طلبات المتجر.
customers-id-mistake = لا أحد يحمل هذا المعرّف. انسخه من طلب كما هو.
customers-look-up = ابحث
customers-none = لم ينظر أي بناء إلى الزبائن بعد. استورد طلبات فيها معرّفات الزبائن، والباقي يأتي من تلقاء نفسه.
customers-bought = زبائن اشتروا
customers-orders = الطلبات
customers-due-soon = من يُنتظر عودتهم خلال ثلاثين يومًا (CSV)
customers-tiers = حسب القيمة
customers-segments = حسب السلوك
customers-column-group = المجموعة
customers-column-customers = الزبائن
customers-column-spent = أنفقوا حتى الآن
customers-column-worth = المتوقع خلال سنة
customers-column-due = عودتهم قريبة
customers-column-audience = الجمهور
customers-csv = تنزيل (CSV)
customers-best = أفضل الزبائن
customers-best-by-worth = أولًا من يُتوقع أن يعود بأكبر مبلغ خلال الاثني عشر شهرًا القادمة، بعد تكلفة البضاعة والمرتجعات. تسعة عشر من كل عشرين زبونًا مثله يقعون ضمن المدى المكتوب تحت المبلغ.
customers-best-by-revenue = أولًا من يُتوقع أن ينفق أكبر مبلغ خلال الاثني عشر شهرًا القادمة، بعد خصم المرتجعات؛ أما تكلفة البضاعة فغير معروفة. تسعة عشر من كل عشرين زبونًا مثله يقعون ضمن المدى المكتوب تحت المبلغ.
customers-best-by-spent = أولًا من أنفق أكثر حتى الآن، إذ لا يمكن بعد تقدير ما سيعود به.
customers-best-none = لا زبائن في القائمة بعد. استورد طلبات فيها معرّفات الزبائن؛ وبعد البناء التالي يظهر أفضل الزبائن هنا.
customers-best-none-fit = لا أحد هنا في الوقت الحالي. تُحسب القائمة من جديد مع كل بناء.
customers-best-further = الزبائن التالون
customers-due-within = { $days ->
    [zero] من تُنتظر عودتهم اليوم
    [one] من تُنتظر عودتهم خلال يوم واحد
    [two] من تُنتظر عودتهم خلال يومين
    [few] من تُنتظر عودتهم خلال { $days } أيام
    [many] من تُنتظر عودتهم خلال { $days } يومًا
   *[other] من تُنتظر عودتهم خلال { $days } يوم
  }
customers-see = اعرض القائمة
customers-column-customer = الزبون
customers-column-kind = القيمة والسلوك
customers-column-days = أيام الطلبات
customers-column-latest = آخر طلب
customers-column-back = عودته قرابة
customers-one = الزبون { $id }
customers-consent = التوصيات الشخصية
customers-consent-yes = موافق
customers-consent-no = رافض
customers-consent-unknown = لم يُسأل
customers-events = الأحداث
customers-reviews = المراجعات
customers-since = معروف منذ
customers-tags = الوسوم
customers-journey = ما فعله، الأحدث أولًا
customers-journey-none = لا شيء محفوظ مما فعله.
customers-column-when = متى
customers-column-what = ماذا
customers-column-product = المنتجات
customers-order = الطلب { $id }
customers-data = بياناته
customers-export = كل ما يُحفظ عنه (JSON)
customers-typed = اكتب معرّف الزبون للتأكيد
customers-typed-mistake = ليس هذا معرّف هذا الزبون. لم يُمحَ شيء؛ اكتبه كما في العنوان.
customers-ask-erase = انسَ هذا الزبون…
customers-ask-erase-about = يُمحى السجل والأحداث والمراجعات والنقاط والقسائم فورًا ونهائيًا؛ وتبقى الطلبات بلا اسم.
customers-act-erase = امحُ نهائيًا
event-view = شاهد
event-add_to_cart = أضاف إلى السلة
event-remove_from_cart = أزال من السلة
event-checkout = ذهب لإتمام الشراء
event-purchase = اشترى
event-impression = عُرض عليه
event-viewable = رأى العرض
event-click = نقر على العرض
event-dismiss = رفض العرض
event-unsubscribe = ألغى الاشتراك
event-rating = أجاب عن سؤال الرضا

## Page: decisions.

dashboard-decisions = القرارات
decisions-about = كل جواب من المحرّك قرار. افتح قرارًا لترى لماذا عُرض كل منتج ولماذا لم تُعرض غيره؛ وتقود إليه أيضًا أحداث صفحة الزبون.
decisions-id = معرّف القرار
decisions-id-hint = كما في decision_id في إجابات المحرّك وأحداث المتجر.
decisions-id-mistake = لا يوجد قرار كهذا، أو هو أقدم من أن يُحفظ. تحقّق من نسخ المعرّف كاملًا.
decisions-look-up = فسّره
decisions-when = متى
decisions-where = أين
decisions-held = في السلة أو الصفحة
decisions-model = نسخة النموذج
decisions-policy = نسخة إعدادات الموضع
decisions-took = المدة، ميكروثانية
decisions-variant = صيغة السياسة
decisions-held-out = هذا الزائر بلا عروض، فلم يُعرض شيء من هذا.
decisions-no-candidates = لم يقترح أحد شيئًا. إن كانت طلبات المتجر قليلة فالروابط في صفحة القواعد تساعد.
decisions-candidates = كل المرشّحين، الأفضل أولًا
decisions-column-product = المنتج
decisions-column-outcome = ما آل إليه
decisions-column-why = من اقترحه ولماذا
decisions-source = { $who }: { $why }
decisions-more = المعروض: { $shown } من { $all }.
decisions-back = أحدث القرارات
decisions-latest = الأحدث
decisions-placement = المكان
decisions-placement-mistake = اختر مكانًا من القائمة.
decisions-person = معرّف الزائر أو الزبون
decisions-person-hint = كما تسمّيه صفحات المتجر وطلباته. إن تُرك فارغًا: الجميع.
decisions-product = معرّف المنتج
decisions-product-hint = نُظر فيه أو كان في الصفحة أو في السلة. إن تُرك فارغًا: أيّ منتج.
decisions-product-mistake = لا يوجد منتج كهذا في الكتالوج. انسخ معرّفه من صفحة المنتجات.
decisions-narrow = اعرض
decisions-offered = ما عُرض
decisions-notes = ملاحظات
decisions-cart = { $lines ->
    [zero] لا منتجات في السلة
    [one] منتج واحد في السلة
    [two] منتجان في السلة
    [few] { $lines } منتجات في السلة
    [many] { $lines } منتجًا في السلة
   *[other] { $lines } منتج في السلة
}
decisions-arm = { $experiment }: { $arm }
decisions-not-shown = لم يُعرض: هذا الزائر بلا عروض، للمقارنة
decisions-asked-by-bot = طلبه برنامج
decisions-asked-by-staff = طلبه العاملون في المتجر
decisions-asked-by-test = اختبار
decisions-nothing-proposed = لا شيء: لم يقترح أحد شيئًا.
decisions-nothing-quiet = لا شيء: يُترك هذا الزائر وشأنه الآن.
decisions-nothing-likely = لا شيء: كان قبول معظم المرشحين بعيد الاحتمال.
decisions-nothing-left = لا شيء: لم يبقَ مكان للمرشحين.
decisions-nothing-filtered = لا شيء. عن معظم المرشحين: { $why }
decisions-none = لا قرارات بعد. تأتي مع أول صفحة تطلب عروضًا؛ ودليل منشئ الصفحات يبيّن كيف يكفي لذلك سطران من HTML.
decisions-none-fit = لا شيء من ذلك بين القرارات التي فُحصت.
decisions-unkept = لا تُحفظ القرارات هنا حاليًا لأن عملية أخرى تكتب سجلّها. أغلق الأخرى؛ فتتولى هذه الكتابة خلال ثوانٍ.
decisions-read = { $decisions ->
    [zero] لم يُفحص أي قرار، رجوعًا إلى { $since }.
    [one] فُحص قرار واحد، رجوعًا إلى { $since }.
    [two] فُحص قراران، رجوعًا إلى { $since }.
    [few] فُحصت { $decisions } قرارات، رجوعًا إلى { $since }.
    [many] فُحص { $decisions } قرارًا، رجوعًا إلى { $since }.
   *[other] فُحص { $decisions } قرار، رجوعًا إلى { $since }.
}
decisions-further = ابحث أبعد في الماضي

## Page: bundles.

dashboard-bundles = المجموعات
dashboard-done-bundle-set = حُفظت المجموعة، وقد يعرضها الجواب التالي.
dashboard-done-bundle-removed = حُذفت المجموعة.
bundles-about = المجموعات منتجات تُعرض وتُشترى معًا، وغالبًا بثمن أقل.
bundles-none = لا توجد مجموعة خاصة بك بعد. أضف واحدة: من منتجين إلى ستة متناسبة.
bundles-back = كل المجموعات
bundles-new = أضف مجموعة
bundles-change = عدّل المجموعة
bundles-id = اسم قصير
bundles-id-hint = أحرف a إلى z وأرقام و- و_.
bundles-id-mistake = استخدم من ١ إلى ٦٤ من الأحرف a إلى z والأرقام و- و_، واسمًا لا تحمله مجموعة أخرى.
bundles-members = المنتجات
bundles-members-hint = من ٢ إلى ٦ معرّفات، واحد في كل سطر؛ لعدة وحدات: lamp = 2.
bundles-members-mistake = اذكر من ٢ إلى ٦ منتجات من الكتالوج، كلًّا مرة واحدة وله سعر، واحدًا في كل سطر: lamp أو lamp = 2.
bundles-discount-percent = الخصم، %
bundles-discount-percent-hint = من ١ إلى ٩٠، أو سعر بدلًا منه.
bundles-discount-percent-mistake = اكتب عددًا صحيحًا من ١ إلى ٩٠.
bundles-price = سعر المجموعة
bundles-price-hint = بعملة المتجر بدلًا من الخصم. كلاهما فارغ: ثمن المنتجات.
bundles-price-mistake = اكتب مبلغًا أكبر من ٠ ولا يتجاوز ثمن المنتجات، ودون خصم معه.
bundles-stackable = المنتجات المخفَّضة أصلًا
bundles-stackable-yes = خفّضها مرة أخرى
bundles-placements = أين
bundles-placements-hint = بلا تحديد: في كل مكان.
bundles-valid-from = من، UTC
bundles-valid-until = حتى، UTC
bundles-valid-until-mistake = يجب أن تكون النهاية بعد البداية.
bundles-title = العنوان: { $language }
bundles-cost-unknown = تكلفة أحد منتجات المجموعة غير معروفة، فلا يمكن التحقق مما يبقى منها.
bundles-below-floor = بأسعار اليوم وتكاليفه يبقى من سعر المجموعة { $margin } %؛ وينبغي أن يبقى { $floor } %.
bundles-column-set = المجموعة
bundles-column-members = المنتجات
bundles-column-price = السعر
bundles-column-where = أين
bundles-column-when = متى
bundles-percent-off = خصم { $percent } %
bundles-full-price = ثمن المنتجات
bundles-always = دائمًا
bundles-act-set = احفظ المجموعة
bundles-act-remove = احذف المجموعة نهائيًا
bundles-ask-remove = احذف المجموعة…
bundles-ask-remove-about = لا تُعرض بعد الآن فورًا، ولا يمكن استعادتها.
