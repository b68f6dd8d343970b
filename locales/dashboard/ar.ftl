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

home-about = هنا يجيب Alongside. يعرض على زبائن هذا المتجر ما يناسب ما اختاروه.
home-dashboard = صفحات التاجر
home-reference = مرجع واجهة HTTP، بالإنجليزية
home-errors = كل خطأ وما العمل، بالإنجليزية
home-openapi = وثيقة OpenAPI
home-health = هل الخادم حيّ

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
