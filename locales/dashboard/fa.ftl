### آنچه صفحه‌های کارکنان فروشگاه می‌گویند، به فارسی.

## همهٔ صفحه‌ها.

staff-language = زبان
staff-skip = رفتن به محتوا
staff-sign-out = خروج
sign-in-title = ورود
sign-in-key = کلید
sign-in-hint = کلید مدیر فروشگاه، همان که «alongside init» چاپ کرد. «alongside keys create --kind admin» کلید دیگری می‌سازد.
sign-in-refused = کلیدی که اجازهٔ ورود داشته باشد با آنچه فرستاده شد یکی نیست. ببینید کامل رونوشت شده باشد.
sign-in-button = ورود
dashboard-pages = صفحه‌ها
dashboard-time = بازه
dashboard-days = { $days ->
        [one] { $days } روز
       *[other] { $days } روز
    }

## Page: overview.

dashboard-overview = نمای کلی
dashboard-caused = پیشنهادها { $value } سود آوردند که بدون آن‌ها نمی‌آمد (از { $low } تا { $high })
dashboard-caused-about = از بازدیدکنندگانی دانسته می‌شود که پیشنهادی نمی‌بینند. آنچه تصادفی رخ دهد در ۹۵ فروشگاه از ۱۰۰ درون این بازه است.
dashboard-caused-untold = هنوز نمی‌توان گفت پیشنهادها چه آورده‌اند
dashboard-untold-too_few_visitors = تاکنون بازدیدکنندگان بسیار کم بوده‌اند. عدد خودبه‌خود پدیدار می‌شود.
dashboard-untold-no_hold_out = به همهٔ بازدیدکنندگان پیشنهاد نشان داده می‌شود، پس کسی نمی‌داند بدون آن‌ها چه می‌شد. در تنظیمات چند بازدیدکننده را کنار بگذارید.
dashboard-untold-broken_by_sample_ratio = شمار بازدیدکنندگان کنارگذاشته بسیار با آنچه باید باشد فرق دارد. چیزی در صفحه‌های فروشگاه با آن‌ها جور دیگری رفتار می‌کند؛ هشدار گزارش را ببینید.
dashboard-untold-nothing_varied = تاکنون همهٔ بازدیدکنندگان یک کار کرده‌اند.
dashboard-tile-revenue = فروش پس از مرجوعی
dashboard-tile-orders = سفارش‌ها
dashboard-tile-order-value = میانگین سفارش
dashboard-tile-visitors = بازدیدکنندگان
dashboard-tile-credited = فروش پس از کلیک بر پیشنهاد

## Page: what the pages that steer share.

staff-moment = { $date }، { $time } UTC
staff-everywhere = همه‌جا
staff-from = از { $from }
staff-until = تا { $until }
staff-from-until = از { $from } تا { $until }
staff-column-acts = کارهای ممکن
form-no-number = این عدد نیست. فقط رقم بنویسید، مانند ۱۲ یا ۱۲٫۵.
form-no-moment = این تاریخ با ساعت نیست. هر دو را برگزینید یا خالی بگذارید.
placement-home = صفحهٔ نخست
placement-category_page = صفحهٔ دسته
placement-product_page = صفحهٔ محصول
placement-cart = سبد خرید
placement-checkout = تسویه‌حساب
placement-post_purchase = پس از سفارش
placement-email = ایمیل
placement-pos = صندوق فروشگاه
placement-sales_desk = میز فروش
placement-chat = گفت‌وگو
preview-title = چه عوض می‌شود: { $place }
preview-nothing = هنوز تصمیم یا سفارشی نیست که بتوان آن را با آن آزمود. سفارش‌ها را در صفحهٔ داده وارد کنید یا منتظر نخستین بازدیدکنندگان بمانید.
preview-same = چیزی عوض نمی‌شود. شمار آزموده‌ها: { $carts }؛ پیشنهادها: { $before }.
preview-of-decisions = از آخرین تصمیم‌های اینجا ({ $carts }) این شمار عوض می‌شود: { $changed }. مجموع پیشنهادها: اکنون { $before }، سپس { $after }.
preview-of-orders = هنوز اینجا به کسی پاسخ داده نشده، پس سبدهای آخرین سفارش‌ها آزموده شد: { $carts }. از آن‌ها این شمار عوض می‌شود: { $changed }. مجموع پیشنهادها: اکنون { $before }، سپس { $after }.
preview-not-set = هنوز چیزی ذخیره نشده است. آنچه آزموده شد در فرم زیر است.
preview-cart = سبد یا صفحه
preview-now = پیشنهاد کنونی
preview-then = پیشنهاد سپس

