### صفحه‌های ارقام و نام آنچه می‌شمارند، به فارسی.

## هر صفحهٔ ارقام.

date-without-year = { $day } { $month }
figures-from-to = { $from } تا { $to }
figures-as-of = تا { $moment }
figures-as-of-stale = تا { $moment }. ارقام تازه‌تر در حال آماده شدن است؛ اندکی دیگر صفحه را دوباره باز کنید.
figures-being-made = ارقام در حال آماده شدن است. چون داده‌ها زیاد است، جمع‌زدن چند ثانیه طول می‌کشد؛ سپس این صفحه خودبه‌خود دوباره باز می‌شود.
figures-look-again = باز کردن دوبارهٔ صفحه
figures-today = امروز
figures-day = روز
figures-table = نمایش اعداد
figures-number = مقدار
figures-compared = در مقایسه
figures-interval = بازه (۹۵٪)
figures-unknown = نامعلوم
figures-arm = { $experiment }: { $arm }
figures-arm-several = { $experiment }: چند گروه را دیدند
figures-arm-held-out = بدون پیشنهاد
figures-arm-offers = با پیشنهاد
figures-arm-moved = نخست بدون پیشنهاد و سپس با آن، یا برعکس

## صفحه: نمای کلی، بخش‌های دیگر.

overview-caused-caption = آنچه پیشنهادها در این روزها آوردند
overview-caused-open = پیشنهادها شاید { $value } سود آورده باشند؛ تصادف به‌تنهایی نیز می‌تواند همین کند (از { $low } تا { $high })
overview-caused-what = آورده
overview-caused-bar = کمتر یا بیشتر از هیچ
overview-caused-margin_per_visitor = سود
overview-caused-revenue_per_visitor = فروش
overview-sold-caption = { $days ->
        [one] فروش روزبه‌روز
       *[other] فروش هر { $days } روز
    }
overview-sold-fact = در مجموع { $revenue }، که { $credited } ({ $share }) از آن پس از کلیک بر پیشنهاد بوده است.
overview-sold-empty = در این روزها سفارشی نبوده است. سفارش‌ها با POST /v1/orders یا «alongside import orders.csv» می‌رسند.
overview-parts = از کجا می‌آید
overview-parts-empty = در این روزها پیشنهادی نشان داده نشد. دو سطر راهنمای سازندهٔ صفحه را در صفحه‌های فروشگاه بگذارید.
overview-by-placement = جایگاه
overview-by-kind = هدف
overview-by-recommender = پیشنهاددهنده
overview-by-locale = زبان
overview-by-placement-caption = فروش پس از کلیک، بر پایهٔ جایگاه
overview-by-kind-caption = فروش پس از کلیک، بر پایهٔ هدف
overview-by-recommender-caption = فروش پس از کلیک، بر پایهٔ پیشنهاددهنده‌ای که بیش از همه وزن داشت
overview-by-locale-caption = فروش پس از کلیک، بر پایهٔ زبان
overview-part-bar = سهم
overview-part-shown = نمایش
overview-part-clicks = کلیک‌ها
overview-part-rate = کلیک به ازای هر نمایش
overview-by-tier = ارزش
overview-by-segment = رفتار
overview-by-arm = گروه آزمایش
overview-by-tier-caption = بازدیدکنندگان بر پایهٔ ارزششان: سود به ازای هر بازدیدکننده
overview-by-segment-caption = بازدیدکنندگان بر پایهٔ شیوهٔ خریدشان: سود به ازای هر بازدیدکننده
overview-by-arm-caption = بازدیدکنندگان بر پایهٔ گروهی که در آن بودند: سود به ازای هر بازدیدکننده
overview-group-bar = سود
overview-part-seen = دیده‌شده
overview-part-seen-rate = کلیک به ازای هر پیشنهاد دیده‌شده
overview-part-orders = سفارش‌های دارای یکی از آن‌ها
overview-part-attach = سهم از همهٔ سفارش‌ها
overview-part-coverage = فهرست کالای نمایش‌یافته
overview-metrics = بازدیدکنندگان چگونه خرید می‌کنند
overview-metrics-about = این ارقام همهٔ بازدیدکنندگان را وصف می‌کند. آنچه پیشنهادها تغییر داده‌اند بالاتر آمده است.
overview-metrics-empty = در این روزها کسی نیامد. ارقام با نخستین بازدیدها پدیدار می‌شود.
overview-metric = سنجه
overview-left-out = کنارگذاشته‌شدگان
overview-left-out-about = در هیچ رقمی نیستند: برنامه‌ها، کارکنان فروشگاه و آزمایش‌ها؛ هر یک روزی یک بار شمرده می‌شود.
overview-csv = ارقام را با خود ببرید
overview-csv-summary = خلاصه (CSV)
overview-csv-days = روزبه‌روز (CSV)
overview-csv-metrics = سنجه‌ها (CSV)
overview-csv-breakdown = بر پایهٔ بخش‌ها، مانند بالا (CSV)

