### ما يقوله Alongside للناس بالعربية. لكل اللغات الرسائل نفسها بالمتغيرات نفسها.

## أسباب العروض.

reason-bought_together =
    .headline = يناسب { $title }
    .body = اشتُريا معًا في { $together } من أصل { $total ->
        [zero] { $total } طلب
        [one] طلب واحد
        [two] طلبين
        [few] { $total } طلبات
        [many] { $total } طلبًا
       *[other] { $total } طلب
    } مع { $title }.
    .badge = يُشترى معه غالبًا
reason-popular =
    .headline = رائج في هذا المتجر
    .body = في { $orders ->
        [zero] { $orders } طلب
        [one] طلب واحد
        [two] طلبين
        [few] { $orders } طلبات
        [many] { $orders } طلبًا
       *[other] { $orders } طلب
    } خلال آخر { $days ->
        [zero] { $days } يوم
        [one] يوم
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }.
    .badge = رائج
reason-trending =
    .headline = في ازدياد
    .body = في { $orders ->
        [zero] { $orders } طلب
        [one] طلب واحد
        [two] طلبين
        [few] { $orders } طلبات
        [many] { $orders } طلبًا
       *[other] { $orders } طلب
    } خلال آخر { $days ->
        [zero] { $days } يوم
        [one] يوم
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }، والمعتاد { $expected }.
    .badge = في ازدياد
reason-recently_viewed =
    .headline = شاهدته مؤخرًا
    .body = { $views ->
        [zero] شاهدته مؤخرًا.
        [one] هو آخر منتج شاهدته.
        [two] هو من آخر منتجين شاهدتهما.
        [few] هو من آخر { $views } منتجات شاهدتها.
        [many] هو من آخر { $views } منتجًا شاهدتها.
       *[other] هو من آخر { $views } منتج شاهدتها.
    }
    .badge = شوهد مؤخرًا
reason-merchant_link =
    .headline = اختير ليرافق { $title }
    .body = يوصي به المتجر مع { $title }.
    .badge = اختيار المتجر
reason-rule =
    .headline = يناسب { $products ->
        [one] { $title }
       *[other] { $title } و{ $and }
    }
    .body = من أصل { $total ->
        [zero] { $total } طلب
        [one] طلب واحد
        [two] طلبين
        [few] { $total } طلبات
        [many] { $total } طلبًا
       *[other] { $total } طلب
    } مع { $products ->
        [one] { $title }
       *[other] { $title } و{ $and }
    }، ضمّ { $together } منها هذا المنتج أيضًا.
    .badge = يُشترى معه
reason-completes_cart =
    .headline = يكمّل ما اخترته
    .body = يناسب ما اخترته، ولا سيما { $title }.
    .badge = يكمّل اختيارك
reason-viewed_next =
    .headline = شوهد بعد { $title }
    .body = شاهده بعد { $title } زوّار تشبه زيارتهم زيارتك.
    .badge = شوهد بعده
reason-for_you =
    .headline = مختار لك
    .body = يناسب ما اشتريته من قبل وما يشتريه زبائن مثلك.
    .badge = لك
reason-buy_again =
    .headline = هل حان وقت شرائه مجددًا؟
    .body = اشتريته { $times ->
        [zero] { $times } مرة
        [one] مرة واحدة
        [two] مرتين
        [few] { $times } مرات
        [many] { $times } مرة
       *[other] { $times } مرة
    }، آخرها قبل { $days ->
        [zero] { $days } يوم
        [one] يوم
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }؛ ويشتريه الزبائن مجددًا عادةً بعد { $gap ->
        [zero] { $gap } يوم
        [one] يوم
        [two] يومين
        [few] { $gap } أيام
        [many] { $gap } يومًا
       *[other] { $gap } يوم
    }.
    .badge = اشترِه مجددًا
reason-similar =
    .headline = بديل عن { $title }
    .body = يلبّي الحاجة نفسها التي يلبّيها { $title }.
    .badge = بديل
