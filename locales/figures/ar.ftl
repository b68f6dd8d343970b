### صفحات الأرقام وأسماء ما تعدّه، بالعربية.

## كل صفحة فيها أرقام.

date-without-year = { $day } { $month }
figures-from-to = { $from } إلى { $to }
figures-as-of = حتى { $moment }
figures-as-of-stale = حتى { $moment }. يجري إعداد أرقام أحدث؛ أعد فتح الصفحة بعد لحظات.
figures-being-made = يجري إعداد الأرقام. هناك الكثير مما يُجمع، ويستغرق ذلك بضع ثوانٍ؛ ثم تُفتح هذه الصفحة من جديد تلقائيًا.
figures-look-again = افتح الصفحة من جديد
figures-today = اليوم
figures-day = اليوم
figures-table = أظهر الأرقام
figures-number = القيمة
figures-compared = بالمقارنة
figures-interval = المجال (٩٥٪)
figures-unknown = غير معروف
figures-arm = { $experiment }: { $arm }
figures-arm-several = { $experiment }: رأوا أكثر من مجموعة
figures-arm-held-out = بلا عروض
figures-arm-offers = مع العروض
figures-arm-moved = بلا عروض أولًا ثم معها، أو العكس

## صفحة: نظرة عامة، بقية الأجزاء.

overview-caused-caption = ما جلبته العروض في هذه الأيام
overview-caused-open = ربما جلبت العروض { $value } من الربح؛ وقد تفعل المصادفة وحدها مثل ذلك (من { $low } إلى { $high })
overview-caused-what = ما جُلب
overview-caused-bar = أقل من الصفر أو أكثر
overview-caused-margin_per_visitor = الربح
overview-caused-revenue_per_visitor = المبيعات
overview-sold-caption = { $days ->
        [zero] المبيعات كل { $days } يوم
        [one] المبيعات يومًا بيوم
        [two] المبيعات كل يومين
        [few] المبيعات كل { $days } أيام
        [many] المبيعات كل { $days } يومًا
       *[other] المبيعات كل { $days } يوم
    }
overview-sold-fact = { $revenue } إجمالًا، منها { $credited } ({ $share }) بعد النقر على عرض.
overview-sold-empty = لا طلبات في هذه الأيام. تصل الطلبات عبر POST /v1/orders أو بالأمر «alongside import orders.csv».
overview-parts = من أين يأتي
overview-parts-empty = لم تُعرض عروض في هذه الأيام. ضع السطرين المذكورين في دليل بناء الصفحات في صفحات متجرك.
overview-by-placement = المكان
overview-by-kind = الغرض
overview-by-recommender = المُرشِّح
overview-by-locale = اللغة
overview-by-placement-caption = المبيعات بعد النقر حسب المكان
overview-by-kind-caption = المبيعات بعد النقر حسب الغرض
overview-by-recommender-caption = المبيعات بعد النقر حسب المُرشِّح الأكثر وزنًا
overview-by-locale-caption = المبيعات بعد النقر حسب اللغة
overview-part-bar = الحصة
overview-part-shown = عُرض
overview-part-clicks = النقرات
overview-part-rate = النقرات لكل عرض معروض
overview-by-tier = القيمة
overview-by-segment = السلوك
overview-by-arm = مجموعة التجربة
overview-by-tier-caption = الزوّار حسب قيمتهم: الربح لكل زائر
overview-by-segment-caption = الزوّار حسب طريقة شرائهم: الربح لكل زائر
overview-by-arm-caption = الزوّار حسب المجموعات التي كانوا فيها: الربح لكل زائر
overview-group-bar = الربح
overview-part-seen = شوهد
overview-part-seen-rate = النقرات لكل عرض شوهد
overview-part-orders = طلبات فيها شيء منها
overview-part-attach = الحصة من كل الطلبات
overview-part-coverage = المعروض من الكتالوج
overview-metrics = كيف يتسوّق الزوّار
overview-metrics-about = تصف هذه الأرقام كل الزوّار. أما ما غيّرته العروض فمذكور أعلاه.
overview-metrics-empty = لم يأتِ أحد في هذه الأيام. تظهر الأرقام مع أولى الزيارات.
overview-metric = المقياس
overview-left-out = المستبعدون
overview-left-out-about = لا يدخلون في أي رقم: البرامج وأهل المتجر والتجارب، ويُعدّ كل واحد مرة في اليوم.
overview-csv = خذ الأرقام معك
overview-csv-summary = الملخّص (CSV)
overview-csv-days = حسب اليوم (CSV)
overview-csv-metrics = المقاييس (CSV)
overview-csv-breakdown = حسب الأجزاء كما أعلاه (CSV)