## Page: rules.

dashboard-rules = قاعده‌ها
dashboard-done-rule-set = قاعده ذخیره شد و پاسخ بعدی به آن پایبند است.
dashboard-done-rule-removed = قاعده برداشته شد.
dashboard-done-banned = منع از پاسخ بعدی برقرار است.
dashboard-done-lifted = منع برداشته شد.
dashboard-done-linked = پیوند ذخیره شد و از ساخت بعدی مدل‌ها به شمار می‌آید.
dashboard-done-unlinked = پیوند برداشته شد و از ساخت بعدی مدل‌ها بی‌اثر است.
rules-about = قاعده‌ها می‌گویند چه باید پیشنهاد شود، چه نباید، و چه جلوتر بیاید. منع بر همه مقدم است، سپس آنچه در فهرست مجاز نیست، سپس سنجاق؛ پیش‌بردن و پس‌بردن در هم ضرب می‌شوند.
rules-new = افزودن قاعده
rules-change = تغییر قاعده
rules-back = همهٔ قاعده‌ها
rules-none = هنوز قاعده‌ای نیست. یکی بیفزایید، مثلاً برای آن‌که محصولی همیشه در سبد دیده شود یا برندی در تسویه‌حساب نیاید.
rules-column-rule = قاعده
rules-column-action = چه می‌کند
rules-column-products = محصولات کنونی
rules-column-where = کجا
rules-column-state = وضعیت
rules-column-notes = تعارض‌ها و یادداشت‌ها
rules-column-ban = هرگز پیشنهاد نشود
rules-on = برقرار
rules-off = خاموش
rules-not-now = نه در این زمان
rules-action-pin = نخست این محصولات را نشان بده
rules-action-ban = هرگز این محصولات را نشان نده
rules-action-boost = این محصولات را پیش ببر
rules-action-bury = این محصولات را پس ببر
rules-action-include_only = فقط این محصولات را نشان بده
rules-conflict-both = قاعدهٔ «{ $with }» محصولات مشترکی را به سوی دیگر می‌برد، به شمار { $products }؛ هر دو در هم ضرب می‌شوند. برای نمونه: { $examples }.
rules-conflict-wins = جایی که هر دو از یک محصول نام می‌برند این قاعده بر «{ $with }» مقدم است؛ شمار: { $products }. برای نمونه: { $examples }.
rules-conflict-loses = جایی که هر دو از یک محصول نام می‌برند «{ $with }» بر این قاعده مقدم است؛ شمار: { $products }. برای نمونه: { $examples }.
rules-group-what = چه می‌کند
rules-group-products = برای کدام محصولات – از هر خانهٔ پرشده باید یکی بخواند
rules-group-when = کجا، برای که و کی
rules-group-beside = فقط جایی که سبد یا صفحه یکی از این‌ها را دارد – خالی: همیشه
rules-group-try = نخست بیازمایید
rules-action = قاعده
rules-id = نام کوتاه
rules-id-hint = حروف a تا z، رقم، - و _. اگر خالی بماند خودبه‌خود داده می‌شود.
rules-id-mistake = ۱ تا ۶۴ حرف a تا z، رقم، - و _ به کار ببرید و نامی که قاعدهٔ دیگری ندارد.
rules-slot = جای نخستین محصول
rules-slot-hint = فقط وقتی محصولات نخست نشان داده می‌شوند: ۱ تا ۲۴. خالی: ۱.
rules-slot-mistake = جایی از ۱ تا ۲۴، و فقط وقتی محصولات نخست نشان داده می‌شوند. برای قاعده‌های دیگر خالی کنید.
rules-factor = چه اندازه
rules-factor-hint = فقط برای پیش‌بردن یا پس‌بردن: ۱ تا ۱۰. خالی: ۲.
rules-factor-mistake = عددی از ۱ تا ۱۰، و فقط برای پیش‌بردن یا پس‌بردن. برای قاعده‌های دیگر خالی کنید.
rules-note = چرا
rules-note-hint = برای همکارانتان؛ مشتریان هرگز نمی‌بینند.
rules-note-mistake = کوتاه‌ترش کنید: حداکثر ۵۰۰ بایت.
rules-enabled = روشن
rules-enabled-yes = قاعده به شمار می‌آید
rules-products-ids = شناسهٔ محصولات
rules-products-ids-hint = هر خط یکی. قاعده‌ای که محصولات را نخست نشان می‌دهد به آن‌ها به ترتیب نیاز دارد.
rules-products-ids-mistake = محصولات فهرست را نام ببرید، هر خط یک شناسه – ۱ تا ۲۴ وقتی نخست نشان داده می‌شوند – یا خانهٔ دیگری از این بخش را پر کنید.
rules-products-categories = دسته‌ها
rules-products-categories-hint = هر خط یکی، مانند Home > Lamps؛ آنچه زیر آن است هم به شمار می‌آید.
rules-products-brands = برندها
rules-products-brands-hint = هر خط یکی.
rules-products-tags = برچسب‌ها
rules-products-tags-hint = هر خط یکی.
rules-products-attributes = ویژگی‌ها
rules-products-attributes-hint = هر خط یکی: Colour = red یا Length >= 2 یا Length <= 4.
rules-products-attributes-mistake = هر خط را مانند Colour = red یا Length >= 2 یا Length <= 4 بنویسید.
rules-products-price-min = قیمت از
rules-products-price-min-mistake = مبلغ را به پول فروشگاه بنویسید، مانند ۱۲٫۵۰، و کمتر را اینجا.
rules-products-price-max = قیمت تا
rules-products-price-max-mistake = مبلغی به پول فروشگاه بنویسید، مانند ۱۲٫۵۰.
rules-products-margin-percent-min = حاشیهٔ سود از، ٪
rules-products-margin-percent-min-mistake = عدد نخست نباید از دومی بیشتر باشد.
rules-products-margin-percent-max = حاشیهٔ سود تا، ٪
rules-products-stock-min = موجودی از
rules-products-stock-min-mistake = عدد نخست نباید از دومی بیشتر باشد.
rules-products-stock-max = موجودی تا
rules-when-placements = کجا
rules-when-placements-hint = هیچ‌کدام: همه‌جا.
rules-when-segments = برای مشتریانی با یکی از این برچسب‌ها
rules-when-segments-hint = هر خط یکی، نیز tier:profitable یا segment:1 چنان‌که صفحهٔ مشتریان می‌نامد. خالی: برای همه.
rules-when-valid-from = از، UTC
rules-when-valid-from-hint = خالی: هم‌اکنون.
rules-when-valid-until = تا، UTC
rules-when-valid-until-hint = خالی: همیشه.
rules-when-valid-until-mistake = پایان باید پس از آغاز باشد.
rules-try-at = کجا آزموده شود
rules-act-set = ذخیرهٔ قاعده
rules-act-try = آزمودن بدون ذخیره
rules-act-remove = برداشتن همیشگی قاعده
rules-ask-remove = برداشتن قاعده…
rules-ask-remove-about = پاسخ بعدی بی آن است و بازگرداندنی نیست؛ برای درنگ، خاموشش کنید.
rules-bans = محصولات منع‌شده
rules-bans-none = محصولی منع نشده است. منع، محصول یا دسته‌ای را از همهٔ پیشنهادها دور نگه می‌دارد.
rules-ban-pair = { $product } در کنار { $with }
rules-banned-category = دستهٔ { $category }
rules-ban-product = شناسهٔ محصول
rules-ban-product-mistake = محصولی از فهرست را نام ببرید، اگر خواستید با محصولی در کنارش، یا تنها یک دسته را.
rules-ban-with = فقط در کنار این محصول
rules-ban-with-hint = خالی: همه‌جا.
rules-ban-category = دسته
rules-ban-category-hint = به جای محصول، مانند Home > Lamps.
rules-act-ban = منع کن
rules-act-lift = برداشتن منع
rules-ask-lift = برداشتن…
rules-ask-lift-about = از پاسخ بعدی ممکن است دوباره پیشنهاد شود.
rules-links = پیوند محصولات
rules-links-none = هنوز پیوندی نیست. پیوند می‌گوید محصولی با محصول دیگر جور است، پیش از آن‌که سفارشی نشان دهد.
rules-links-more = نمایش: { $shown } از { $links }. این شمار را بهتر است در فایل نگه دارید و وارد کنید.
rules-link-from = در کنار این محصول
rules-link-from-hint = شناسهٔ آن.
rules-link-from-mistake = محصولی با این شناسه در فهرست نیست.
rules-link-to = این را پیشنهاد بده
rules-link-to-hint = شناسهٔ آن.
rules-link-to-mistake = محصول دیگری از فهرست را نام ببرید.
rules-link-kind = به‌عنوان
rules-link-cross_sell = با آن جور است
rules-link-upsell = بهتر از آن
rules-link-related = همانند آن
rules-act-link = پیوند بده
rules-act-unlink = برداشتن پیوند
rules-ask-unlink = برداشتن…
rules-ask-unlink-about = از ساخت بعدی بی‌اثر می‌شود.
