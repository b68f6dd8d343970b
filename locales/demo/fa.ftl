### فروشگاه نمایشی، به فارسی.

## Page: every page of the shop.

demo-title = چیزهای خوب برای خانهٔ شما
demo-welcome = چیزی در سبد بگذارید و ببینید چه به آن می‌آید، چه چیزی بهتر است و چرا.
demo-about = فروشگاهی شبیه‌سازی‌شده: کالاها، مشتریان و سفارش‌هایش ساختگی‌اند و چیزی فروخته نمی‌شود. پیشنهادهایش اما واقعی‌اند: Alongside آن‌ها را از همین سفارش‌ها آموخته است.
demo-skip = رفتن به محتوا
demo-search = جست‌وجوی کالا
demo-search-button = جست‌وجو
demo-cart = سبد خرید
demo-categories = بخش‌ها
demo-language = زبان
demo-to-dashboard = داشبورد فروشنده
demo-to-docs = مرجع برنامه‌نویسان
demo-all-products = دیدن همهٔ کالاها
demo-go-on = ادامهٔ خرید
demo-held-out = شما از معدود بازدیدکنندگانی هستید که پیشنهادی نمی‌بینند: فروشگاه از مقایسه با آن‌ها می‌فهمد پیشنهادها چه سودی دارند.
demo-new-visitor = بازگشت به‌عنوان کسی دیگر
demo-row-reduced = تخفیف‌خورده‌ها
demo-row-new = تازه‌رسیده‌ها
demo-reduced = تخفیف
demo-new = تازه
demo-sold-out = ناموجود
demo-in-stock = موجود
demo-stock = { $count ->
        [one] فقط { $count } عدد مانده
       *[other] فقط { $count } عدد مانده
    }

## Page: categories and search.

demo-products = همهٔ کالاها
demo-products-count = { $count ->
        [one] { $count } کالا
       *[other] { $count } کالا
    }
demo-search-results = نتیجهٔ جست‌وجو
demo-nothing-found = کالایی با این نام نیست. واژه‌های کمتر یا دیگری را بیازمایید.
demo-narrower = دسته‌های این بخش
demo-way = جایی که هستید
demo-further = کالاهای بیشتر
demo-page-previous = کالاهای پیشین
demo-page-next = کالاهای بعدی

## Page: product.

demo-add = افزودن به سبد
demo-quantity = تعداد
demo-variants = گونه‌های دیگر

## Page: cart.

demo-cart-empty = سبد شما خالی است. گشتی بزنید و چیزی در آن بگذارید، یا با یک نمونه آن را بیازمایید.
demo-cart-example = پر کردن با یک نمونه
demo-cart-total = جمع
demo-change = تغییر
demo-remove = حذف
demo-quantity-of = تعداد { $title }
demo-remove-one = حذف { $title }
demo-to-checkout = رفتن به صندوق

## Page: checkout.

demo-checkout = صندوق
demo-delivery = چگونه به دستتان برسد؟
demo-delivery-home = تحویل در خانه
demo-delivery-pick-up = تحویل در ایستگاه مرسوله
demo-delivery-missing = بگویید سفارش چگونه به دستتان برسد و دوباره آن را ثبت کنید.
demo-nothing-is-sold = این یک نمایش است: نه پولی پرداخت می‌شود، نه چیزی فرستاده می‌شود و نه چیزی دربارهٔ شما پرسیده می‌شود.
demo-place-order = ثبت سفارش
demo-back-to-cart = بازگشت به سبد

## Page: after the order.

demo-thanks = سپاسگزاریم!
demo-order-placed = سفارش شما ثبت شد. شمارهٔ آن:
demo-ordered = سفارش شما

## Page: nothing there.

demo-missing = این‌جا چیزی نیست
demo-missing-product = این کالا این‌جا فروخته نمی‌شود، یا دیگر فروخته نمی‌شود.
demo-missing-category = چنین دسته‌ای این‌جا نیست.
demo-missing-order = چنین سفارشی این‌جا نیست. سفارش‌ها فقط همان‌جا که ثبت شده‌اند نشان داده می‌شوند.

