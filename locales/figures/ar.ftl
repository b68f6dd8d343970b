### صفحات الأرقام وأسماء ما تعدّه، بالعربية.

## كل صفحة فيها أرقام.

date-without-year = { $day } { $month }
figures-moment = { $day }، { $time } UTC
figures-from-to = { $from } إلى { $to }
figures-as-of = حتى { $moment }
figures-as-of-stale = حتى { $moment }. يجري إعداد أرقام أحدث؛ أعد فتح الصفحة بعد لحظات.
figures-today = اليوم
figures-day = اليوم
figures-table = أظهر الأرقام
figures-number = القيمة
figures-interval = المجال (95٪)

## صفحة: نظرة عامة، بقية الأجزاء.

overview-caused-caption = ما جلبته العروض في هذه الأيام
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
trace-figures = الأرقام
trace-of-revenue = المبيع
trace-of-credited = مبيع بعد النقر
trace-of-impression = معروض
trace-of-viewable = مرئي
trace-of-click = منقور
trace-of-add_to_cart = أُضيف إلى السلة
trace-of-dismiss = مرفوض
trace-counted-lines = { $count ->
        [zero] لا سطور من الطلبات، المجموع { $revenue }.
        [one] سطر واحد من طلب، المجموع { $revenue }.
        [two] سطران من الطلبات، المجموع { $revenue }.
        [few] { $count } سطور من الطلبات، المجموع { $revenue }.
        [many] { $count } سطرًا من الطلبات، المجموع { $revenue }.
       *[other] { $count } سطر من الطلبات، المجموع { $revenue }.
    }
trace-counted-deeds = { $count ->
        [zero] ولا مرة.
        [one] مرة واحدة.
        [two] مرتان.
        [few] { $count } مرات.
        [many] { $count } مرة.
       *[other] { $count } مرة.
    }
trace-cut = تظهر أول 100 منها.
trace-csv = حتى 10,000 بصيغة CSV
trace-empty = لا شيء وراء هذا الرقم في هذه الأيام. اختر مدة أطول أو رقمًا آخر.
trace-at = متى
trace-product = المنتج
trace-order = الطلب
trace-revenue = المبيعات
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
part-recommender-needs = ما قاله العميل
part-recommender-new_launches = الجديد
part-recommender-personalized = لهذا العميل
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