## صفحه: سطرها.

dashboard-trace = سطرهای پشت یک رقم
trace-of = رقم
trace-metric = با کدام سنجه
trace-placement = جایگاه
trace-kind = هدف
trace-recommender = پیشنهاددهنده
trace-locale = زبان
trace-tier = ارزش
trace-segment = رفتار
trace-arm = گروه آزمایش
trace-all = همه
trace-show = نمایش سطرها
trace-of-margin = سود آنچه فروخته شد
trace-of-paid = پرداخت‌شده
trace-of-refunded = بازپرداخت‌شده
trace-of-fees = هزینهٔ ارسال و کارمزد
trace-of-units = تعدادی که نزد مشتریان ماند
trace-of-orders = سفارش‌ها
trace-of-orders_in_other_currencies = سفارش‌ها به ارزهای دیگر
trace-of-visitors = بازدیدکنندگان
trace-of-left_out = کنارگذاشته‌شدگان
trace-of-credited_margin = سود پس از کلیک
trace-of-orders_with_offers = سفارش‌های دارای کالای پیشنهادی
trace-of-coverage = کالاهای نمایش‌یافته
trace-of-caused = آنچه پیشنهادها آوردند
trace-of-revenue = فروخته
trace-of-credited = فروخته پس از کلیک
trace-of-impression = نمایش
trace-of-viewable = دیده‌شده
trace-of-click = کلیک‌شده
trace-of-add_to_cart = به سبد افزوده
trace-of-dismiss = ردشده
trace-sum = { $count ->
        [one] { $count } سطر، در مجموع { $value }.
       *[other] { $count } سطر، در مجموع { $value }.
    }
trace-sum-ratio = { $count ->
        [one] { $count } سطر: { $value } بر { $base } می‌شود { $ratio }.
       *[other] { $count } سطر: { $value } بر { $base } می‌شود { $ratio }.
    }
trace-sum-arm = { $count ->
        [one] { $arm }: { $value } بر { $base }، از { $count } بازدیدکننده.
       *[other] { $arm }: { $value } بر { $base }، از { $count } بازدیدکننده.
    }
trace-caused-about = آنچه پیشنهادها آوردند تفاوت این میانگین‌هاست، پس از آنکه کارهای پیشین همان بازدیدکنندگان به حساب آید.
trace-cut = ۱۰۰ مورد نخست نشان داده می‌شود.
trace-csv = تا ۱۰٬۰۰۰ مورد به‌صورت CSV
trace-empty = در این روزها چیزی پشت این رقم نیست. بازه‌ای بلندتر یا رقمی دیگر برگزینید.
trace-at = زمان
trace-product = کالا
trace-order = سفارش
trace-visitor = بازدیدکننده
trace-group = بخش
trace-value = می‌افزاید
trace-base = سنجیده با
trace-value-before = پیش از آن
trace-base-before = سنجیده با، پیش از آن
trace-offer = پیشنهاد: کجا، از که، کی

