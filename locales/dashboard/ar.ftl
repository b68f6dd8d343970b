### ما تقوله صفحات أهل المتجر، بالعربية.

## كل صفحة.

staff-language = اللغة
staff-skip = انتقل إلى المحتوى
staff-sign-out = خروج
sign-in-title = تسجيل الدخول
sign-in-key = المفتاح
sign-in-hint = مفتاح المدير كما طبعه «alongside init». الأمر «alongside keys create --kind admin» ينشئ مفتاحًا آخر.
sign-in-refused = لا يوجد مفتاح يسمح بالدخول يطابق ما أُرسل. تحقّق من أنك نسخته كاملًا.
sign-in-button = دخول
dashboard-pages = الصفحات
dashboard-time = المدة
dashboard-days = { $days ->
        [zero] { $days } يوم
        [one] يوم واحد
        [two] يومان
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }

## Page: overview.

dashboard-overview = نظرة عامة
dashboard-caused = جلبت العروض { $value } من الربح لم تكن لتأتي لولاها (من { $low } إلى { $high })
dashboard-caused-about = يُعرف ذلك من الزوّار الذين لا تُعرض عليهم عروض. ما يحدث بالمصادفة يقع ضمن هذا المجال في 95 من 100 متجر.
dashboard-caused-untold = لا يمكن بعد معرفة ما جلبته العروض
dashboard-untold-too_few_visitors = عدد الزوّار حتى الآن قليل جدًا. سيظهر الرقم من تلقاء نفسه.
dashboard-untold-no_hold_out = تُعرض العروض على كل الزوّار، فلا أحد يعرف ما كان سيحدث بدونها. استثنِ بعض الزوّار في الإعدادات.
dashboard-untold-broken_by_sample_ratio = عدد الزوّار المستثنين بعيد عمّا ينبغي. شيء ما في صفحات المتجر يعاملهم معاملة مختلفة؛ انظر تحذير التقرير.
dashboard-untold-nothing_varied = فعل كل الزوّار الشيء نفسه حتى الآن.
dashboard-tile-revenue = المبيعات بعد المرتجعات
dashboard-tile-orders = الطلبات
dashboard-tile-order-value = متوسط الطلب
dashboard-tile-visitors = الزوّار
dashboard-tile-credited = مبيعات بعد النقر على عرض

## Page: what the pages that steer share.

staff-moment = { $date }، { $time } UTC
staff-everywhere = في كل مكان
staff-from = ابتداءً من { $from }
staff-until = حتى { $until }
staff-from-until = من { $from } حتى { $until }
staff-column-acts = ما يمكن فعله
form-no-number = هذا ليس عددًا. اكتب أرقامًا فقط، مثل 12 أو 12.5.
form-no-moment = هذا ليس تاريخًا مع وقت. اختر كليهما أو اترك الحقل فارغًا.
placement-home = الصفحة الرئيسية
placement-category_page = صفحة الفئة
placement-product_page = صفحة المنتج
placement-cart = السلة
placement-checkout = إتمام الشراء
placement-post_purchase = بعد الطلب
placement-email = البريد الإلكتروني
placement-pos = نقطة البيع
placement-sales_desk = مكتب المبيعات
placement-chat = المحادثة
preview-title = ما الذي سيتغيّر: { $place }
preview-nothing = لا توجد بعد قرارات ولا طلبات للتجربة عليها. استورد الطلبات في صفحة البيانات أو انتظر أول الزوّار.
preview-same = لن يتغيّر شيء. عدد ما جُرّب عليه: { $carts }؛ العروض: { $before }.
preview-of-decisions = من بين أحدث القرارات هنا ({ $carts }) سيتغيّر: { $changed }. مجموع العروض فيها: { $before } الآن و{ $after } بعد التغيير.
preview-of-orders = لم يُجَب أحد هنا بعد، فجُرّبت سلال أحدث الطلبات: { $carts }. سيتغيّر منها: { $changed }. مجموع العروض فيها: { $before } الآن و{ $after } بعد التغيير.
preview-not-set = لم يُحفظ شيء بعد. النموذج أدناه فيه ما جُرّب.
preview-cart = السلة أو الصفحة
preview-now = المعروض الآن
preview-then = المعروض بعد التغيير

