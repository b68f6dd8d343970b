### آنچه میز فروش به فروشندگان می‌گوید و آنچه آنان به مشتریان می‌گویند، به فارسی.

## Page: desk.

desk-title = میز فروش
desk-pages = صفحه‌های میز
desk-practice = تمرین
desk-dashboard = داشبورد
desk-place = جای شما
desk-place-desk = میز
desk-place-till = صندوق
desk-speak = زبان مشتری
desk-find = کالا را بجویید یا بارکدش را بخوانید
desk-find-hint = واژه‌های عنوان، شناسه یا بارکد و سپس Enter. اگر پیش از آن ۳* بنویسید سه تا افزوده می‌شود.
desk-find-button = جست‌وجو
desk-found = { $count ->
        [one] { $count } کالا جور است
       *[other] { $count } کالا جور است. یکی را برگزینید یا یک واژهٔ دیگر بنویسید.
    }
desk-found-partly = هیچ کالایی همهٔ این واژه‌ها را ندارد. بیشترشان در این‌هاست:
desk-found-none = چیزی به این نام نیست. املا را ببینید، واژه‌های کمتری بنویسید یا بارکد را بخوانید.
desk-found-close = بستن فهرست
desk-basket = سبد
desk-basket-empty = سبد خالی است. بارکد نخستین کالا را بخوانید یا واژه‌ای از عنوانش را بنویسید.
desk-total = جمع
desk-price-unknown = قیمت نامعلوم
desk-fewer = یکی کمتر از { $title }
desk-more = یکی بیشتر از { $title }
desk-remove = برداشتن
desk-units = تعداد { $title }
desk-next-customer = مشتری بعدی
desk-sale = فروش
desk-sale-reports = فروش را گزارش می‌کند
desk-sale-by-till = صندوق
desk-sale-here = همین صفحه
desk-customer = شمارهٔ مشتری
desk-customer-hint = از روی کارت، یا آنچه فروشگاه مشتری را با آن می‌شناسد. اگر رضایت داده باشد، خریدهای پیشین او در پیشنهادها به شمار می‌آید.
desk-customer-set = به کار ببر
desk-customer-forget = بردار
desk-customer-unknown = هنوز کسی با این شماره شناخته نیست. فروش به نام آن ثبت می‌شود.
desk-receipt = شمارهٔ رسید
desk-receipt-hint-by-till = صندوق فروش را با این شماره گزارش می‌کند. با آن، فروش به پای پیشنهادهایی نوشته می‌شود که اینجا پذیرفته شدند.
desk-receipt-hint-here = فروش همین‌جا با قیمت‌های نمایش‌داده‌شده ثبت می‌شود. اگر شماره‌ای نیست، خالی بگذارید.
desk-sold = فروخته شد
desk-did-sold = فروخته شد: { $receipt }. مشتری بعدی.
desk-did-sold-nothing = سبد خالی است، پس چیزی فروخته نشد. نخست کالاها را اسکن کنید.
desk-did-receipt-missing = شمارهٔ رسید را بنویسید؛ با آن فروش در میان فروش‌های صندوق یافته می‌شود.
desk-did-receipt-unusable = { $receipt } نمی‌تواند شمارهٔ رسید باشد: بیش از اندازه بلند است. دوباره بنویسید.
desk-did-receipt-known = { $receipt } فروش دیگری است. شمارهٔ رسید را بررسی کنید.
desk-offers = چه پیشنهاد کنید
desk-offers-wait = پیشنهادها با نخستین کالای سبد پدیدار می‌شوند.
desk-offers-none = اکنون چیزی با این سبد جور نیست، پس چیزی پیشنهاد نکنید.
desk-not-ready = هنوز چیزی آموخته نشده است. پس از وارد کردن کالاها و سفارش‌ها، پیشنهادها اینجا پدیدار می‌شوند.
desk-why = چرا:
desk-compare = فرقشان در چیست
desk-before = پیش‌تر:
desk-taken = می‌خواهد
desk-declined = نمی‌خواهد
desk-keys = کلیدها: ۱، ۲ و ۳ پیشنهاد را می‌پذیرند و Shift با عدد آن را رد می‌کند.
desk-told = این را هم به مشتری بگویید
desk-instead = به‌جای { $with }.
desk-instead-dearer = به‌جای { $with }، با { $difference } بیشتر.
desk-instead-cheaper = به‌جای { $with }، با { $difference } کمتر.
desk-stock = { $count ->
        [one] { $count } عدد مانده است.
       *[other] { $count } عدد مانده است.
    }
