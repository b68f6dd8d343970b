### آنچه بخش‌های صفحهٔ فروشگاه و فروشگاه نمایشی می‌گویند، به فارسی.

## بخش‌های صفحهٔ فروشگاه.

widget-heading-home = برگزیده برای شما
widget-heading-category_page = انتخاب‌های خوب این‌جا
widget-heading-product_page = به این کالا می‌آید
widget-heading-cart = همراه آنچه برگزیدید
widget-heading-checkout = چیز دیگری هم می‌خواهید؟
widget-heading-post_purchase = برای دفعهٔ بعد
widget-heading-other = برگزیده برای شما
widget-add = افزودن به سبد
widget-add_all = افزودن همه به سبد
widget-added = به سبد افزوده شد.
widget-dismissed = دیگر آن را نشان نمی‌دهیم.
widget-add-one = افزودن به سبد: { $title }
widget-add-set = افزودن همه به سبد: { $title }
widget-dismiss = علاقه‌ای ندارم: { $title }
widget-compare = مقایسه
widget-better = بهتر
widget-price = قیمت
widget-yes = بله
widget-no = خیر

## صفحهٔ نمایشی.

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