## Page: rules.

dashboard-rules = القواعد
dashboard-done-rule-set = حُفظت القاعدة، والجواب التالي يلتزم بها.
dashboard-done-rule-removed = حُذفت القاعدة.
dashboard-done-banned = يسري الحظر من الجواب التالي.
dashboard-done-lifted = رُفع الحظر.
dashboard-done-linked = حُفظ الربط، ويسري بعد بناء النماذج التالي.
dashboard-done-unlinked = حُذف الربط، ويتوقف أثره بعد بناء النماذج التالي.
rules-about = تحدّد القواعد ما يجب عرضه وما لا يجوز وما يتقدّم. الحظر يغلب كل شيء، ثم ما هو خارج القائمة المسموحة، ثم التثبيت؛ والرفع والخفض يتضاعفان معًا.
rules-new = أضف قاعدة
rules-change = عدّل القاعدة
rules-back = كل القواعد
rules-none = لا توجد قاعدة بعد. أضف واحدة، مثلًا لعرض منتج دائمًا في السلة، أو لإبعاد علامة تجارية عن إتمام الشراء.
rules-column-rule = القاعدة
rules-column-action = ما تفعله
rules-column-products = المنتجات الآن
rules-column-where = أين
rules-column-state = الحالة
rules-column-notes = التعارضات والملاحظات
rules-column-ban = لا يُعرض أبدًا
rules-on = سارية
rules-off = متوقفة
rules-not-now = ليس في هذا الوقت
rules-action-pin = اعرض هذه المنتجات أولًا
rules-action-ban = لا تعرض هذه المنتجات أبدًا
rules-action-boost = قدّم هذه المنتجات
rules-action-bury = أخّر هذه المنتجات
rules-action-include_only = اعرض هذه المنتجات فقط
rules-conflict-both = القاعدة «{ $with }» تحرّك في الاتجاه المعاكس منتجات مشتركة عددها { $products }، وتُحسب القاعدتان معًا. مثلًا: { $examples }.
rules-conflict-wins = هذه القاعدة تسبق «{ $with }» حيث تذكران المنتج نفسه؛ العدد: { $products }. مثلًا: { $examples }.
rules-conflict-loses = القاعدة «{ $with }» تسبق هذه القاعدة حيث تذكران المنتج نفسه؛ العدد: { $products }. مثلًا: { $examples }.
rules-group-what = ما تفعله
rules-group-products = لأي منتجات – يجب أن ينطبق سطر من كل حقل مملوء
rules-group-when = أين ولمن ومتى
rules-group-beside = فقط حيث تحوي السلة أو الصفحة أحد هذه – فارغ: دائمًا
rules-group-try = جرّبها أولًا
rules-action = القاعدة
rules-id = اسم قصير
rules-id-hint = أحرف a إلى z وأرقام و- و_. إن تُرك فارغًا أُعطي اسم تلقائيًا.
rules-id-mistake = استخدم من 1 إلى 64 من الأحرف a إلى z والأرقام و- و_، واسمًا لا تحمله قاعدة أخرى.
rules-slot = موضع أول منتج معروض
rules-slot-hint = فقط عند عرض المنتجات أولًا: من 1 إلى 24. فارغ: 1.
rules-slot-mistake = موضع من 1 إلى 24، وفقط عند عرض المنتجات أولًا. أفرغه في القواعد الأخرى.
rules-factor = بأي قدر
rules-factor-hint = فقط للتقديم أو التأخير: من 1 إلى 10. فارغ: 2.
rules-factor-mistake = عدد من 1 إلى 10، وفقط للتقديم أو التأخير. أفرغه في القواعد الأخرى.
rules-note = السبب
rules-note-hint = لزملائك؛ لا يراه الزبائن أبدًا.
rules-note-mistake = اختصره: 500 بايت على الأكثر.
rules-enabled = مشغّلة
rules-enabled-yes = القاعدة سارية
rules-products-ids = معرّفات المنتجات
rules-products-ids-hint = معرّف في كل سطر. القاعدة التي تعرض المنتجات أولًا تحتاج إليها بترتيبها.
rules-products-ids-mistake = اذكر منتجات من الكتالوج، معرّفًا في كل سطر – من 1 إلى 24 عند عرضها أولًا – أو املأ حقلًا آخر من هذا الجزء.
rules-products-categories = الفئات
rules-products-categories-hint = فئة في كل سطر مثل Home > Lamps؛ ويُحسب ما تحتها أيضًا.
rules-products-brands = العلامات التجارية
rules-products-brands-hint = علامة في كل سطر.
rules-products-tags = الوسوم
rules-products-tags-hint = وسم في كل سطر.
rules-products-attributes = الخصائص
rules-products-attributes-hint = خاصية في كل سطر: Colour = red أو Length >= 2 أو Length <= 4.
rules-products-attributes-mistake = اكتب كل سطر مثل Colour = red أو Length >= 2 أو Length <= 4.
rules-products-price-min = السعر من
rules-products-price-min-mistake = اكتب مبالغ بعملة المتجر مثل 12.50، والأقل هنا.
rules-products-price-max = السعر حتى
rules-products-price-max-mistake = اكتب مبلغًا بعملة المتجر مثل 12.50.
rules-products-margin-percent-min = الهامش من، %
rules-products-margin-percent-min-mistake = يجب ألا يزيد العدد الأول على الثاني.
rules-products-margin-percent-max = الهامش حتى، %
rules-products-stock-min = المخزون من
rules-products-stock-min-mistake = يجب ألا يزيد العدد الأول على الثاني.
rules-products-stock-max = المخزون حتى
rules-when-placements = أين
rules-when-placements-hint = بلا تحديد: في كل مكان.
rules-when-segments = للزبائن الذين يحملون أحد هذه الوسوم
rules-when-segments-hint = وسم في كل سطر، وكذلك tier:profitable أو segment:1 كما في صفحة الزبائن. فارغ: للجميع.
rules-when-valid-from = من، UTC
rules-when-valid-from-hint = فارغ: فورًا.
rules-when-valid-until = حتى، UTC
rules-when-valid-until-hint = فارغ: بلا نهاية.
rules-when-valid-until-mistake = يجب أن تكون النهاية بعد البداية.
rules-try-at = أين تُجرَّب
rules-act-set = احفظ القاعدة
rules-act-try = جرّب دون حفظ
rules-act-remove = احذف القاعدة نهائيًا
rules-ask-remove = احذف القاعدة…
rules-ask-remove-about = يستغني عنها الجواب التالي، ولا يمكن استعادتها؛ لإيقافها مؤقتًا أطفئها.
rules-bans = المنتجات المحظورة
rules-bans-none = لا منتج محظور. الحظر يُبعد منتجًا أو فئة كاملة عن كل العروض.
rules-ban-pair = { $product } بجانب { $with }
rules-banned-category = الفئة { $category }
rules-ban-product = معرّف المنتج
rules-ban-product-mistake = اذكر منتجًا من الكتالوج، ومعه آخر إن شئت، أو فئة وحدها.
rules-ban-with = فقط بجانب هذا المنتج
rules-ban-with-hint = فارغ: في أي مكان.
rules-ban-category = الفئة
rules-ban-category-hint = بدلًا من منتج، مثل Home > Lamps.
rules-act-ban = احظره
rules-act-lift = ارفع الحظر
rules-ask-lift = ارفع…
rules-ask-lift-about = قد يُعرض مجددًا من الجواب التالي.
rules-links = روابط المنتجات
rules-links-none = لا روابط بعد. الربط يقول إن منتجًا يناسب آخر، قبل أن تُظهره الطلبات.
rules-links-more = المعروض: { $shown } من { $links }. الأفضل حفظ هذا العدد في ملف واستيراده.
rules-link-from = بجانب هذا المنتج
rules-link-from-hint = معرّفه.
rules-link-from-mistake = لا يوجد منتج بهذا المعرّف في الكتالوج.
rules-link-to = اعرض هذا
rules-link-to-hint = معرّفه.
rules-link-to-mistake = اذكر منتجًا آخر من الكتالوج.
rules-link-kind = كـ
rules-link-cross_sell = يناسبه
rules-link-upsell = أفضل منه
rules-link-related = شبيه به
rules-act-link = اربطهما
rules-act-unlink = احذف الربط
rules-ask-unlink = احذف…
rules-ask-unlink-about = يتوقف أثره بعد البناء التالي.