desk-sold-out = تمام شده است.
desk-not-sold = فروخته نمی‌شود.
desk-did-added = افزوده شد: { $title }
desk-did-full = سبد پر است و { $title } افزوده نشد. نخست همین سبد را به پایان برسانید.
desk-did-taken = پذیرفته شد: { $title }
desk-did-declined = رد شد: { $title }. برای این سبد دوباره پیشنهاد نمی‌شود.

## What a clerk says to a customer: one sentence that is true and easy to decline.

desk-say-together = مشتریانی که { $with } خریدند { $title } هم برداشتند، شما هم می‌خواهید؟
desk-say-viewed = مشتریانی که { $with } را دیدند { $title } را هم دیدند، می‌خواهید ببینیدش؟
desk-say-completes = { $title } با آنچه برگزیده‌اید جور است، آن را هم می‌خواهید؟
desk-say-match = { $title } باید با { $with } خوب جور باشد، آن را هم می‌خواهید؟
desk-say-review = در نظر یکی از مشتریان از { $title } همراه { $with } یاد شده است، آن را می‌خواهید؟
desk-say-fits = { $title } برای { $with } ساخته شده است، آن را هم می‌خواهید؟
desk-say-covers = برای { $with } { $title } هم داریم، می‌خواهید؟
desk-say-shop = همراه { $with }، { $title } را پیشنهاد می‌کنیم، آن را هم می‌خواهید؟
desk-say-set = { $title } با { $with } یک مجموعه می‌شود، مجموعه را می‌خواهید؟
desk-say-popular = { $title } را اینجا زیاد می‌خرند، آن را هم می‌خواهید؟
desk-say-again = پیش‌تر { $title } خریده‌اید، وقت خرید دوباره‌اش نیست؟
desk-say-new = { $title } تازه آمده است، می‌خواهید ببینیدش؟
desk-say-need = { $title } برای همان چیزی است که می‌جویید، می‌خواهیدش؟
desk-say-idea = اجازه می‌دهید { $title } را هم پیشنهاد کنم؟
desk-say-instead = به‌جای { $with } می‌توانید { $title } را داشته باشید، آن را ترجیح می‌دهید؟
desk-say-instead-dearer = با { $difference } بیشتر می‌توانید به‌جای { $with } { $title } را داشته باشید، آن را ترجیح می‌دهید؟
desk-say-instead-cheaper = با { $difference } کمتر می‌توانید به‌جای { $with } { $title } را داشته باشید، آن را ترجیح می‌دهید؟

## Page: practice.

desk-practice-empty = سفارش‌هایی که چند کالا دارند برای تمرین بسیار کم‌اند. وقتی بیشتر شدند برگردید.
desk-practice-back = به میز فروش
desk-practice-progress = سبد { $number } از { $count }
desk-practice-basket = یک مشتری برگزید
desk-practice-question = همان مشتری دیگر چه برداشت؟
desk-practice-keys = کلیدها: ۱ تا ۴ برای برگزیدن و Enter برای ادامه.
desk-practice-right = درست است
desk-practice-wrong = این بار نه
desk-practice-took = مشتری { $title } را هم برداشت.
desk-practice-misfit = { $title } هرگز با آنچه اینجاست خریده نشده است. از این آغاز کنید که مشتری با خریدش چه خواهد کرد.
desk-practice-fits = { $title } هم فکر خوبی بود: میز هم آن را پیشنهاد می‌کرد.
desk-practice-plausible = { $title } گاهی با آن خریده می‌شود، ولی کمتر.
desk-practice-would = میز با { $title } آغاز می‌کرد و شما می‌توانستید بگویید:
desk-practice-next = سبد بعدی
desk-practice-score = { $right } درست از { $count }
desk-practice-all-right = همه درست. می‌دانید چه با چه جور است.
desk-practice-close = گزینه‌های دیگرتان هم با هم خریده شده‌اند، تنها کمتر.
desk-practice-misfits = { $count ->
        [one] یک بار چیزی برگزیدید که هیچ‌کس با آن نمی‌خرد. از خود بپرسید مشتری در خانه دیگر چه لازم خواهد داشت.
       *[other] { $count } بار چیزی برگزیدید که هیچ‌کس با آن نمی‌خرد. از خود بپرسید مشتری در خانه دیگر چه لازم خواهد داشت.
    }
desk-practice-lessons = به یاد بسپارید
desk-practice-lesson = مشتریان همراه { $with } { $title } برمی‌دارند.
desk-practice-again = یک دور دیگر
