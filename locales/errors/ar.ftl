## What went wrong, for people who read pages: every code of the one error table, and what to do.

error-malformed_json = لا يمكن قراءة ما أُرسل
error-malformed_json-hint = ارجع وحاول ثانيةً. إن تكرر ذلك فأخبر من يعتني ببرامج المتجر.
error-invalid_parameter = جزء من العنوان لا يصلح
error-invalid_parameter-hint = ارجع إلى الصفحة واختر ثانيةً؛ فربما كان العنوان الذي فتحته قديمًا أو مقطوعًا.
error-body_incomplete = انتهى ما أرسلته قبل أوانه
error-body_incomplete-hint = تحقق من اتصالك، ثم ارجع وأرسله ثانيةً.
error-missing_key = لم يسجّل أحد الدخول
error-missing_key-hint = سجّل الدخول بمفتاح من مفاتيح المتجر وافتح الصفحة ثانيةً.
error-invalid_key = المفتاح غير معروف
error-invalid_key-hint = تحقق من نسخ المفتاح كاملًا ومن أنه لهذا المتجر.
error-revoked_key = أُلغي المفتاح
error-revoked_key-hint = اطلب مفتاحًا آخر؛ يصنعه المدير في صفحة الإعدادات.
error-forbidden_key = لا يحق لهذا المفتاح ذلك
error-forbidden_key-hint = سجّل الدخول بمفتاح المدير.
error-forbidden_origin = النموذج من تسجيل دخول آخر
error-forbidden_origin-hint = افتح الصفحة ثانيةً وأعد ما فعلته؛ لم يتغير شيء.
error-unknown_route = لا توجد صفحة كهذه
error-unknown_route-hint = ربما كُتب العنوان خطأً أو كان قديمًا. طريق الرجوع يقود إلى صفحة موجودة.
error-not_found = ليس هنا، أو لم يعد هنا
error-not_found-hint = ربما حذفه شخص آخر. ارجع إلى القائمة واختر غيره.
error-wrong_method = لا تُستخدم هذه الصفحة هكذا
error-wrong_method-hint = ارجع واستخدم نموذج الصفحة.
error-request_timeout = تأخر وصوله كثيرًا
error-request_timeout-hint = تحقق من اتصالك، ثم ارجع وأرسله ثانيةً.
error-conflict = سبقك شخص آخر
error-conflict-hint = افتح الصفحة ثانيةً لترى الحال الآن، ثم أعد ما أردت تغييره.
error-idempotency_conflict = أُرسل هذا من قبل على أنه شيء آخر
error-idempotency_conflict-hint = ارجع وافتح الصفحة ثانيةً وأعد ما فعلته.
error-shop_exists = في المجلد متجر بالفعل
error-shop_exists-hint = استخدمه كما هو أو اختر مجلدًا آخر.
error-body_too_large = هذا كبير جدًا
error-body_too_large-hint = أرسل 10 MiB على الأكثر في المرة: قسّم الملف أو اضغطه بـ gzip أو zstd.
error-invalid_field = شيء مما كُتب لا يصلح
error-invalid_field-hint = ارجع وصحّح ما تذكره التفاصيل وأرسله ثانيةً.
error-missing_field = ثمة شيء ناقص
error-missing_field-hint = ارجع واكتب ما تذكره التفاصيل وأرسله ثانيةً.
error-unknown_field = أُرسل شيء غير معروف هنا
error-unknown_field-hint = ارجع وأعد تحميل الصفحة ثم أرسل ثانيةً.
error-wrong_type = شيء مما كُتب من نوع آخر
error-wrong_type-hint = ارجع واكتبه كما تقول التفاصيل وأرسله ثانيةً.
error-out_of_range = عدد أصغر أو أكبر مما يجوز
error-out_of_range-hint = ارجع واختر عددًا بين الحدّين اللذين تذكرهما التفاصيل.
error-invalid_id = معرّف لا يصلح
error-invalid_id-hint = ارجع واكتب المعرّف كما هو في متجرك، في سطر واحد.
error-invalid_moment = وقت لا يصلح
error-invalid_moment-hint = ارجع واكتب اليوم والوقت كما تقول التفاصيل؛ فما حدث لا يكون في المستقبل.
error-unknown_region = البلد غير معروف
error-unknown_region-hint = ارجع واكتب رمزه المكوَّن من حرفين، مثل RO أو DE أو AE أو IR.
error-unknown_locale = اللغة غير معروفة
error-unknown_locale-hint = ارجع واكتب اسمها المختصر، مثل en أو ar أو fa أو ro.
error-unknown_value = اختيار غير معروف هنا
error-unknown_value-hint = ارجع وافتح الصفحة ثانيةً واختر من قوائمها.
error-money_not_text = أُرسل مبلغ على أنه عدد
error-money_not_text-hint = أرسل المبالغ نصًا، مثل 12.50.
error-invalid_money = مبلغ لا يصلح
error-invalid_money-hint = ارجع واكتب مبلغًا بسيطًا غير سالب، مثل 12.50.
error-unknown_currency = العملة غير معروفة
error-unknown_currency-hint = استخدم رمزًا مثل EUR أو USD أو RON أو AED أو IRR.
error-batch_too_long = هذا كثير في مرة واحدة
error-batch_too_long-hint = أرسل 1000 على الأكثر في المرة.
error-mixed_currencies = في طلب سطور بعملات مختلفة
error-mixed_currencies-hint = قسّمه إلى طلب لكل عملة.
error-order_too_long = في طلب سطور أكثر مما ينبغي
error-order_too_long-hint = قسّمه إلى طلبات من 10000 سطر على الأكثر.
error-import_refused = لا يمكن استيراد الملف
error-import_refused-hint = افعل ما تقوله التفاصيل واستورده ثانيةً؛ السطور المستوردة من قبل لا تُحسب مرتين.
error-rate_limited = طلبات أكثر مما ينبغي
error-rate_limited-hint = انتظر لحظة، ثم ارجع وحاول ثانيةً.
error-internal = حدث خلل هنا
error-internal-hint = ليس الذنب ذنبك. ارجع وحاول ثانيةً؛ وإن تكرر فأخبر من يشغّل الخادم، ففي سجلّه المزيد.
error-store_damaged = بيانات المتجر تالفة
error-store_damaged-hint = أخبر من يشغّل الخادم: يقول «alongside doctor» ما التالف، ويعيد «alongside restore» نسخة احتياطية.
error-newer_format = كتبت نسخة أحدث بيانات المتجر
error-newer_format-hint = أخبر من يشغّل الخادم: يجب تشغيل تلك النسخة الأحدث أو نسخة احتياطية صنعتها هذه.
error-snapshot_unusable = لا يمكن استخدام ما تُعُلّم
error-snapshot_unusable-hint = ابنه من جديد في صفحة البيانات أو ارجع هناك إلى نموذج أقدم.
error-build_failed = تعذّر بناء النماذج
error-build_failed-hint = تواصل الأخيرة عملها. وتقول صفحة البيانات ما يجده «alongside doctor».
error-invalid_config = لا يمكن استخدام الإعدادات المكتوبة
error-invalid_config-hint = أخبر من يشغّل الخادم: التفاصيل تقول أين الخطأ في الملف.
error-file_failed = تعذّرت قراءة ملف أو كتابته
error-file_failed-hint = أخبر من يشغّل الخادم: التفاصيل تسمّي الملف؛ وربما كانت أذونه خاطئة.
error-no_shop = لا متجر في المجلد
error-no_shop-hint = أخبر من يشغّل الخادم: يصنع «alongside init» متجرًا.
error-store_read_only = لا يمكن الكتابة في بيانات المتجر
error-store_read_only-hint = لم يتغير شيء. أخبر من يشغّل الخادم: المجلد للقراءة فقط.
error-busy = برنامج آخر يعمل على بيانات المتجر
error-busy-hint = انتظر حتى ينتهي ثم حاول ثانيةً.
error-closing = الخادم يعيد التشغيل
error-closing-hint = حاول ثانيةً بعد لحظة؛ لم يتغير شيء.
error-disk_full = قرص الخادم ممتلئ
error-disk_full-hint = لم يتغير شيء. اطلب ممن يشغّل الخادم أن يفرغ مكانًا ثم حاول ثانيةً.

error-back = رجوع
error-details = تفاصيل، بالإنجليزية
error-wait = { $seconds ->
    [zero] حاول ثانيةً الآن.
    [one] حاول ثانيةً بعد ثانية.
    [two] حاول ثانيةً بعد ثانيتين.
    [few] حاول ثانيةً بعد { $seconds } ثوانٍ.
    [many] حاول ثانيةً بعد { $seconds } ثانية.
   *[other] حاول ثانيةً بعد { $seconds } ثانية.
}
