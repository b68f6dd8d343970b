### متجر العرض، بالعربية.

## Page: every page of the shop.

demo-title = أشياء جميلة لبيتك
demo-welcome = ضع شيئًا في السلة وانظر ما يناسبه، وما هو أفضل منه، ولماذا.
demo-about = متجر محاكى: منتجاته وعملاؤه وطلباته من صنع الخيال، ولا يُباع فيه شيء. أما عروضه فحقيقية: تعلّمها Alongside من هذه الطلبات.
demo-skip = انتقل إلى المحتوى
demo-search = ابحث عن منتج
demo-search-button = بحث
demo-cart = السلة
demo-categories = الأقسام
demo-language = اللغة
demo-to-dashboard = لوحة التاجر
demo-to-docs = مرجع المطوّرين
demo-all-products = شاهد كل المنتجات
demo-go-on = تابع التسوق
demo-held-out = أنت من الزوار القلائل الذين لا تُعرض عليهم عروض: بالمقارنة معهم يعرف المتجر ما تجنيه العروض.
demo-new-visitor = عُد كزائر آخر
demo-row-reduced = مخفّض الآن
demo-row-new = وصل حديثًا
demo-reduced = مخفّض
demo-new = جديد
demo-sold-out = نفد
demo-in-stock = متوفر
demo-stock = { $count ->
        [zero] لم يبق شيء
        [one] بقي واحد فقط
        [two] بقي اثنان فقط
        [few] بقي { $count } فقط
        [many] بقي { $count } فقط
       *[other] بقي { $count } فقط
    }

## Page: categories and search.

demo-products = كل المنتجات
demo-products-count = { $count ->
        [zero] لا منتجات
        [one] منتج واحد
        [two] منتجان
        [few] { $count } منتجات
        [many] { $count } منتجًا
       *[other] { $count } منتج
    }
demo-search-results = نتائج البحث
demo-nothing-found = لا منتج بهذا الاسم. جرّب كلمات أقل أو أخرى.
demo-narrower = الفئات هنا
demo-way = مكانك الآن
demo-further = مزيد من المنتجات
demo-page-previous = المنتجات السابقة
demo-page-next = المنتجات التالية

## Page: product.

demo-add = أضف إلى السلة
demo-quantity = الكمية
demo-variants = متوفر أيضًا

## Page: cart.

demo-cart-empty = سلتك فارغة. تجوّل وضع فيها شيئًا، أو جرّبها بمثال.
demo-cart-example = املأها بمثال
demo-cart-total = المجموع
demo-change = غيّر
demo-remove = إزالة
demo-quantity-of = كمية { $title }
demo-remove-one = أزل { $title }
demo-to-checkout = إلى إتمام الشراء

## Page: checkout.

demo-checkout = إتمام الشراء
demo-delivery = كيف تريد استلام الطلب؟
demo-delivery-home = توصيل إلى باب البيت
demo-delivery-pick-up = من نقطة استلام
demo-delivery-missing = اختر كيف تريد استلام الطلب ثم أرسله من جديد.
demo-nothing-is-sold = هذا عرض تجريبي: لا يُدفع شيء ولا يُرسل شيء ولا يُسأل عنك شيء.
demo-place-order = أرسل الطلب
demo-back-to-cart = العودة إلى السلة

## Page: after the order.

demo-thanks = شكرًا لك!
demo-order-placed = استلمنا طلبك. رقمه:
demo-ordered = ما طلبته

## Page: nothing there.

demo-missing = لا شيء هنا
demo-missing-product = هذا المنتج لا يُباع هنا، أو لم يعد يُباع.
demo-missing-category = لا توجد فئة كهذه هنا.
demo-missing-order = لا يوجد طلب كهذا هنا. تُعرض الطلبات حيث أُرسلت فقط.

## Names of the demo's categories.