reason-step_up =
    .headline = أفضل من { $title }
    .body = يتفوّق على { $title } في { $points ->
        [zero] { $points } نقطة
        [one] نقطة واحدة
        [two] نقطتين
        [few] { $points } نقاط
        [many] { $points } نقطة
       *[other] { $points } نقطة
    } ولا يقلّ عنه في غيرها.
    .badge = درجة أعلى
reason-bundle =
    .headline = يكوّن مجموعة مع { $title }
    .body = بيع مع { $title } في { $together ->
        [zero] { $together } طلب
        [one] طلب واحد
        [two] طلبين
        [few] { $together } طلبات
        [many] { $together } طلبًا
       *[other] { $together } طلب
    }.
    .badge = مجموعة
reason-fits =
    .headline = يناسب { $title } لديك
    .body = صُنع ليناسب { $title }.
    .badge = متوافق
reason-covers =
    .headline = من أجل { $title } لديك
    .body = خدمة تخصّ { $title }.
    .badge = خدمة
reason-review_mention =
    .headline = ذُكر مع { $title }
    .body = من تقييم أحد الزبائن: «{ $quote }»
    .unquoted = يذكر تقييم أحد الزبائن المنتجين معًا.
    .badge = في تقييم
reason-new_launch =
    .headline = جديد يشبه { $title }
    .body = طُرح للبيع قبل { $days ->
        [zero] { $days } يوم
        [one] يوم
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    } وهو يشبه { $title }.
    .badge = جديد
reason-alike_together =
    .headline = يُرجَّح أن يناسب { $title }
    .body = اشتُريت منتجات مثل هذين معًا في { $together ->
        [zero] { $together } طلب
        [one] طلب واحد
        [two] طلبين
        [few] { $together } طلبات
        [many] { $together } طلبًا
       *[other] { $together } طلب
    }.
    .badge = مناسب على الأرجح
reason-named_alike =
    .headline = قريب بالاسم من { $title }
    .body = بين اسمه واسم { $title } شيء مشترك.
    .badge = قريب بالاسم
reason-shop_choice =
    .headline = اختيار المتجر
    .body = يوصي به المتجر هنا.
    .badge = اختيار المتجر
reason-shop_bundle =
    .headline = يكوّن مجموعة مع { $title }
    .body = يقدّمه المتجر ضمن مجموعة مع { $title }.
    .badge = مجموعة
reason-need =
    .headline = ما تبحث عنه
    .body = يلبّي ما طلبته.
    .badge = كما طلبت

## الأسباب نفسها حين يكون العرض من نوع آخر.

reason-merchant_link-upsell =
    .headline = درجة أعلى من { $title }
    .body = يوصي به المتجر بدلًا من { $title }.
    .badge = اختيار المتجر
reason-merchant_link-discovery =
    .headline = مشابه لـ{ $title }
    .body = يقترحه المتجر على من يعجبه { $title }.
    .badge = اختيار المتجر
reason-similar-upsell =
    .headline = بدلًا من { $title }
    .body = يلبّي الحاجة نفسها التي يلبّيها { $title }.
    .badge = خيار آخر
reason-popular-cross_sell =
    .headline = يُشترى كثيرًا في هذا المتجر
    .body = في { $orders ->
        [zero] { $orders } طلب
        [one] طلب واحد
        [two] طلبين
        [few] { $orders } طلبات
        [many] { $orders } طلبًا
       *[other] { $orders } طلب
    } خلال آخر { $days ->
        [zero] { $days } يوم
        [one] يوم
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }.
    .badge = يُشترى كثيرًا
reason-trending-cross_sell =
    .headline = يزداد الإقبال عليه
    .body = في { $orders ->
        [zero] { $orders } طلب
        [one] طلب واحد
        [two] طلبين
        [few] { $orders } طلبات
        [many] { $orders } طلبًا
       *[other] { $orders } طلب
    } خلال آخر { $days ->
        [zero] { $days } يوم
        [one] يوم
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }، والمعتاد { $expected }.
    .badge = في ازدياد

## ما يصحّ عن العرض إلى جانب سببه.