## نام بخش‌ها.

part-placement-home = صفحهٔ نخست
part-placement-category_page = صفحهٔ دسته
part-placement-product_page = صفحهٔ کالا
part-placement-cart = سبد خرید
part-placement-checkout = تسویه
part-placement-post_purchase = پس از خرید
part-placement-email = رایانامه
part-placement-pos = صندوق فروشگاه
part-placement-sales_desk = میز فروش
part-placement-chat = گفت‌وگو
part-kind-complement = همراه آن
part-kind-upsell = یکی بهتر
part-kind-buy_again = خرید دوباره
part-kind-discovery = برای کشف
part-recommender-accessories = لوازم سازگار
part-recommender-association_rules = قاعده‌های سبد
part-recommender-basket_model = مدل سبد
part-recommender-bundles = مجموعه‌ها
part-recommender-buy_again = وقت خرید دوباره
part-recommender-co_purchase = با هم خریده‌شده
part-recommender-kindred = کالاهای هم‌خانواده
part-recommender-merchant_links = برگزیدهٔ فروشگاه
part-recommender-needs = آنچه مشتری گفت
part-recommender-new_launches = تازه‌ها
part-recommender-personalized = برای این مشتری
part-recommender-popular = پرطرفدار
part-recommender-recently_viewed = تازه دیده‌شده
part-recommender-review_pairs = با هم در نظرها
part-recommender-services = خدمات
part-recommender-session_knn = بازدیدهای همانند
part-recommender-similar = همانند
part-recommender-trending = روبه‌رشد
part-recommender-upsell = یک پله بالاتر
part-left_out-bot = برنامه‌هایی که خود می‌گویند
part-left_out-staff = کارکنان فروشگاه
part-left_out-test = آزمایش‌ها
part-left_out-too_fast = تندتر از توان انسان
part-left_out-clicks_everything = همه چیز را یکجا کلیک می‌کنند
part-left_out-never_rests = هرگز نمی‌آسایند
part-metric-attach_rate = سفارش‌های دارای کالای پیشنهادی (نرخ پیوست)
part-metric-average_order_value = میانگین سفارش (AOV)
part-metric-click_through_rate = کلیک به ازای هر پیشنهاد نمایش‌داده‌شده
part-metric-viewable_click_through_rate = کلیک به ازای هر پیشنهاد دیده‌شده
part-metric-conversion = بازدیدکنندگانی که سفارش می‌دهند
part-metric-dismissal_rate = رد به ازای هر پیشنهاد نمایش‌داده‌شده
part-metric-margin_per_visitor = سود به ازای هر بازدیدکننده
part-metric-net_promoter_score = امتیاز خالص مروجان
part-metric-refund_rate = سهم فروش بازگشتی
part-metric-revenue_per_visitor = فروش به ازای هر بازدیدکننده
part-metric-slow_answer_rate = پاسخ‌های دیررس
part-metric-units_per_order = تعداد کالا در هر سفارش
part-metric-unsubscribe_rate = بازدیدکنندگانی که اشتراک را لغو می‌کنند

## صفحه: مسیرها.

figures-seconds = { $count ->
        [one] { $count } ثانیه
       *[other] { $count } ثانیه
    }
figures-minutes = { $count ->
        [one] { $count } دقیقه
       *[other] { $count } دقیقه
    }
figures-hours = { $count ->
        [one] { $count } ساعت
       *[other] { $count } ساعت
    }
figures-days = { $count ->
        [one] { $count } روز
       *[other] { $count } روز
    }
