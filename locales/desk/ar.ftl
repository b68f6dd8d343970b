### ما يقوله مكتب المبيعات للبائعين وما يقولونه هم للزبائن، بالعربية.

## Page: desk.

desk-title = مكتب المبيعات
desk-pages = صفحات المكتب
desk-practice = تدريب
desk-dashboard = لوحة المتجر
desk-place = مكانك
desk-place-desk = المكتب
desk-place-till = الصندوق
desk-speak = لغة الزبون
desk-find = ابحث عن منتج أو امسح رمزه
desk-find-hint = كلمات من العنوان أو الرمز أو الباركود، ثم Enter. إذا كتبت 3* قبلها تُضاف ثلاث قطع.
desk-find-button = بحث
desk-found = { $count ->
        [zero] لا منتج مطابق
        [one] منتج واحد مطابق
        [two] منتجان مطابقان. اختر أو اكتب كلمة أخرى.
        [few] { $count } منتجات مطابقة. اختر أو اكتب كلمة أخرى.
        [many] { $count } منتجًا مطابقًا. اختر أو اكتب كلمة أخرى.
       *[other] { $count } منتج مطابق. اختر أو اكتب كلمة أخرى.
    }
desk-found-partly = لا يوجد منتج فيه كل هذه الكلمات. معظمها موجود في:
desk-found-none = لا شيء بهذا الاسم. تحقّق من الكتابة أو استعمل كلمات أقل أو امسح الباركود.
desk-found-close = أغلق القائمة
desk-basket = السلة
desk-basket-empty = السلة فارغة. امسح رمز أول منتج أو اكتب كلمة من عنوانه.
desk-total = المجموع
desk-price-unknown = السعر غير معروف
desk-fewer = قطعة أقل من { $title }
desk-more = قطعة أخرى من { $title }
desk-remove = إخراج
desk-units = عدد القطع من { $title }
desk-next-customer = الزبون التالي
desk-sale = البيع
desk-sale-reports = يُبلِغ عن المبيعات
desk-sale-by-till = الصندوق
desk-sale-here = هذه الصفحة
desk-customer = رقم الزبون
desk-customer-hint = من البطاقة، أو ما يعرف متجرك الزبون به. وما اشتراه من قبل يُحسب في العروض إن وافق.
desk-customer-set = استعمله
desk-customer-forget = أزله
desk-customer-unknown = لا أحد معروف بهذا الرقم بعد. يُسجَّل البيع باسمه.
desk-receipt = رقم الإيصال
desk-receipt-hint-by-till = يُبلِغ صندوقك عن البيع بهذا الرقم. وبه يُنسب البيع إلى العروض التي قُبلت هنا.
desk-receipt-hint-here = يُسجَّل البيع هنا بالأسعار المعروضة. اترك الرقم فارغًا إن لم يوجد.
desk-sold = تم البيع
desk-did-sold = تم البيع: { $receipt }. إلى الزبون التالي.
desk-did-sold-nothing = السلة فارغة، فلم يُبَع شيء. امسح المنتجات أولًا.
desk-did-receipt-missing = اكتب رقم الإيصال؛ فبه يُعرف البيع بين مبيعات الصندوق.
desk-did-receipt-unusable = لا يمكن أن يكون { $receipt } رقم إيصال: فهو طويل جدًا. اكتبه من جديد.
desk-did-receipt-known = { $receipt } بيع آخر مسجَّل. تحقّق من رقم الإيصال.
desk-offers = ماذا تعرض
desk-offers-wait = تظهر العروض مع أول منتج في السلة.
desk-offers-none = لا شيء يناسب هذه السلة الآن، فلا تعرض شيئًا.
desk-not-ready = لم يُتعلَّم شيء بعد. بعد استيراد المنتجات والطلبات يظهر هنا ما يمكن عرضه.
desk-why = السبب:
desk-compare = فيمَ يختلفان
desk-before = قبل ذلك:
desk-taken = يأخذه
desk-declined = يرفض
desk-keys = المفاتيح: 1 و2 و3 لقبول عرض، وShift مع الرقم لرفضه.
desk-told = أخبِر الزبون أيضًا
desk-instead = بدلًا من { $with }.
desk-instead-dearer = بدلًا من { $with } بزيادة { $difference }.
desk-instead-cheaper = بدلًا من { $with } بسعر أقل بمقدار { $difference }.
desk-stock = { $count ->
        [zero] لم يبقَ شيء.
        [one] بقيت قطعة واحدة.
        [two] بقيت قطعتان.
        [few] بقيت { $count } قطع.
        [many] بقيت { $count } قطعة.
       *[other] بقيت { $count } قطعة.
    }