proof-bought_together =
    .headline = اشتُريا معًا في { $together ->
        [zero] { $together } طلب
        [one] طلب واحد
        [two] طلبين
        [few] { $together } طلبات
        [many] { $together } طلبًا
       *[other] { $together } طلب
    }
proof-rule =
    .headline = اشتُريت معًا في { $together ->
        [zero] { $together } طلب
        [one] طلب واحد
        [two] طلبين
        [few] { $together } طلبات
        [many] { $together } طلبًا
       *[other] { $together } طلب
    }
proof-popular =
    .headline = في { $orders ->
        [zero] { $orders } طلب
        [one] طلب واحد
        [two] طلبين
        [few] { $orders } طلبات
        [many] { $orders } طلبًا
       *[other] { $orders } طلب
    } مؤخرًا
proof-trending =
    .headline = في { $orders ->
        [zero] { $orders } طلب
        [one] طلب واحد
        [two] طلبين
        [few] { $orders } طلبات
        [many] { $orders } طلبًا
       *[other] { $orders } طلب
    } مؤخرًا
claim-saving =
    .headline = وفّر { $saving }
    .body = { $price } بدلًا من { $list_price }، أي أقل بنسبة { $percent }٪.
    .badge = خصم { $percent }٪
claim-saving_small =
    .headline = وفّر { $saving }
    .body = { $price } بدلًا من { $list_price }.
    .badge = وفّر { $saving }
claim-scarcity =
    .headline = { $left ->
        [zero] لم يبق شيء
        [one] بقيت قطعة واحدة فقط
        [two] بقيت قطعتان فقط
        [few] بقيت { $left } قطع فقط
        [many] بقيت { $left } قطعة فقط
       *[other] بقيت { $left } قطعة فقط
    }
    .badge = { $left ->
        [zero] لم يبق شيء
        [one] بقيت قطعة واحدة فقط
        [two] بقيت قطعتان فقط
        [few] بقيت { $left } قطع فقط
        [many] بقيت { $left } قطعة فقط
       *[other] بقيت { $left } قطعة فقط
    }
claim-end =
    .body = ينتهي العرض في { $date }.

## المجموعات.

bundle-saving = وفّر { $amount }

## الحوافز: كم تبعد السلة عمّا يقدّمه المتجر. لا كلمة تضغط على أحد.

incentive-free_shipping-missing-headline = { $missing } حتى التوصيل المجاني
incentive-free_shipping-missing-body = قيمة سلتك { $value }، والتوصيل مجاني ابتداءً من { $threshold }.
incentive-free_shipping-reached-headline = التوصيل مجاني
incentive-free_shipping-reached-body = بلغت سلتك { $threshold }.
incentive-threshold_discount-missing-headline = { $missing } حتى خصم { $discount }
incentive-threshold_discount-missing-body = قيمة سلتك { $value }، وابتداءً من { $threshold } توفّر { $discount }.
incentive-threshold_discount-reached-headline = خصم { $discount }
incentive-threshold_discount-reached-body = بلغت سلتك { $threshold }، فتوفّر { $discount }.
incentive-gift-missing-headline = { $missing } حتى هدية: { $gift }
incentive-gift-missing-body = قيمة سلتك { $value }، وابتداءً من { $threshold } تحصل على { $gift } هديةً.
incentive-gift-reached-headline = هدية لك: { $gift }
incentive-gift-reached-body = بلغت سلتك { $threshold }، فتحصل على { $gift } هديةً.
incentive-points-reached-headline = { $points ->
        [zero] لا نقاط
        [one] نقطة واحدة
        [two] نقطتان
        [few] { $points } نقاط
        [many] { $points } نقطة
       *[other] { $points } نقطة
    } على هذا الطلب
incentive-points-reached-body = تُضاف إلى حسابك عند إتمام الطلب.
incentive-coupon-missing-headline = { $missing } حتى استخدام قسيمتك بقيمة { $discount }
incentive-coupon-missing-body = قيمة سلتك { $value }، وابتداءً من { $threshold } تخصم قسيمتك { $discount }.
incentive-coupon-reached-headline = لديك قسيمة: خصم { $discount }
incentive-coupon-reached-body = أدخل رمزها عند الدفع.
incentive-ends = حتى { $date }.