dashboard-journeys = مسیرها
journeys-funnel = بازدیدها تا کجا می‌رسند
journeys-funnel-fact = { $visits } بازدید؛ سهم آن‌هایی که به سفارش رسید: { $conversion }.
journeys-funnel-empty = در این روزها بازدیدی نبوده است. بازدیدها از رویدادهای صفحه‌های فروشگاه دانسته می‌شود: دو سطر راهنمای سازندهٔ صفحه را در آن‌ها بگذارید.
journeys-step = ایستگاه
journeys-step-view = دیدن کالا
journeys-step-cart = افزودن به سبد
journeys-step-checkout = رفتن به تسویه
journeys-step-order = سفارش
journeys-visits = بازدیدها
journeys-of-before = از ایستگاه پیشین
journeys-stopped = همین‌جا ماندند
journeys-placements = پیشنهادها کجا دیده و پذیرفته می‌شوند
journeys-cart-rate = سبد به ازای هر نمایش
journeys-ways = مردم چه‌قدر زمان می‌گذارند
journeys-ways-about = میله زمان نفر میانی است و خط از چارک تندتر تا چارک کندتر. هر گام روی آن ده برابر گام پیشین است.
journeys-ways-empty = در این روزها کسی از دیدن به سفارش نرسیده است.
journeys-way = از، تا
journeys-way-view_to_cart = از نخستین نگاه تا سبد
journeys-way-cart_to_order = از سبد تا سفارش
journeys-way-view_to_order = از نخستین نگاه تا سفارش
journeys-way-order_to_order = از سفارش تا سفارش بعدی
journeys-way-bar = زمان
journeys-quarter = یک‌چهارم تا
journeys-half = نیمی تا
journeys-three-quarters = سه‌چهارم تا
journeys-nine-tenths = نه از ده تا
journeys-people = شمارش
journeys-hours = بهترین زمان‌ها
journeys-hours-coming = مردم می‌آیند
journeys-hours-clicking = مردم پیشنهادها را کلیک می‌کنند
journeys-hours-ordering = مردم سفارش می‌دهند
journeys-hours-coming-caption = مردم کی می‌آیند، به درصد هفته
journeys-hours-clicking-caption = مردم کی پیشنهادها را کلیک می‌کنند، به درصد هفته
journeys-hours-ordering-caption = مردم کی سفارش می‌دهند، به درصد هفته
journeys-hours-fact = { $people ->
        [one] { $people } نفر، هر ساعت یک بار شمرده.
       *[other] { $people } نفر، هر یک ساعتی یک بار شمرده.
    }
journeys-hour = ساعت
journeys-best = { $weekday }، { $span }: { $share } هفته، { $times } برابر معمول.
journeys-quiet = آرام از { $span }: { $share } هفته.
journeys-best-none = شمار مردم برای گفتن بهترین زمان‌ها کم بود؛ با صد نفر گفته می‌شود.
journeys-clock = ساعت فروشگاه نسبت به UTC
journeys-clock-set = تنظیم
journeys-clock-refused = این ساعت نیست: مانند +02:00 یا -05:30 بنویسید. ساعت‌های زیر به وقت UTC است.
weekday-monday = دوشنبه
weekday-tuesday = سه‌شنبه
weekday-wednesday = چهارشنبه
weekday-thursday = پنجشنبه
weekday-friday = جمعه
weekday-saturday = شنبه
weekday-sunday = یکشنبه
weekday-short-monday = دو
weekday-short-tuesday = سه
weekday-short-wednesday = چهار
weekday-short-thursday = پنج
weekday-short-friday = جمعه
weekday-short-saturday = شنبه
weekday-short-sunday = یک

## صفحه: کالاها.

dashboard-products = کالاها
products-all = همهٔ کالاها
products-search = عنوان، شناسه یا کد
products-search-button = جست‌وجو
products-found = { $count ->
        [0] چیزی پیدا نشد. واژه‌های کمتر یا شناسهٔ کالا را بیازمایید.
        [one] { $count } کالا پیدا شد.
       *[other] { $count } کالا پیدا شد.
    }
