### آنچه بخش‌های صفحهٔ فروشگاه می‌گویند، به فارسی.

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
widget-send = بفرست
widget-thanks = سپاسگزاریم. پاسخ شما به ما کمک می‌کند.