## السؤال بعد الطلب، وجوابه من 0 إلى 10.

survey-question = ما مدى احتمال أن توصي أحد أصدقائك بهذا المتجر؟
survey-low = غير محتمل على الإطلاق
survey-high = محتمل جدًّا

## ملاحظات.

note-unknown_product = المنتج { $id } غير موجود في القائمة فتم تجاهله.
note-cart_cut = { $lines ->
        [zero] لم يُنظر في أي سطر من السلة.
        [one] لم يُنظر إلا في أول سطر من السلة.
        [two] لم يُنظر إلا في أول سطرين من السلة.
        [few] لم يُنظر إلا في أول { $lines } أسطر من السلة.
        [many] لم يُنظر إلا في أول { $lines } سطرًا من السلة.
       *[other] لم يُنظر إلا في أول { $lines } سطر من السلة.
    }
note-recommender_failed = أخفق المُوصي { $id } فتُرك جانبًا.
note-unknown_category = الفئة { $id } غير معروفة فتم تجاهلها.
note-reminder_set = سنذكّرك لاحقًا بهذا: { $id }.
note-nothing_built = لم يُتعلَّم شيء من الطلبات بعد، فلا شيء يُعرض. ابنِ النماذج أولًا.
note-no_orders = لا توجد طلبات بعد للتعلّم منها، لذا تستند هذه العروض إلى أوصاف المنتجات وروابطها وحدها.
note-quiet = رأى هذا الزائر ما يكفي من العروض هنا في الوقت الحالي.
note-held_out = لا تظهر لهذا الزائر أي عروض، حتى يمكن قياس ما تحققه العروض فعلًا.

## مصير المرشح.

outcome-offered = معروض في الموضع { $place }.
outcome-offered_to_learn = معروض في الموضع { $place } لمعرفة مدى نجاحه فيه: اختير بالقرعة، وكان احتمال اختياره { $percent }٪.
outcome-reserve = محفوظ في الموضع { $place } من الاحتياط.
outcome-below_minimum = ما يشهد له قليل جدًا.
outcome-repetitive = يسبقه ما يكفي من نوعه.
outcome-slots_full = كان مناسبًا، لكن الأفضل منه ملأ المواضع.
outcome-not_proposed = لم يقترحه أي موصٍ.
filter-compatibility = هو مصنوع لمنتج آخر.
filter-fees = هو رسم وليس بضاعة.
filter-in_cart = هو في السلة.
filter-in_stock = نفد من المخزون.
filter-inactive = ليس للبيع.
filter-merchant_ban = منعه التاجر.
filter-own_variant = هو صنف آخر من منتج موجود هنا.
filter-price_cap = ثمنه كبير قياسًا بما في السلة.
filter-request_exclude = استبعده الطلب.
filter-already_offered = سبق عرضه في الطريق إلى هذا الطلب.
filter-dismissed = رفضه الزائر مؤخرًا.
filter-frequency_cap = عُرض على الزائر بما يكفي.
filter-no_step_up = لا يمثّل خطوة أعلى من المنتج الذي يحل محله.
filter-not_included = تقصر قاعدةٌ العروضَ هنا على منتجات أخرى.
filter-recently_bought = اشتُري مؤخرًا.
filter-slower_delivery = سيصل بعد المنتج الذي يحل محله.
filter-not_in_region = لا يُباع ولا يُوصَّل إلى حيث يوجد الزبون.
filter-enough_of_a_kind = في السلة واحد من نوعه، ونادرًا ما يأخذ أحد اثنين.
filter-other = أسقطه المرشِّح { $id }.

## ما يقال عن الزبائن، للتاجر.

