### آنچه «الانگساید» به فارسی می‌گوید. همهٔ زبان‌ها همین پیام‌ها را با همین آرگومان‌ها دارند.

## دلیل پیشنهادها.

reason-bought_together =
    .headline = همراه خوبی برای { $title }
    .body = در { $together } سفارش از { $total ->
        [one] { $total } سفارشِ
       *[other] { $total } سفارشِ
    } دارای { $title } با هم خریده شده‌اند.
    .badge = اغلب با هم خریده می‌شوند
reason-popular =
    .headline = محبوب در این فروشگاه
    .body = در { $orders ->
        [one] { $orders } سفارشِ
       *[other] { $orders } سفارشِ
    } { $days ->
        [one] { $days } روز گذشته
       *[other] { $days } روز گذشته
    } بوده است.
    .badge = محبوب
reason-trending =
    .headline = رو به رشد
    .body = در { $orders ->
        [one] { $orders } سفارشِ
       *[other] { $orders } سفارشِ
    } { $days ->
        [one] { $days } روز گذشته
       *[other] { $days } روز گذشته
    } بوده است؛ معمولاً { $expected } سفارش است.
    .badge = رو به رشد
reason-recently_viewed =
    .headline = به‌تازگی آن را دیده‌اید
    .body = { $views ->
        [one] از { $views } کالایی است که آخر از همه دیده‌اید.
       *[other] از { $views } کالایی است که آخر از همه دیده‌اید.
    }
    .badge = تازه دیده‌شده
reason-merchant_link =
    .headline = برگزیده برای همراهی با { $title }
    .body = فروشگاه آن را همراه { $title } پیشنهاد می‌کند.
    .badge = انتخاب فروشگاه

## یادداشت‌ها.

note-unknown_product = کالای { $id } در فهرست نیست و نادیده گرفته شد.
note-cart_cut = { $lines ->
        [one] تنها { $lines } ردیف نخست سبد بررسی شد.
       *[other] تنها { $lines } ردیف نخست سبد بررسی شد.
    }
note-recommender_failed = پیشنهاددهندهٔ { $id } خطا داد و کنار گذاشته شد.
note-unknown_category = دستهٔ { $id } شناخته‌شده نیست و نادیده گرفته شد.
note-nothing_built = هنوز چیزی از سفارش‌ها آموخته نشده است، پس چیزی برای پیشنهاد نیست. نخست مدل‌ها را بسازید.

## سرنوشت یک نامزد.

outcome-offered = پیشنهاد شده است، در جایگاه { $place }.
outcome-reserve = در ذخیره است، در جایگاه { $place }.
outcome-below_minimum = دلیل کافی برای پیشنهاد آن نیست.
outcome-repetitive = به‌اندازهٔ کافی کالای هم‌نوع پیش از آن هست.
outcome-slots_full = مناسب بود، اما کالاهای بهتر جاها را پر کردند.
outcome-not_proposed = هیچ پیشنهاددهنده‌ای آن را پیشنهاد نکرد.
filter-fees = هزینه است، نه کالا.
filter-in_cart = هم‌اکنون در سبد است.
filter-in_stock = موجود نیست.
filter-inactive = برای فروش نیست.
filter-merchant_ban = فروشنده آن را منع کرده است.
filter-own_variant = گونه‌ای از کالایی است که هم‌اکنون هست.
filter-price_cap = در کنار سبد بسیار گران است.
filter-request_exclude = درخواست آن را کنار گذاشت.
filter-other = پالایهٔ { $id } آن را کنار گذاشت.

## تاریخ؛ ماه‌های هجری شمسی.

date = { $day } { $month } { $year }
month-1 = فروردین
month-2 = اردیبهشت
month-3 = خرداد
month-4 = تیر
month-5 = مرداد
month-6 = شهریور
month-7 = مهر
month-8 = آبان
month-9 = آذر
month-10 = دی
month-11 = بهمن
month-12 = اسفند

## صفحهٔ نمایشی.

language-name = فارسی
demo-title = فروشگاهی با Alongside
demo-about = فروشگاهی شبیه‌سازی‌شده. کالا در سبد بگذارید و ببینید چه پیشنهاد می‌شود و چرا.
demo-cart = سبد خرید
demo-cart-empty = سبد خالی است. کالایی بیفزایید.
demo-cart-total = جمع
demo-add = افزودن به سبد
demo-remove = حذف
demo-offers = همراه آنچه برگزیدید
demo-offers-none = چیزی آن‌قدر مناسب نیست که پیشنهاد شود.
demo-products = کالاها
demo-products-count = { $count ->
        [one] { $count } کالا
       *[other] { $count } کالا
    }
demo-search = جست‌وجوی کالا
demo-search-button = جست‌وجو
demo-categories = دسته‌ها
demo-all-categories = همهٔ دسته‌ها
demo-language = زبان
demo-stock = { $count ->
        [one] { $count } عدد مانده
       *[other] { $count } عدد مانده
    }
demo-sold-out = ناموجود
demo-back = بازگشت به همهٔ کالاها
demo-page-next = کالاهای بیشتر
