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
reason-rule =
    .headline = همراه خوبی برای { $products ->
        [one] { $title }
       *[other] { $title } و { $and }
    }
    .body = از { $total ->
        [one] { $total } سفارشِ
       *[other] { $total } سفارشِ
    } دارای { $products ->
        [one] { $title }
       *[other] { $title } و { $and }
    }، { $together } سفارش این کالا را هم دارد.
    .badge = با هم خریده‌شده
reason-completes_cart =
    .headline = کامل‌کنندهٔ انتخاب شما
    .body = با آنچه برگزیدید جور است، بیش از همه با { $title }.
    .badge = مکمل
reason-viewed_next =
    .headline = دیده‌شده پس از { $title }
    .body = کسانی که بازدیدشان مانند شما بود، پس از { $title } آن را دیدند.
    .badge = بازدید بعدی
reason-for_you =
    .headline = برگزیده برای شما
    .body = با خریدهای پیشین شما و با خرید مشتریان همانند شما جور است.
    .badge = برای شما
reason-buy_again =
    .headline = وقت خرید دوباره است؟
    .body = { $times ->
        [one] { $times } بار
       *[other] { $times } بار
    } آن را خریده‌اید، آخرین بار { $days ->
        [one] { $days } روز
       *[other] { $days } روز
    } پیش؛ مشتریان معمولاً پس از { $gap ->
        [one] { $gap } روز
       *[other] { $gap } روز
    } دوباره آن را می‌خرند.
    .badge = خرید دوباره
reason-similar =
    .headline = جایگزینی برای { $title }
    .body = همان نیازی را برمی‌آورد که { $title } برمی‌آورد.
    .badge = جایگزین
reason-step_up =
    .headline = یک پله بهتر از { $title }
    .body = در { $points ->
        [one] { $points } ویژگی
       *[other] { $points } ویژگی
    } از { $title } بهتر است و در هیچ‌کدام بدتر نیست.
    .badge = یک پله بهتر
reason-bundle =
    .headline = در یک مجموعه با { $title }
    .body = در { $together ->
        [one] { $together } سفارش
       *[other] { $together } سفارش
    } همراه { $title } فروخته شده است.
    .badge = مجموعه
reason-fits =
    .headline = مناسب { $title } شما
    .body = برای { $title } ساخته شده است.
    .badge = سازگار
reason-covers =
    .headline = برای { $title } شما
    .body = خدمتی برای { $title } است.
    .badge = خدمت
reason-review_mention =
    .headline = یادشده همراه { $title }
    .body = از نظر یک مشتری: «{ $quote }»
    .unquoted = مشتری‌ای در نظر خود از این دو کنار هم نوشته است.
    .badge = در نظر مشتری
reason-new_launch =
    .headline = تازه و همانند { $title }
    .body = { $days ->
        [one] { $days } روز
       *[other] { $days } روز
    } پیش به فروش آمد و همانند { $title } است.
    .badge = تازه
reason-alike_together =
    .headline = به‌احتمال زیاد جور با { $title }
    .body = کالاهایی مانند این دو در { $together ->
        [one] { $together } سفارش
       *[other] { $together } سفارش
    } با هم خریده شده‌اند.
    .badge = به‌احتمال زیاد جور
reason-named_alike =
    .headline = نزدیک به { $title } در نام
    .body = نام آن با نام { $title } وجه مشترک دارد.
    .badge = نزدیک در نام
reason-shop_choice =
    .headline = انتخاب فروشگاه
    .body = فروشگاه آن را اینجا پیشنهاد می‌کند.
    .badge = انتخاب فروشگاه
reason-shop_bundle =
    .headline = با { $title } یک مجموعه می‌سازد
    .body = فروشگاه آن را همراه { $title } به‌صورت مجموعه عرضه می‌کند.
    .badge = مجموعه
reason-need =
    .headline = همان که می‌خواهید
    .body = نیازی را که گفتید برآورده می‌کند.
    .badge = به خواست شما

## همان دلیل‌ها هنگامی که پیشنهاد از نوع دیگری است.

reason-merchant_link-upsell =
    .headline = یک پله بالاتر از { $title }
    .body = فروشگاه آن را به‌جای { $title } پیشنهاد می‌کند.
    .badge = انتخاب فروشگاه
reason-merchant_link-discovery =
    .headline = مشابه { $title }
    .body = فروشگاه آن را به دوستداران { $title } پیشنهاد می‌کند.
    .badge = انتخاب فروشگاه