## صفحة: الصفوف.

dashboard-trace = الصفوف وراء الرقم
trace-of = الرقم
trace-metric = بأي مقياس
trace-placement = المكان
trace-kind = الغرض
trace-recommender = المُرشِّح
trace-locale = اللغة
trace-tier = القيمة
trace-segment = السلوك
trace-arm = مجموعة التجربة
trace-all = الكل
trace-show = أظهر الصفوف
trace-of-margin = ربح ما بيع
trace-of-paid = المدفوع
trace-of-refunded = المُعاد من المال
trace-of-fees = الشحن والرسوم
trace-of-units = القطع التي بقيت لدى الزبائن
trace-of-orders = الطلبات
trace-of-orders_in_other_currencies = طلبات بعملات أخرى
trace-of-visitors = الزوّار
trace-of-left_out = المستبعدون
trace-of-credited_margin = الربح بعد النقر
trace-of-orders_with_offers = طلبات فيها شيء معروض
trace-of-coverage = المنتجات المعروضة
trace-of-caused = ما جلبته العروض
trace-of-revenue = المبيع
trace-of-credited = مبيع بعد النقر
trace-of-impression = معروض
trace-of-viewable = مرئي
trace-of-click = منقور
trace-of-add_to_cart = أُضيف إلى السلة
trace-of-dismiss = مرفوض
trace-sum = { $count ->
        [zero] لا صفوف، المجموع { $value }.
        [one] صف واحد، المجموع { $value }.
        [two] صفان، المجموع { $value }.
        [few] { $count } صفوف، المجموع { $value }.
        [many] { $count } صفًا، المجموع { $value }.
       *[other] { $count } صف، المجموع { $value }.
    }
trace-sum-ratio = { $count ->
        [zero] لا صفوف: { $value } على { $base } يساوي { $ratio }.
        [one] صف واحد: { $value } على { $base } يساوي { $ratio }.
        [two] صفان: { $value } على { $base } يساوي { $ratio }.
        [few] { $count } صفوف: { $value } على { $base } يساوي { $ratio }.
        [many] { $count } صفًا: { $value } على { $base } يساوي { $ratio }.
       *[other] { $count } صف: { $value } على { $base } يساوي { $ratio }.
    }
trace-sum-arm = { $count ->
        [zero] { $arm }: { $value } على { $base }، بلا زوّار.
        [one] { $arm }: { $value } على { $base }، من زائر واحد.
        [two] { $arm }: { $value } على { $base }، من زائرين.
        [few] { $arm }: { $value } على { $base }، من { $count } زوّار.
        [many] { $arm }: { $value } على { $base }، من { $count } زائرًا.
       *[other] { $arm }: { $value } على { $base }، من { $count } زائر.
    }
trace-caused-about = ما جلبته العروض هو الفرق بين هذين المتوسطين، بعد مراعاة ما فعله الزوّار أنفسهم من قبل.
trace-cut = تظهر أول ١٠٠ منها.
trace-csv = حتى ١٠٬٠٠٠ بصيغة CSV
trace-empty = لا شيء وراء هذا الرقم في هذه الأيام. اختر مدة أطول أو رقمًا آخر.
trace-at = متى
trace-product = المنتج
trace-order = الطلب
trace-visitor = الزائر
trace-group = الجزء
trace-value = يضيف
trace-base = يُقاس بـ
trace-value-before = من قبل
trace-base-before = يُقاس بـ، من قبل
trace-offer = العرض: أين ومِمّن ومتى

## أسماء الأجزاء.