customers-tier-highly_profitable = مربح جدًا
customers-tier-profitable = مربح
customers-tier-unprofitable = غير مربح
customers-habit-recent = اشترى حديثًا
customers-habit-silent = لم يشترِ منذ مدة طويلة
customers-habit-frequent = يشتري كثيرًا
customers-habit-rare = يشتري نادرًا
customers-habit-large_baskets = يشتري قطعًا كثيرة في المرة الواحدة
customers-habit-small_baskets = يشتري قطعًا قليلة في المرة الواحدة
customers-habit-varied = يشتري من فئات كثيرة
customers-habit-focused = يكتفي بفئات قليلة
customers-habit-bargains = يشتري المنتجات المخفّضة
customers-habit-full_price = يدفع السعر الكامل
customers-habit-night = يطلب ليلًا
customers-habit-daytime = يطلب نهارًا
customers-habit-weekend = يطلب في أيام العطلة
customers-habit-weekday = يطلب في أيام العمل
customers-habit-returns = يُرجِع كثيرًا مما يشتريه
customers-habit-keeps = يحتفظ بما يشتريه
customers-join = { $first }، { $second }
customers-worth = يُتوقَّع أن يدرّ { $amount } خلال الاثني عشر شهرًا القادمة بعد خصم كلفة البضاعة والمرتجعات. تسعة عشر من كل عشرين زبونًا مثله يدرّون ما بين { $low } و{ $high }.
customers-worth-revenue = يُتوقَّع أن ينفق { $amount } خلال الاثني عشر شهرًا القادمة بعد خصم المرتجعات؛ أما كلفة البضاعة فغير معروفة. تسعة عشر من كل عشرين زبونًا مثله ينفقون ما بين { $low } و{ $high }.
customers-worth-cohort = لم يشترِ إلا مرة واحدة، لذا يستند هذا التقدير إلى من جاؤوا في الربع نفسه من السنة.
customers-alive-sure = شبه مؤكد أنه لا يزال زبونًا. من كل ١٠٠ يتصرفون مثله، عدد من لا يزالون زبائن: { $percent }.
customers-alive-likely = لا يزال زبونًا على الأرجح. من كل ١٠٠ يتصرفون مثله، عدد من لا يزالون زبائن: { $percent }.
customers-alive-open = ربما لا يزال زبونًا وربما لا. من كل ١٠٠ يتصرفون مثله، عدد من لا يزالون زبائن: { $percent }.
customers-alive-unlikely = فقدتَه على الأرجح. من كل ١٠٠ يتصرفون مثله، عدد من لا يزالون زبائن: { $percent }.
customers-alive-lost = في حكم المفقود. من كل ١٠٠ يتصرفون مثله، عدد من لا يزالون زبائن: { $percent }.
customers-due-frequency = تُنتظر عودته نحو { $date }، والأرجح ما بين { $from } و{ $until }.
customers-due-rhythm = يشتري بوتيرة منتظمة: تُنتظر عودته نحو { $date }، والأرجح ما بين { $from } و{ $until }.
customers-due-none = لا تُنتظر عودته خلال سنة. من كل ١٠٠ زبون مثله، عدد من يعودون في هذه المدة: { $percent }.
customers-declined = رفض هذا الزبون التوصيات الشخصية، لذا لا يُحسب عنه شيء.
customers-no_purchases = لم يصل أي شراء لهذا الزبون إلى النماذج بعد.
customers-untold-worth = القيمة والمستويات
customers-untold-return = الشراء القادم
customers-untold-segments = الشرائح
customers-because-too_few_customers = { $what }: غير معروف بعد. العدد اللازم من الزبائن الذين اشتروا: { $needed }، والموجود حتى الآن: { $found }.
customers-because-too_few_repeating = { $what }: غير معروف بعد. العدد اللازم من الزبائن الذين اشتروا في أكثر من يوم: { $needed }، والموجود حتى الآن: { $found }.
customers-because-no_fit = { $what }: غير معروف، لأن سلوك الزبائن لا يتبع نمطًا يمكن الاعتماد عليه.
customers-because-unstable = { $what }: لا توجد. زبائن هذا المتجر متداخلون، وكل عينة أخرى منهم تعطي مجموعات مختلفة.

## التواريخ.

date = { $day } { $month } { $year }
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

language-name = العربية