products-unknown = کالایی با شناسهٔ «{ $id }» نیست. این‌جا بجویید.
products-empty = هنوز کالایی نیست. با «alongside import products.csv» یا PUT /v1/products بیاورید.
products-next = کالاهای بعدی
products-product = کالا
products-id = شناسه
products-category = دسته
products-price = قیمت
products-stock = موجودی
products-stock-unknown = نامعلوم
products-stock-untracked = همیشه موجود
products-inactive = فروخته نمی‌شود
products-movers = آنچه بالا می‌رود و آنچه فرو می‌نشیند
products-rising = آشکارا بیش از انتظار می‌فروشد
products-fading = آشکارا کمتر از انتظار می‌فروشد
products-movers-about = { $tested ->
        [one] چهار هفتهٔ اخیر { $tested } کالا در برابر هفته‌های پیش، رشد فروشگاه و فصل.
       *[other] چهار هفتهٔ اخیر { $tested } کالا در برابر هفته‌های پیش، رشد فروشگاه و فصل. از هر بیست موردِ فهرست دست‌بالا یکی تصادفی است.
    }
products-movers-none = { $tested ->
        [0] هیچ کالایی این اواخر آن‌قدر فروش نداشته که بالا یا پایین رفتنش گفته شود.
        [one] { $tested } کالا بررسی شد؛ همان‌گونه که انتظار می‌رفت می‌فروشد.
       *[other] { $tested } کالا بررسی شد؛ هیچ‌یک آشکارا بیشتر یا کمتر از انتظار نمی‌فروشد.
    }
products-movers-early = برای گفتن آن دوازده هفته سفارش لازم است؛ پس از آن خودبه‌خود این‌جا پدیدار می‌شود.
products-mover-bar = تفاوت
products-mover-orders = سفارش‌ها
products-mover-expected = انتظار
products-mover-times = چند برابر انتظار
products-mover-new = تازه
products-offers = همراه آن
products-offers-about = پاسخی واقعی برای صفحهٔ این کالا که همین اکنون پرسیده شد؛ در هیچ رقمی نمی‌آید.
products-offers-empty = این‌جا چیزی پیشنهاد نمی‌شود. یا هنوز چیزی سازگار شناخته نشده یا قاعده‌ای بازمی‌دارد: پایین را ببینید.
products-why = چرا
products-others = آنچه پیشنهاد نمی‌شود و چرا
products-others-empty = چیز دیگری برای این صفحه پیشنهاد نشده بود.
products-others-unkept = اکنون پردازهٔ دیگری تصمیم‌ها را نگه می‌دارد، پس فهرست نشان دادنی نیست. دربارهٔ یک کالا می‌توان پرسید.
products-why-not = چرا این کالا این‌جا پیشنهاد می‌شود یا نمی‌شود؟
products-why-button = بپرس
products-why-unknown = چنین کالایی پیدا نشد. شناسه‌اش را بیازمایید.
products-outcome = چه شد
products-proposed = چرا پیشنهاد شده بود
products-ladder = نردبان قیمت
products-ladder-about = این کالا در میان آن‌هایی که بهتر و گران‌ترند.
products-substitutes = جایگزین‌ها
products-substitutes-about = آنچه می‌توان به‌جای آن خرید، همانندترین نخست.
products-own = تنظیم‌شده با دست
products-own-empty = هیچ پیوند یا منعی این کالا را نام نمی‌برد. با PUT /v1/links و /v1/bans تنظیم می‌شود.
products-link-cross_sell-to = همراه آن: { $product }
products-link-cross_sell-from = پیشنهاد می‌شود همراه: { $product }
products-link-upsell-to = یکی بهتر: { $product }
products-link-upsell-from = بهتر است از: { $product }
products-link-related-to = همانند آن: { $product }
products-link-related-from = همانند است با: { $product }
products-ban-everywhere = هرگز پیشنهاد نمی‌شود.
products-ban-beside = کنار این پیشنهاد نمی‌شود: { $product }
products-ban-other = کنار آن پیشنهاد نمی‌شود: { $product }
products-sales = چگونه می‌فروشد
products-sales-day = روزانه
products-sales-week = هفتگی
products-sales-day-caption = شمار فروش روزانه
products-sales-week-caption = شمار فروش هفتگی
products-sales-fact = شمار: { $units }. سفارش‌ها: { $orders }. فروش: { $revenue }.
products-sales-units = شمار
products-sales-short = میانگین ۷ روز
products-sales-long = میانگین ۲۸ روز
products-sales-empty = در این بازه فروخته نشده است.
products-turn-up = از { $day } بهتر از پیش می‌فروشد.
products-turn-down = از { $day } کمتر از پیش می‌فروشد.
products-spike = { $units ->
        [one] { $day }: { $units } عدد، در حالی که { $usual } معمول است.
       *[other] { $day }: { $units } عدد، در حالی که { $usual } معمول است.
    }