part-placement-home = الصفحة الرئيسية
part-placement-category_page = صفحة الفئة
part-placement-product_page = صفحة المنتج
part-placement-cart = السلة
part-placement-checkout = إتمام الشراء
part-placement-post_purchase = بعد الشراء
part-placement-email = البريد الإلكتروني
part-placement-pos = نقطة البيع
part-placement-sales_desk = مكتب المبيعات
part-placement-chat = المحادثة
part-kind-complement = يكمّله
part-kind-upsell = بديل أفضل
part-kind-buy_again = شراء من جديد
part-kind-discovery = للاكتشاف
part-recommender-accessories = ملحقات ملائمة
part-recommender-association_rules = قواعد السلال
part-recommender-basket_model = نموذج السلال
part-recommender-bundles = المجموعات
part-recommender-buy_again = حان شراؤه من جديد
part-recommender-co_purchase = يُشترى معًا
part-recommender-kindred = منتجات قريبة
part-recommender-merchant_links = من اختيار المتجر
part-recommender-needs = ما قاله الزبون
part-recommender-new_launches = الجديد
part-recommender-personalized = لهذا الزبون
part-recommender-popular = الرائج
part-recommender-recently_viewed = شوهد مؤخرًا
part-recommender-review_pairs = ذُكرا معًا في المراجعات
part-recommender-services = الخدمات
part-recommender-session_knn = زيارات مشابهة
part-recommender-similar = المشابه
part-recommender-trending = الصاعد
part-recommender-upsell = درجة أعلى
part-left_out-bot = برامج تعرّف بنفسها
part-left_out-staff = أهل المتجر
part-left_out-test = التجارب
part-left_out-too_fast = أسرع مما يستطيع إنسان
part-left_out-clicks_everything = ينقرون كل شيء دفعة واحدة
part-left_out-never_rests = لا يستريحون أبدًا
part-metric-attach_rate = طلبات فيها شيء معروض (معدل الإرفاق)
part-metric-average_order_value = متوسط الطلب (AOV)
part-metric-click_through_rate = النقرات لكل عرض معروض
part-metric-viewable_click_through_rate = النقرات لكل عرض مرئي
part-metric-conversion = الزوّار الذين يطلبون
part-metric-dismissal_rate = الرفض لكل عرض معروض
part-metric-margin_per_visitor = الربح لكل زائر
part-metric-net_promoter_score = صافي نقاط الترويج
part-metric-refund_rate = حصة المبيعات المردودة
part-metric-revenue_per_visitor = المبيعات لكل زائر
part-metric-slow_answer_rate = إجابات وصلت متأخرة
part-metric-units_per_order = الوحدات لكل طلب
part-metric-unsubscribe_rate = الزوّار الذين يلغون الاشتراك

## صفحة: المسارات.

figures-seconds = { $count ->
        [zero] { $count } ثانية
        [one] ثانية واحدة
        [two] ثانيتان
        [few] { $count } ثوانٍ
        [many] { $count } ثانية
       *[other] { $count } ثانية
    }
figures-minutes = { $count ->
        [zero] { $count } دقيقة
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $count } دقائق
        [many] { $count } دقيقة
       *[other] { $count } دقيقة
    }
figures-hours = { $count ->
        [zero] { $count } ساعة
        [one] ساعة واحدة
        [two] ساعتان
        [few] { $count } ساعات
        [many] { $count } ساعة
       *[other] { $count } ساعة
    }
figures-days = { $count ->
        [zero] { $count } يوم
        [one] يوم واحد
        [two] يومان
        [few] { $count } أيام
        [many] { $count } يومًا
       *[other] { $count } يوم
    }