reason-similar-upsell =
    .headline = به‌جای { $title }
    .body = همان نیازی را برمی‌آورد که { $title } برمی‌آورد.
    .badge = انتخابی دیگر
reason-popular-cross_sell =
    .headline = در این فروشگاه بسیار خریده می‌شود
    .body = در { $orders ->
        [one] { $orders } سفارشِ
       *[other] { $orders } سفارشِ
    } { $days ->
        [one] { $days } روز گذشته
       *[other] { $days } روز گذشته
    } بوده است.
    .badge = پرخرید
reason-trending-cross_sell =
    .headline = خرید آن رو به افزایش است
    .body = در { $orders ->
        [one] { $orders } سفارشِ
       *[other] { $orders } سفارشِ
    } { $days ->
        [one] { $days } روز گذشته
       *[other] { $days } روز گذشته
    } بوده است؛ معمولاً { $expected } سفارش است.
    .badge = رو به رشد

## آنچه جز دلیل، دربارهٔ پیشنهاد درست است.

proof-bought_together =
    .headline = با هم در { $together ->
        [one] { $together } سفارش
       *[other] { $together } سفارش
    }
proof-rule =
    .headline = با هم در { $together ->
        [one] { $together } سفارش
       *[other] { $together } سفارش
    }
proof-popular =
    .headline = به‌تازگی در { $orders ->
        [one] { $orders } سفارش
       *[other] { $orders } سفارش
    }
proof-trending =
    .headline = به‌تازگی در { $orders ->
        [one] { $orders } سفارش
       *[other] { $orders } سفارش
    }
claim-saving =
    .headline = { $saving } صرفه‌جویی
    .body = { $price } به‌جای { $list_price }، یعنی { $percent }٪ کمتر.
    .badge = { $percent }٪ تخفیف
claim-saving_small =
    .headline = { $saving } صرفه‌جویی
    .body = { $price } به‌جای { $list_price }.
    .badge = { $saving } ارزان‌تر
claim-scarcity =
    .headline = { $left ->
        [one] تنها { $left } عدد مانده است
       *[other] تنها { $left } عدد مانده است
    }
    .badge = { $left ->
        [one] تنها { $left } عدد مانده
       *[other] تنها { $left } عدد مانده
    }
claim-end =
    .body = پیشنهاد در { $date } به پایان می‌رسد.

## بسته‌ها.

bundle-saving = { $amount } صرفه‌جویی

## مشوق‌ها: سبد تا آنچه فروشگاه می‌دهد چقدر فاصله دارد. هیچ واژه‌ای نباید فشار بیاورد.

incentive-free_shipping-missing-headline = { $missing } تا ارسال رایگان
incentive-free_shipping-missing-body = مبلغ سبد شما { $value } است؛ ارسال از { $threshold } به بالا رایگان است.
incentive-free_shipping-reached-headline = ارسال رایگان است
incentive-free_shipping-reached-body = سبد شما به { $threshold } رسیده است.
incentive-threshold_discount-missing-headline = { $missing } تا { $discount } تخفیف
incentive-threshold_discount-missing-body = مبلغ سبد شما { $value } است؛ از { $threshold } به بالا { $discount } تخفیف می‌گیرید.
incentive-threshold_discount-reached-headline = { $discount } تخفیف
incentive-threshold_discount-reached-body = سبد شما به { $threshold } رسیده است و { $discount } تخفیف می‌گیرید.
incentive-gift-missing-headline = { $missing } تا هدیه: { $gift }
incentive-gift-missing-body = مبلغ سبد شما { $value } است؛ از { $threshold } به بالا { $gift } هدیه می‌گیرید.
incentive-gift-reached-headline = هدیهٔ شما: { $gift }
incentive-gift-reached-body = سبد شما به { $threshold } رسیده است و { $gift } هدیه می‌گیرید.
incentive-points-reached-headline = { $points ->
        [one] { $points } امتیاز
       *[other] { $points } امتیاز
    } برای این سفارش
incentive-points-reached-body = با ثبت سفارش به حساب شما افزوده می‌شود.
incentive-coupon-missing-headline = { $missing } تا استفاده از کوپن { $discount } شما
incentive-coupon-missing-body = مبلغ سبد شما { $value } است؛ از { $threshold } به بالا کوپن شما { $discount } از آن کم می‌کند.
incentive-coupon-reached-headline = شما یک کوپن دارید: { $discount } تخفیف
incentive-coupon-reached-body = کد آن را هنگام پرداخت وارد کنید.
incentive-ends = تا { $date }.

