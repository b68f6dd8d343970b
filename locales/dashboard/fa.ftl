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

home-about = این‌جا Alongside پاسخ می‌دهد. به مشتریان این فروشگاه آنچه را همراه انتخابشان می‌آید پیشنهاد می‌کند.
home-dashboard = صفحه‌های فروشنده
home-reference = مرجع رابط HTTP، به انگلیسی
home-errors = همهٔ خطاها و چارهٔ آن‌ها، به انگلیسی
home-openapi = سند OpenAPI
home-health = آیا سرور زنده است

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