dashboard-journeys = المسارات
journeys-funnel = إلى أين تصل الزيارات
journeys-funnel-fact = { $visits } زيارة؛ انتهى منها بطلب { $conversion }.
journeys-funnel-empty = لا زيارات في هذه الأيام. تُعرف من أحداث صفحات المتجر: ضع فيها السطرين المذكورين في دليل بناء الصفحات.
journeys-step = المحطة
journeys-step-view = شاهدوا منتجًا
journeys-step-cart = وضعوا شيئًا في السلة
journeys-step-checkout = انتقلوا إلى إتمام الشراء
journeys-step-order = طلبوا
journeys-visits = الزيارات
journeys-of-before = من المحطة السابقة
journeys-stopped = توقّفوا هنا
journeys-placements = أين تُرى العروض وتُقبل
journeys-cart-rate = إضافات إلى السلة لكل عرض معروض
journeys-ways = كم يستغرق الناس
journeys-ways-about = الشريط زمن الشخص الأوسط، والشارب من أسرع ربع إلى أبطأ ربع. كل خطوة عليه عشرة أمثال سابقتها.
journeys-ways-empty = لم ينتقل أحد من المشاهدة إلى الطلب في هذه الأيام.
journeys-way = من، إلى
journeys-way-view_to_cart = من أول نظرة إلى السلة
journeys-way-cart_to_order = من السلة إلى الطلب
journeys-way-view_to_order = من أول نظرة إلى الطلب
journeys-way-order_to_order = من طلب إلى الطلب التالي
journeys-way-bar = الزمن
journeys-quarter = الربع خلال
journeys-half = النصف خلال
journeys-three-quarters = ثلاثة أرباع خلال
journeys-nine-tenths = تسعة من عشرة خلال
journeys-people = المعدود
journeys-hours = أفضل الأوقات
journeys-hours-coming = الناس يأتون
journeys-hours-clicking = الناس ينقرون العروض
journeys-hours-ordering = الناس يطلبون
journeys-hours-coming-caption = متى يأتي الناس، بالمئة من الأسبوع
journeys-hours-clicking-caption = متى ينقر الناس العروض، بالمئة من الأسبوع
journeys-hours-ordering-caption = متى يطلب الناس، بالمئة من الأسبوع
journeys-hours-fact = { $people ->
        [zero] لا أحد.
        [one] شخص واحد، يُعدّ مرة في الساعة.
        [two] شخصان، يُعدّ كل منهما مرة في الساعة.
        [few] { $people } أشخاص، يُعدّ كل منهم مرة في الساعة.
        [many] { $people } شخصًا، يُعدّ كل منهم مرة في الساعة.
       *[other] { $people } شخص، يُعدّ كل منهم مرة في الساعة.
    }
journeys-hour = الساعة
journeys-best = { $weekday }، { $span }: { $share } من الأسبوع، { $times } من أمثال المعتاد.
journeys-quiet = هدوء من { $span }: { $share } من الأسبوع.
journeys-best-none = كان الحاضرون أقل من أن تُعرف أفضل الأوقات؛ تُعرف عند بلوغهم مئة.
journeys-clock = ساعة المتجر نسبة إلى UTC
journeys-clock-set = اضبط
journeys-clock-refused = هذه ليست ساعة: اكتبها مثل +02:00 أو -05:30. الساعات أدناه بتوقيت UTC.
weekday-monday = الاثنين
weekday-tuesday = الثلاثاء
weekday-wednesday = الأربعاء
weekday-thursday = الخميس
weekday-friday = الجمعة
weekday-saturday = السبت
weekday-sunday = الأحد
weekday-short-monday = اثنين
weekday-short-tuesday = ثلاثاء
weekday-short-wednesday = أربعاء
weekday-short-thursday = خميس
weekday-short-friday = جمعة
weekday-short-saturday = سبت
weekday-short-sunday = أحد

## صفحة: المنتجات.

dashboard-products = المنتجات
products-all = كل المنتجات
products-search = العنوان أو المعرّف أو الرمز
products-search-button = ابحث
products-found = { $count ->
        [0] لم يُعثر على شيء. جرّب كلمات أقل أو معرّف المنتج.
        [zero] لم يُعثر على شيء. جرّب كلمات أقل أو معرّف المنتج.
        [one] عُثر على منتج واحد.
        [two] عُثر على منتجين.
        [few] عُثر على { $count } منتجات.
        [many] عُثر على { $count } منتجًا.
       *[other] عُثر على { $count } منتج.
    }
products-unknown = لا يوجد منتج «{ $id }». ابحث عنه هنا.
products-empty = لا منتجات بعد. أضفها بالأمر «alongside import products.csv» أو عبر PUT /v1/products.
products-next = المنتجات التالية
products-product = المنتج
products-id = المعرّف
products-category = الفئة
products-price = السعر
products-stock = المخزون
products-stock-unknown = غير معروف
products-stock-untracked = متوفر دائمًا
products-inactive = غير معروض للبيع
products-movers = الصاعد والهابط
products-rising = يُباع أكثر من المتوقع بوضوح
products-fading = يُباع أقل من المتوقع بوضوح
products-movers-about = { $tested ->
        [zero] آخر أربعة أسابيع مقارنة بالأسابيع السابقة ونمو المتجر والموسم.
        [one] آخر أربعة أسابيع لمنتج واحد مقارنة بالأسابيع السابقة ونمو المتجر والموسم.
        [two] آخر أربعة أسابيع لمنتجين مقارنة بالأسابيع السابقة ونمو المتجر والموسم.
        [few] آخر أربعة أسابيع لعدد { $tested } منتجات مقارنة بالأسابيع السابقة ونمو المتجر والموسم. واحد من عشرين على الأكثر مذكور بالمصادفة.
        [many] آخر أربعة أسابيع لعدد { $tested } منتجًا مقارنة بالأسابيع السابقة ونمو المتجر والموسم. واحد من عشرين على الأكثر مذكور بالمصادفة.
       *[other] آخر أربعة أسابيع لعدد { $tested } منتج مقارنة بالأسابيع السابقة ونمو المتجر والموسم. واحد من عشرين على الأكثر مذكور بالمصادفة.
    }