## پرسش پس از سفارش، با پاسخی از ۰ تا ۱۰.

survey-question = چقدر احتمال دارد این فروشگاه را به دوستان خود پیشنهاد کنید؟
survey-low = هیچ احتمالی ندارد
survey-high = بسیار محتمل است

## یادداشت‌ها.

note-unknown_product = کالای { $id } در فهرست نیست و نادیده گرفته شد.
note-cart_cut = { $lines ->
        [one] تنها { $lines } ردیف نخست سبد بررسی شد.
       *[other] تنها { $lines } ردیف نخست سبد بررسی شد.
    }
note-recommender_failed = پیشنهاددهندهٔ { $id } خطا داد و کنار گذاشته شد.
note-unknown_category = دستهٔ { $id } شناخته‌شده نیست و نادیده گرفته شد.
note-reminder_set = برای بعد به یاد سپرده شد: { $id }.
note-nothing_built = هنوز چیزی از سفارش‌ها آموخته نشده است، پس چیزی برای پیشنهاد نیست. نخست مدل‌ها را بسازید.
note-no_orders = هنوز سفارشی نیست که از آن آموخته شود، پس این پیشنهادها تنها بر پایهٔ شرح محصولات و پیوندهای آنهاست.
note-quiet = این بازدیدکننده فعلاً به‌اندازهٔ کافی پیشنهاد در اینجا دیده است.
note-held_out = به این بازدیدکننده پیشنهادی نشان داده نمی‌شود تا بتوان سنجید که پیشنهادها چه سودی می‌آورند.

## سرنوشت یک نامزد.

outcome-offered = پیشنهاد شده است، در جایگاه { $place }.
outcome-offered_to_learn = در جایگاه { $place } پیشنهاد شده است تا معلوم شود آنجا چقدر موفق است: به قید قرعه و با احتمال { $percent }٪ انتخاب شد.
outcome-reserve = در ذخیره است، در جایگاه { $place }.
outcome-below_minimum = دلیل کافی برای پیشنهاد آن نیست.
outcome-repetitive = به‌اندازهٔ کافی کالای هم‌نوع پیش از آن هست.
outcome-slots_full = مناسب بود، اما کالاهای بهتر جاها را پر کردند.
outcome-not_proposed = هیچ پیشنهاددهنده‌ای آن را پیشنهاد نکرد.
filter-compatibility = برای کالای دیگری ساخته شده است.
filter-fees = هزینه است، نه کالا.
filter-in_cart = هم‌اکنون در سبد است.
filter-in_stock = موجود نیست.
filter-inactive = برای فروش نیست.
filter-merchant_ban = فروشنده آن را منع کرده است.
filter-own_variant = گونه‌ای از کالایی است که هم‌اکنون هست.
filter-price_cap = در کنار سبد بسیار گران است.
filter-request_exclude = درخواست آن را کنار گذاشت.
filter-already_offered = پیش‌تر در مسیر همین سفارش پیشنهاد شده است.
filter-dismissed = بازدیدکننده به‌تازگی آن را رد کرده است.
filter-frequency_cap = به‌اندازهٔ کافی به بازدیدکننده نشان داده شده است.
filter-no_step_up = از کالایی که جایش را می‌گیرد بالاتر نیست.
filter-not_included = قاعده‌ای در اینجا فقط کالاهای دیگر را پیشنهاد می‌دهد.
filter-recently_bought = به‌تازگی خریده شده است.
filter-slower_delivery = دیرتر از کالایی می‌رسد که جایش را می‌گیرد.
filter-not_in_region = در جایی که مشتری هست فروخته یا ارسال نمی‌شود.
filter-enough_of_a_kind = یکی از همین نوع در سبد است و کمتر کسی دو تا برمی‌دارد.
filter-other = پالایهٔ { $id } آن را کنار گذاشت.

## آنچه دربارهٔ مشتریان به فروشنده گفته می‌شود.