products-missing = { $days ->
        [one] از { $day } { $days } روز فروخته نشد.
       *[other] از { $day } { $days } روز فروخته نشد.
    }

## صفحه: ارزیابی.

dashboard-evaluation = ارزیابی
evaluation-made = انجام‌شده در { $moment }
evaluation-learnt = از { $orders } سفارش و { $visits } بازدید پیش از { $from } آموخت؛ دربارهٔ آنچه از آن پس تا { $until } آمد پرسیده شد.
evaluation-about = درستی بر گذشته فروش نیست: آنچه در هر حال خریده می‌شد نیز شمرده می‌شود. آنچه پیشنهادها می‌آورند در نمای کلی آمده است.
evaluation-empty = هنوز ارزیابی انجام نشده است. ارزیابی از گذشتهٔ خود فروشگاه می‌پرسد که پیشنهادها چه اندازه خوب‌اند: در سفارش‌های چند هفته یا بیشتر، از قدیمی‌ترها می‌آموزد و تازه‌ترها را حدس می‌زند. چند دقیقه زمان می‌برد و چیزی را تغییر نمی‌دهد. آن را این‌جا یا با این فرمان آغاز کنید:
dashboard-done-evaluation-started = ارزیابی درخواست شد. نتیجهٔ آن همین که پایان یابد این‌جا پدیدار می‌شود.
dashboard-done-evaluation-running = ارزیابی‌ای هم‌اکنون در جریان است. نتیجهٔ آن همین که پایان یابد این‌جا پدیدار می‌شود.
evaluation-act-evaluate = اکنون ارزیابی کن
evaluation-act-about = چند دقیقه زمان می‌برد. در پیشنهادها چیزی تغییر نمی‌کند؛ ساخت‌ها و ورودهایی که در این میان درخواست شوند تا پایان آن می‌مانند.
evaluation-queued = ارزیابی‌ای در انتظار ساخت‌ها و ورودهای پیش از خود است.
evaluation-running = ارزیابی‌ای در کار است.
evaluation-step = گام { $at } از حداکثر { $max }.
evaluation-looks-again = این صفحه هر چند ثانیه خود به خود تازه می‌شود.
evaluation-refused-nothing-to-learn = چیزی برای ارزیابی نبود: هنوز هیچ سفارش و بازدیدی شناخته نیست. سفارش‌ها را وارد کنید و دوباره ارزیابی کنید.
evaluation-refused-history-too-short = برای ارزیابی کمتر از اندازه بود: سفارش‌ها باید به پیش از روزهایی برسند که درباره‌شان پرسیده می‌شود و دست‌کم هفت روزند. سفارش‌های قدیمی‌تر را وارد کنید یا چند هفتهٔ دیگر دوباره ارزیابی کنید.
evaluation-to-data = سفارش‌ها را وارد کنید
evaluation-failed = واپسین ارزیابی با خطا پایان یافت: { $reason }. دوباره ارزیابی کنید؛ اگر باز نشد، در صفحهٔ داده‌ها ببینید آیا همه چیز درست است.
evaluation-questions = { $questions ->
        [one] { $questions } پرسش.
       *[other] { $questions } پرسش.
    }