desk-sold-out = نفد.
desk-not-sold = غير معروض للبيع.
desk-did-added = أُضيف: { $title }
desk-did-full = السلة ممتلئة ولم يُضف { $title }. أنهِ هذه السلة أولًا.
desk-did-taken = قُبل: { $title }
desk-did-declined = رُفض: { $title }. لن يُعرض مرة أخرى لهذه السلة.

## What a clerk says to a customer: one sentence that is true and easy to decline.

desk-say-together = الزبائن الذين اشتروا { $with } أخذوا أيضًا { $title }، هل تودّ أن تأخذه أيضًا؟
desk-say-viewed = الزبائن الذين اطّلعوا على { $with } اطّلعوا أيضًا على { $title }، هل تودّ رؤيته؟
desk-say-completes = { $title } يلائم ما اخترته، هل تودّ أن تأخذه أيضًا؟
desk-say-match = يُفترض أن يلائم { $title } ما اخترته: { $with }، هل تودّ أن تأخذه أيضًا؟
desk-say-review = في تقييم أحد الزبائن ذُكر { $title } مع { $with }، هل تودّ أن تأخذه؟
desk-say-fits = { $title } مصنوع من أجل { $with }، هل تودّ أن تأخذه أيضًا؟
desk-say-covers = لدينا أيضًا { $title } من أجل { $with }، هل تودّ ذلك؟
desk-say-shop = نوصي مع { $with } بـ{ $title }، هل تودّ أن تأخذه أيضًا؟
desk-say-set = يؤلّف { $title } طقمًا مع { $with }، هل تودّ أخذ الطقم؟
desk-say-popular = كثيرًا ما يُشترى { $title } لدينا، هل تودّ أن تأخذه أيضًا؟
desk-say-again = سبق أن اشتريت { $title }، هل حان وقت شرائه من جديد؟
desk-say-new = { $title } جديد لدينا، هل تودّ رؤيته؟
desk-say-need = { $title } يلبّي ما تبحث عنه، هل تودّ أن تأخذه؟
desk-say-idea = هل تسمح لي أن أقترح عليك أيضًا { $title }؟
desk-say-instead = لدينا أيضًا { $title } بدلًا من { $with }، هل تفضّله؟
desk-say-instead-dearer = بزيادة { $difference } لدينا { $title } بدلًا من { $with }، هل تفضّله؟
desk-say-instead-cheaper = لدينا { $title } بدلًا من { $with } بسعر أقل بمقدار { $difference }، هل تفضّله؟

## Page: practice.

desk-practice-empty = الطلبات التي فيها عدة منتجات أقل من أن يُتدرَّب عليها. عُد عندما تزداد.
desk-practice-back = إلى مكتب المبيعات
desk-practice-progress = السلة { $number } من { $count }
desk-practice-basket = اختار زبون
desk-practice-question = ماذا أخذ الزبون نفسه أيضًا؟
desk-practice-keys = المفاتيح: من 1 إلى 4 للاختيار، وEnter للمتابعة.
desk-practice-right = صحيح
desk-practice-wrong = ليس هذه المرة
desk-practice-took = أخذ الزبون أيضًا { $title }.
desk-practice-misfit = لم يُشترَ { $title } قط مع ما هو هنا. ابدأ بما سيفعله الزبون بما اشتراه.
desk-practice-fits = كان { $title } فكرة جيدة أيضًا: المكتب كان سيعرضه.
desk-practice-plausible = يُشترى { $title } معه أحيانًا، لكن أقل.
desk-practice-would = كان المكتب سيبدأ بـ{ $title }، ويمكنك أن تقول:
desk-practice-next = السلة التالية
desk-practice-score = { $right } صحيحة من { $count }
desk-practice-all-right = كلها صحيحة. أنت تعرف ما يلائم بعضه بعضًا.
desk-practice-close = اختياراتك الأخرى اشتُريت معًا أيضًا، لكن أقل.
desk-practice-misfits = { $count ->
        [zero] لم تختر ما لا يلائم. اسأل نفسك عمّا سيحتاج إليه الزبون في البيت.
        [one] اخترت مرة واحدة ما لا يشتريه أحد معه. اسأل نفسك عمّا سيحتاج إليه الزبون في البيت.
        [two] اخترت مرتين ما لا يشتريه أحد معه. اسأل نفسك عمّا سيحتاج إليه الزبون في البيت.
        [few] اخترت { $count } مرات ما لا يشتريه أحد معه. اسأل نفسك عمّا سيحتاج إليه الزبون في البيت.
        [many] اخترت { $count } مرة ما لا يشتريه أحد معه. اسأل نفسك عمّا سيحتاج إليه الزبون في البيت.
       *[other] اخترت { $count } مرة ما لا يشتريه أحد معه. اسأل نفسك عمّا سيحتاج إليه الزبون في البيت.
    }
desk-practice-lessons = للتذكّر
desk-practice-lesson = مع { $with } يأخذ الزبائن { $title }.
desk-practice-again = جولة أخرى