products-movers-none = { $tested ->
        [0] لم يُبع أي منتج مؤخرًا بما يكفي لمعرفة صعوده أو هبوطه.
        [zero] لم يُبع أي منتج مؤخرًا بما يكفي لمعرفة صعوده أو هبوطه.
        [one] فُحص منتج واحد، وهو يُباع كما يُتوقع.
        [two] فُحص منتجان، وهما يُباعان كما يُتوقع.
        [few] فُحصت { $tested } منتجات، ولا يُباع أي منها أكثر أو أقل من المتوقع بوضوح.
        [many] فُحص { $tested } منتجًا، ولا يُباع أي منها أكثر أو أقل من المتوقع بوضوح.
       *[other] فُحص { $tested } منتج، ولا يُباع أي منها أكثر أو أقل من المتوقع بوضوح.
    }
products-movers-early = يلزم اثنا عشر أسبوعًا من الطلبات لمعرفة ذلك؛ ويظهر الصاعد والهابط هنا من تلقاء نفسه.
products-mover-bar = الفرق
products-mover-orders = الطلبات
products-mover-expected = المتوقع
products-mover-times = كم مرة من المتوقع
products-mover-new = جديد
products-offers = ما يناسبه
products-offers-about = إجابة حقيقية لصفحة هذا المنتج، سُئلت الآن؛ ولا تدخل في أي رقم.
products-offers-empty = لا يُعرض شيء هنا. إما أنه لا يُعرف بعد ما يناسبه، أو أن قاعدة تمنعه: انظر أدناه.
products-why = لماذا
products-others = ما لا يُعرض ولماذا
products-others-empty = لم يُقترح شيء آخر لهذه الصفحة.
products-others-unkept = تحفظ عملية أخرى القرارات حاليًا، فلا يمكن عرض القائمة. يمكن السؤال عن منتج بعينه.
products-why-not = لماذا يُعرض هذا المنتج هنا أو لا يُعرض؟
products-why-button = اسأل
products-why-unknown = لم يُعثر على هذا المنتج. جرّب معرّفه.
products-outcome = ما جرى له
products-proposed = لماذا اقتُرح
products-ladder = سلّم الأسعار
products-ladder-about = هذا المنتج بين ما هو أفضل منه وأغلى.
products-substitutes = البدائل
products-substitutes-about = ما يمكن شراؤه بدلًا منه، الأشبه أولًا.
products-own = ما ضُبط يدويًا
products-own-empty = لا يذكر هذا المنتجَ رابط ولا حظر. تُضبط عبر PUT /v1/links و/v1/bans.
products-link-cross_sell-to = يناسبه: { $product }
products-link-cross_sell-from = يُعرض مع: { $product }
products-link-upsell-to = الأفضل منه: { $product }
products-link-upsell-from = هو الأفضل من: { $product }
products-link-related-to = يشبهه: { $product }
products-link-related-from = يشبه: { $product }
products-ban-everywhere = لا يُعرض أبدًا.
products-ban-beside = لا يُعرض إلى جانب: { $product }
products-ban-other = لا يُعرض إلى جانبه: { $product }
products-sales = كيف يُباع
products-sales-day = يوميًا
products-sales-week = أسبوعيًا
products-sales-day-caption = الوحدات المبيعة كل يوم
products-sales-week-caption = الوحدات المبيعة كل أسبوع
products-sales-fact = الوحدات: { $units }. الطلبات: { $orders }. المبيعات: { $revenue }.
products-sales-units = الوحدات
products-sales-short = متوسط ٧ أيام
products-sales-long = متوسط ٢٨ يومًا
products-sales-empty = لم يُبع في هذه المدة.
products-turn-up = منذ { $day } يُباع أفضل من قبل.
products-turn-down = منذ { $day } يُباع أقل من قبل.
products-spike = { $units ->
        [zero] { $day }: لا وحدات، والمعتاد { $usual }.
        [one] { $day }: وحدة واحدة، والمعتاد { $usual }.
        [two] { $day }: وحدتان، والمعتاد { $usual }.
        [few] { $day }: { $units } وحدات، والمعتاد { $usual }.
        [many] { $day }: { $units } وحدة، والمعتاد { $usual }.
       *[other] { $day }: { $units } وحدة، والمعتاد { $usual }.
    }