## Names of the demo's categories.

category-accessories = لوازم جانبی
category-air-filters = فیلتر هوا
category-air-purifiers = تصفیه‌کنندهٔ هوا
category-audio = صوتی
category-bathroom = حمام
category-batteries = باتری
category-bedroom = اتاق خواب
category-blenders = مخلوط‌کن
category-bluetooth-speakers = بلندگوی بلوتوث
category-boxes = جعبه
category-bulbs = لامپ
category-cables = کابل
category-camera-bags = کیف دوربین
category-camera-batteries = باتری دوربین
category-cameras = دوربین
category-cartridges = کارتریج
category-cases = قاب
category-chargers = شارژر
category-cleaning = نظافت
category-climate = تهویه و گرمایش
category-cloths = دستمال
category-coffee = قهوه
category-coffee-beans = دانهٔ قهوه
category-coffee-grinders = آسیاب قهوه
category-coffee-machines = قهوه‌ساز
category-computers = رایانه
category-cookware = ظروف پخت‌وپز
category-cups = فنجان
category-descalers = جرم‌گیر
category-dishwasher-tablets = قرص ماشین ظرفشویی
category-docks = داک
category-duvet-covers = روکش لحاف
category-duvets = لحاف
category-earbuds = ایرباد
category-electronics = الکترونیک
category-external-drives = حافظهٔ خارجی
category-fans = پنکه
category-filter-jugs = پارچ تصفیه
category-filter-papers = فیلتر کاغذی
category-fitted-sheets = ملحفهٔ کش‌دار
category-floor-lamps = آباژور ایستاده
category-frying-pans = ماهیتابه
category-gift-cards = کارت هدیه
category-groceries = خواربار
category-hdmi-cables = کابل HDMI
category-headphones = هدفون
category-headsets = هدست
category-heaters = بخاری
category-home = خانه
category-household-cleaners = شوینده‌های خانگی
category-ink-cartridges = کارتریج جوهر
category-installation = نصب
category-kettles = کتری
category-keyboards = صفحه‌کلید
category-kitchen = آشپزخانه
category-knives = چاقو
category-laptop-bags = کیف لپ‌تاپ
category-laptops = لپ‌تاپ
category-laundry-detergents = شویندهٔ لباس
category-lighting = روشنایی
category-mattress-protectors = محافظ تشک
category-memory-cards = کارت حافظه
category-mice = ماوس
category-milk-frothers = کف‌ساز شیر
category-mirrorless-cameras = دوربین بدون آینه
category-monitors = نمایشگر
category-organisers = نظم‌دهنده
category-paper = کاغذ
category-phones = تلفن
category-pillows = بالش
category-pot-sets = سرویس قابلمه
category-power = برق و شارژ
category-power-banks = پاوربانک
category-printers = چاپگر
category-printing = چاپ
category-screen-protectors = محافظ صفحه
category-services = خدمات
category-set-up = راه‌اندازی
category-shelves = قفسه
category-small-appliances = لوازم کوچک برقی
category-smart-bulbs = لامپ هوشمند
category-smartphones = گوشی هوشمند
category-smartwatches = ساعت هوشمند
category-soundbars = ساندبار
category-storage = نگهداری
category-string-lights = ریسهٔ نوری
category-subscriptions = اشتراک
category-table-lamps = چراغ رومیزی
category-tableware = ظروف پذیرایی
category-toasters = توستر
category-towels = حوله
category-tripods = سه‌پایه
category-tv-video = تلویزیون و ویدئو
category-tvs = تلویزیون
category-usb-cables = کابل USB
category-usb-sticks = فلش مموری
category-vacuum-cleaner-bags = کیسهٔ جاروبرقی
category-vacuum-cleaners = جاروبرقی
category-wall-mounts = پایهٔ دیواری
category-warranties = گارانتی
category-water-filters = تصفیهٔ آب
category-wearables = پوشیدنی‌ها