customers-tier-highly_profitable = بسیار سودآور
customers-tier-profitable = سودآور
customers-tier-unprofitable = زیان‌ده
customers-habit-recent = به‌تازگی خرید کرده
customers-habit-silent = مدت‌هاست خرید نکرده
customers-habit-frequent = زیاد خرید می‌کند
customers-habit-rare = به‌ندرت خرید می‌کند
customers-habit-large_baskets = هر بار چیزهای زیادی می‌خرد
customers-habit-small_baskets = هر بار چیزهای کمی می‌خرد
customers-habit-varied = از دسته‌های بسیار خرید می‌کند
customers-habit-focused = به چند دسته بسنده می‌کند
customers-habit-bargains = کالای تخفیف‌دار می‌خرد
customers-habit-full_price = قیمت کامل می‌پردازد
customers-habit-night = شب‌ها سفارش می‌دهد
customers-habit-daytime = روزها سفارش می‌دهد
customers-habit-weekend = در روزهای تعطیل سفارش می‌دهد
customers-habit-weekday = در روزهای کاری سفارش می‌دهد
customers-habit-returns = خیلی از خریدها را پس می‌فرستد
customers-habit-keeps = آنچه می‌خرد نگه می‌دارد
customers-join = { $first }، { $second }
customers-worth = احتمالاً در دوازده ماه آینده، پس از کسر بهای کالا و مرجوعی‌ها، { $amount } عاید فروشگاه می‌کند. نوزده نفر از هر بیست مشتریِ مانند او بین { $low } و { $high } عاید می‌کنند.
customers-worth-revenue = احتمالاً در دوازده ماه آینده، پس از کسر مرجوعی‌ها، { $amount } خرج می‌کند؛ بهای تمام‌شدهٔ کالاها معلوم نیست. نوزده نفر از هر بیست مشتریِ مانند او بین { $low } و { $high } خرج می‌کنند.
customers-worth-cohort = فقط یک خرید در دست است، پس این برآورد بر پایهٔ کسانی است که در همان فصل آمده‌اند.
customers-alive-sure = تقریباً به‌یقین هنوز مشتری است: از هر ۱۰۰ نفر با چنین رفتاری، { $percent } نفر هنوز مشتری‌اند.
customers-alive-likely = احتمالاً هنوز مشتری است: از هر ۱۰۰ نفر با چنین رفتاری، { $percent } نفر هنوز مشتری‌اند.
customers-alive-open = شاید هنوز مشتری باشد و شاید نه: از هر ۱۰۰ نفر با چنین رفتاری، { $percent } نفر هنوز مشتری‌اند.
customers-alive-unlikely = احتمالاً از دست رفته است: از هر ۱۰۰ نفر با چنین رفتاری، { $percent } نفر هنوز مشتری‌اند.
customers-alive-lost = تقریباً از دست رفته است: از هر ۱۰۰ نفر با چنین رفتاری، { $percent } نفر هنوز مشتری‌اند.
customers-due-frequency = بازگشتش حوالی { $date } انتظار می‌رود، به احتمال زیاد بین { $from } و { $until }.
customers-due-rhythm = با نظم خرید می‌کند: بازگشتش حوالی { $date } انتظار می‌رود، به احتمال زیاد بین { $from } و { $until }.
customers-due-none = تا یک سال انتظار بازگشتش نمی‌رود: از هر ۱۰۰ مشتریِ مانند او، { $percent } نفر در این مدت برمی‌گردند.
customers-declined = این مشتری پیشنهادهای شخصی را نپذیرفته است، پس چیزی دربارهٔ او محاسبه نمی‌شود.
customers-no_purchases = هنوز خریدی از این مشتری به مدل‌ها نرسیده است.
customers-untold-worth = ارزش و سطح مشتریان
customers-untold-return = خرید بعدی
customers-untold-segments = بخش‌ها
customers-because-too_few_customers = { $what }: هنوز معلوم نیست. { $needed } مشتری که خرید کرده باشند لازم است؛ تا اکنون: { $found }.
customers-because-too_few_repeating = { $what }: هنوز معلوم نیست. { $needed } مشتری که در بیش از یک روز خرید کرده باشند لازم است؛ تا اکنون: { $found }.
customers-because-no_fit = { $what }: معلوم نیست، زیرا رفتار مشتریان از الگوی قابل‌اعتمادی پیروی نمی‌کند.
customers-because-unstable = { $what }: وجود ندارد. مشتریان این فروشگاه مرز روشنی با هم ندارند و هر نمونهٔ دیگری گروه‌های دیگری می‌سازد.

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

language-name = فارسی