products-missing = { $days ->
        [zero] لم يُبع { $days } يوم ابتداءً من { $day }.
        [one] لم يُبع يومًا واحدًا ابتداءً من { $day }.
        [two] لم يُبع يومين ابتداءً من { $day }.
        [few] لم يُبع { $days } أيام ابتداءً من { $day }.
        [many] لم يُبع { $days } يومًا ابتداءً من { $day }.
       *[other] لم يُبع { $days } يوم ابتداءً من { $day }.
    }

## صفحة: التقييم.

dashboard-evaluation = التقييم
evaluation-made = أُجري في { $moment }
evaluation-learnt = تعلّم من الطلبات ({ $orders }) والزيارات ({ $visits }) قبل { $from }؛ وسُئل عمّا جاء منذ ذلك حتى { $until }.
evaluation-about = الدقة على الماضي ليست مبيعات: فهي تعدّ أيضًا ما كان سيُشترى على أي حال. أما ما تجلبه العروض فتذكره النظرة العامة.
evaluation-empty = لم يُجرَ تقييم بعد. التقييم يسأل ماضي المتجر نفسه عن جودة العروض: من طلبات بضعة أسابيع أو أكثر يتعلّم من الأقدم ويخمّن الأحدث. يستغرق بضع دقائق ولا يغيّر شيئًا. ابدأه من هنا أو بهذا الأمر:
dashboard-done-evaluation-started = طُلب التقييم. تظهر نتيجته هنا فور انتهائه.
dashboard-done-evaluation-running = هناك تقييم جارٍ بالفعل. تظهر نتيجته هنا فور انتهائه.
evaluation-act-evaluate = قيّم الآن
evaluation-act-about = يستغرق هذا بضع دقائق. لا يتغيّر شيء في العروض؛ وما يُطلب أثناءه من بناء واستيراد ينتظر حتى ينتهي.
evaluation-queued = هناك تقييم ينتظر ما قبله من بناء واستيراد.
evaluation-running = هناك تقييم قيد العمل.
evaluation-step = الخطوة { $at } من { $max } على الأكثر.
evaluation-looks-again = تُحدَّث هذه الصفحة من تلقاء نفسها كل بضع ثوانٍ.
evaluation-refused-nothing-to-learn = لم يكن هناك ما يُقيَّم: لا تُعرف بعد طلبات ولا زيارات. استورد طلبات ثم قيّم من جديد.
evaluation-refused-history-too-short = كان ما يُقيَّم أقل مما يلزم: يجب أن تعود الطلبات إلى ما قبل الأيام التي يُسأل عنها، وهي سبعة على الأقل. استورد طلبات أقدم، أو قيّم من جديد بعد بضعة أسابيع.
evaluation-to-data = استورد طلبات
evaluation-failed = انتهى آخر تقييم بخطأ: { $reason }. قيّم من جديد؛ فإن أخفق ثانيةً فانظر في صفحة البيانات هل كل شيء على ما يرام.
evaluation-questions = { $questions ->
        [zero] لا أسئلة.
        [one] سؤال واحد.
        [two] سؤالان.
        [few] { $questions } أسئلة.
        [many] { $questions } سؤالًا.
       *[other] { $questions } سؤال.
    }