category-accessories = ملحقات
category-air-filters = فلاتر هواء
category-air-purifiers = أجهزة تنقية الهواء
category-audio = صوتيات
category-bathroom = الحمام
category-batteries = بطاريات
category-bedroom = غرفة النوم
category-blenders = خلاطات
category-bluetooth-speakers = مكبرات بلوتوث
category-boxes = صناديق
category-bulbs = مصابيح
category-cables = كابلات
category-camera-bags = حقائب كاميرات
category-camera-batteries = بطاريات كاميرات
category-cameras = كاميرات
category-cartridges = خراطيش
category-cases = أغطية
category-chargers = شواحن
category-cleaning = التنظيف
category-climate = التهوية والتدفئة
category-cloths = مناشف تنظيف
category-coffee = القهوة
category-coffee-beans = حبوب القهوة
category-coffee-grinders = مطاحن القهوة
category-coffee-machines = آلات القهوة
category-computers = حواسيب
category-cookware = أواني الطهي
category-cups = فناجين
category-descalers = مزيلات الترسبات
category-dishwasher-tablets = أقراص غسالة الصحون
category-docks = محطات إرساء
category-duvet-covers = أغطية ألحفة
category-duvets = ألحفة
category-earbuds = سماعات أذن صغيرة
category-electronics = إلكترونيات
category-external-drives = أقراص خارجية
category-fans = مراوح
category-filter-jugs = أباريق تصفية
category-filter-papers = ورق ترشيح
category-fitted-sheets = شراشف مطاطية
category-floor-lamps = مصابيح أرضية
category-frying-pans = مقالٍ
category-gift-cards = بطاقات هدايا
category-groceries = بقالة
category-hdmi-cables = كابلات HDMI
category-headphones = سماعات رأس
category-headsets = سماعات بميكروفون
category-heaters = مدافئ
category-home = المنزل
category-household-cleaners = منظفات منزلية
category-ink-cartridges = خراطيش حبر
category-installation = التركيب
category-kettles = غلايات
category-keyboards = لوحات مفاتيح
category-kitchen = المطبخ
category-knives = سكاكين
category-laptop-bags = حقائب حواسيب محمولة
category-laptops = حواسيب محمولة
category-laundry-detergents = منظفات غسيل
category-lighting = الإضاءة
category-mattress-protectors = واقيات المراتب
category-memory-cards = بطاقات ذاكرة
category-mice = فأرات
category-milk-frothers = أدوات رغوة الحليب
category-mirrorless-cameras = كاميرات بلا مرآة
category-monitors = شاشات
category-organisers = منظِّمات
category-paper = ورق
category-phones = هواتف
category-pillows = وسائد
category-pot-sets = أطقم قدور
category-power = الطاقة
category-power-banks = بنوك طاقة
category-printers = طابعات
category-printing = الطباعة
category-screen-protectors = واقيات شاشة
category-services = خدمات
category-set-up = الإعداد
category-shelves = رفوف
category-small-appliances = أجهزة صغيرة
category-smart-bulbs = مصابيح ذكية
category-smartphones = هواتف ذكية
category-smartwatches = ساعات ذكية
category-soundbars = مكبرات صوت شريطية
category-storage = التخزين
category-string-lights = حبال إضاءة
category-subscriptions = اشتراكات
category-table-lamps = مصابيح طاولة
category-tableware = أدوات المائدة
category-toasters = محمصات خبز
category-towels = مناشف
category-tripods = حوامل ثلاثية
category-tv-video = تلفاز وفيديو
category-tvs = أجهزة تلفاز
category-usb-cables = كابلات USB
category-usb-sticks = ذواكر USB
category-vacuum-cleaner-bags = أكياس مكانس كهربائية
category-vacuum-cleaners = مكانس كهربائية
category-wall-mounts = حوامل جدارية
category-warranties = ضمانات
category-water-filters = فلاتر مياه
category-wearables = أجهزة قابلة للارتداء