evaluation-too-few = کمتر از آن که بتوان چیزی گفت: { $there } از { $needed } که لازم است.
evaluation-metric = { $metric }، از { $depth }
evaluation-kind = چیست
evaluation-method = روش
evaluation-question = این پیشنهادها در گذشته چه اندازه خوب می‌بودند؟
evaluation-drawn = خط‌ها و بازه‌ها: مقدار درست ۹۵ بار از ۱۰۰ بار درون آن‌هاست. با بذر { $seed } کشیده شده؛ همان بذر همان عددها را می‌دهد.
evaluation-questions-unknown = { $questions ->
        [one] { $questions } پرسش تنها کالاهایی را می‌خواهد که گذشته هنوز نمی‌شناسد؛ خطا شمرده می‌شود.
       *[other] { $questions } پرسش تنها کالاهایی را می‌خواهند که گذشته هنوز نمی‌شناسد؛ خطا شمرده می‌شوند.
    }
evaluation-slice = { $questions ->
        [one] { $metric }: { $slice } ({ $questions } پرسش)
       *[other] { $metric }: { $slice } ({ $questions } پرسش)
    }
evaluation-differences = { $metric }: در برابر این فروشگاه، با همان پرسش‌ها
evaluation-difference = تفاوت
evaluation-verdict = داوری
evaluation-silent = این‌ها اینجا چیزی برای گفتن ندارند: { $methods }.
evaluation-list-separator = ،
evaluation-configuration-own = این فروشگاه
evaluation-configuration-tuned = تنظیم‌شده
evaluation-asks-cart_completion = از هر سبد یک کالا برداشته می‌شود: کدام کالا؟
evaluation-asks-cold_start = چند کالا گذشتهٔ خود را از دست می‌دهند: کدام‌یک به این سبد می‌خورد؟
evaluation-asks-next_basket = مشتری شناخته‌شده‌ای باز می‌آید: برای چه؟
evaluation-asks-seed_to_rest = نخستین کالای سفارش داده می‌شود: دیگر چه در آن بود؟
evaluation-asks-session_next_item = بازدیدکننده‌ای این را دید: سپس چه؟
evaluation-asks-step_up = صفحهٔ کالایی باز است: کدام کالای گران‌تر از همان نوع به جای آن خریده شد؟
part-slice-new_to_customer = آنچه مشتری پیش‌تر نخریده بود
part-slice-different_leaf = کالاهای دسته‌ای دیگر
part-slice-tail = هشتاد درصد کالاها که کمتر از همه فروش می‌روند
part-verdict-better = بهتر
part-verdict-worse = بدتر
part-verdict-not_told_apart = از هم بازشناخته نشدند
part-method-whole = پیشنهادهای فروشگاه
part-method-recommender = یک پیشنهاددهنده به‌تنهایی
part-method-baseline = روش کتابی
part-task-cart_completion = کامل کردن سبد
part-task-cold_start = کالاهای تازه
part-task-next_basket = سبد بعدی
part-task-seed_to_rest = از یک کالا تا باقی سفارش
part-task-session_next_item = کالای بعدی بازدید
part-task-step_up = یک پله بالاتر
part-baseline-co_count = با هم خریده‌شده، شمارشی
part-baseline-confidence = اطمینان
part-baseline-content_words = واژه‌های مشترک
part-baseline-cosine = کسینوس
part-baseline-last_item_transitions = آنچه پس از کالای آخر آمد
part-baseline-log_likelihood_ratio = نسبت لگاریتم درست‌نمایی
part-baseline-personal_frequency = آنچه هر کس خود می‌خرد
part-baseline-popularity = پرفروش‌ها
part-metric-hit_rate = برخورد
part-metric-recall = یافته از خریدها
part-metric-ndcg = NDCG
part-metric-reciprocal_rank = وارون رتبه
part-metric-coverage = سهم نمایش از فهرست کالا
part-metric-median_popularity = پرطرفداری میانی
part-metric-same_leaf_share = از همان دسته