evaluation-too-few = أقل من أن يُقال شيء: { $there } من { $needed } لازمة.
evaluation-metric = { $metric }، من { $depth }
evaluation-kind = ما هي
evaluation-method = الطريقة
evaluation-question = ما مدى جودة هذه العروض لو قُدِّمت في الماضي؟
evaluation-drawn = الخطوط والمجالات: تقع القيمة الحقيقية داخلها ٩٥ مرة من ١٠٠. سُحبت بالبذرة { $seed }؛ والبذرة نفسها تعطي الأرقام نفسها.
evaluation-questions-unknown = { $questions ->
        [zero] لا سؤال منها عن منتجات لا يعرفها الماضي بعد.
        [one] سؤال واحد منها عن منتجات لا يعرفها الماضي بعد؛ ويُعدّ إخفاقًا.
        [two] سؤالان منها عن منتجات لا يعرفها الماضي بعد؛ ويُعدّان إخفاقًا.
        [few] { $questions } أسئلة منها عن منتجات لا يعرفها الماضي بعد؛ وتُعدّ إخفاقًا.
        [many] { $questions } سؤالًا منها عن منتجات لا يعرفها الماضي بعد؛ وتُعدّ إخفاقًا.
       *[other] { $questions } سؤال منها عن منتجات لا يعرفها الماضي بعد؛ وتُعدّ إخفاقًا.
    }
evaluation-slice = { $questions ->
        [zero] { $metric }: { $slice } (لا أسئلة)
        [one] { $metric }: { $slice } (سؤال واحد)
        [two] { $metric }: { $slice } (سؤالان)
        [few] { $metric }: { $slice } ({ $questions } أسئلة)
        [many] { $metric }: { $slice } ({ $questions } سؤالًا)
       *[other] { $metric }: { $slice } ({ $questions } سؤال)
    }
evaluation-differences = { $metric }: بالمقارنة مع هذا المتجر، على الأسئلة نفسها
evaluation-difference = الفرق
evaluation-verdict = الحكم
evaluation-silent = ليس لديها ما تقوله هنا: { $methods }.
evaluation-list-separator = ،
evaluation-configuration-own = هذا المتجر
evaluation-configuration-tuned = مضبوط
evaluation-asks-cart_completion = يُخرَج منتج واحد من كل سلة: فأيّ منتج هو؟
evaluation-asks-cold_start = تفقد بعض المنتجات ماضيها: فأيّها ينتمي إلى هذه السلة؟
evaluation-asks-next_basket = يعود زبون معروف: فماذا يشتري؟
evaluation-asks-seed_to_rest = يُعطى أول منتج من الطلب: فماذا كان فيه غيره؟
evaluation-asks-session_next_item = شاهد زائر هذا: فماذا يشاهد بعده؟
evaluation-asks-step_up = صفحة منتج مفتوحة: فأيّ منتج أغلى من نوعه اشتُري بدلًا منه؟
part-slice-new_to_customer = ما لم يشترِه الزبون من قبل
part-slice-different_leaf = منتجات من فئة أخرى
part-slice-tail = الثمانون في المئة الأقل مبيعًا من المنتجات
part-verdict-better = أفضل
part-verdict-worse = أسوأ
part-verdict-not_told_apart = لا يتميّز أحدهما
part-method-whole = عروض المتجر
part-method-recommender = مُرشِّح واحد وحده
part-method-baseline = طريقة من الكتب
part-task-cart_completion = إكمال السلة
part-task-cold_start = منتجات جديدة
part-task-next_basket = السلة التالية
part-task-seed_to_rest = من منتج إلى بقية الطلب
part-task-session_next_item = المنتج التالي في الزيارة
part-task-step_up = درجة أعلى
part-baseline-co_count = المُشترى معًا، بالعدّ
part-baseline-confidence = الثقة
part-baseline-content_words = الكلمات المشتركة
part-baseline-cosine = جيب التمام
part-baseline-last_item_transitions = ما تلا آخر منتج
part-baseline-log_likelihood_ratio = نسبة لوغاريتم الأرجحية
part-baseline-personal_frequency = ما يشتريه المرء نفسه
part-baseline-popularity = الأكثر مبيعًا
part-metric-hit_rate = الإصابات
part-metric-recall = ما وُجد مما اشتُري
part-metric-ndcg = NDCG
part-metric-reciprocal_rank = مقلوب الرتبة
part-metric-coverage = حصة المعروض من الكتالوج
part-metric-median_popularity = رواج الأوسط
part-metric-same_leaf_share = من الفئة نفسها
