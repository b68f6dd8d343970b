### صفحهٔ آزمایش‌ها، به فارسی.

## Page: experiments.

dashboard-experiments = آزمایش‌ها
dashboard-done-experiment-set = آزمایش ذخیره شد؛ هنوز کسی در آن نیست.
dashboard-done-experiment-started = آزمایش از پاسخ بعدی در جریان است.
dashboard-done-experiment-stopped = آزمایش پایان یافت؛ همه دوباره تنظیم‌های برقرار را می‌گیرند.
dashboard-done-experiment-removed = آزمایش پاک شد.
experiments-about = آزمایش به بخشی از بازدیدکنندگان پیشنهادهایی دیگر از بقیه می‌دهد و می‌گوید این چه را دگرگون می‌کند، بیش از آنچه به هر حال تصادفی است.
experiments-back = همهٔ آزمایش‌ها
experiments-new = آغاز آزمایشی تازه
experiments-none = هنوز آزمایشی نیست. حدس زدنِ این‌که پیشنهاد کمتر، واژه‌های دیگر یا هدفی دیگر بیشتر می‌آورد هزینه دارد؛ آزمایش آن را می‌گوید.
experiments-none-begin = یکی تازه آغاز کنید، یک چیز را که باید فرق کند و سنجه‌ای را که تصمیم می‌گیرد برگزینید، و بگذارید صفحه حساب کند چقدر زمان می‌برد. پیش از آن‌که آغازش کنید کسی در آن نیست.
experiments-cannot = این کار اکنون شدنی نیست.
experiments-cannot-layer = آزمایش‌هایی که در جریان‌اند بازدیدکنندهٔ کافی برای آن نمی‌گذارند. یکی را متوقف کنید یا به این یکی سهم‌های کوچک‌تری بدهید.
experiments-cannot-started = همین حالا در جریان است، چون کس دیگری آن را آغاز کرده است. آنچه تاکنون می‌گوید در پایین آمده است.
experiments-cannot-over = به پایان رسیده است و دوباره آغاز نمی‌شود. یک آزمایش تازه مانند آن بنویسید.
experiments-cannot-idle = در جریان نیست، پس چیزی برای متوقف کردن نیست.
experiments-cannot-running = در جریان است. نخست آن را متوقف کنید؛ سپس می‌توان آن را فراموش کرد.
experiments-cannot-draft = آنچه نوشته شده دیگر با تنظیمات فروشگاه جور نیست. آن را در پایین تغییر دهید، ذخیره کنید و سپس آغاز کنید.
experiments-column-title = آزمایش
experiments-column-state = وضعیت
experiments-column-where = کجا
experiments-column-visitors = بازدیدکنندگان
experiments-column-verdict = چه می‌گوید
experiments-state-draft = آغاز نشده
experiments-state-running = در جریان
experiments-state-stopped = پایان‌یافته
experiments-trial = آنچه از پیشنهادهای نشان‌داده آموخته شد
experiments-trial-mark = آزمونی که خودبه‌خود آغاز شد
experiments-trial-about = این آزمون خودبه‌خود آغاز شد: نیمی از بازدیدکنندگان پیشنهادها را به ترتیبی می‌بینند که از انتخاب دیگران آموخته شده است. اگر بیشتر بیاورد یا دست‌کم زیانی نرساند، همه آن را می‌گیرند؛ اگر زیان برساند، کنار گذاشته می‌شود. برای نگه‌داشتن ترتیب برقرار، آن را بازایستانید.
experiments-not-begun = هنوز کسی در آن نیست.
experiments-open-to-see = برای دیدن نتیجه، بازش کنید.
experiments-write = تغییر پیش از آغاز
experiments-more-arms = این آزمایش بیش از دو گروه دارد. از راه HTTP نوشته شده و همان‌جا تغییر می‌کند؛ این‌جا می‌توان آغازش کرد و نتیجه را دید.

experiments-verdict-won = بهتر: «{ $metric }» بیش از آنچه تصادف توضیح می‌دهد بهتر شد.
experiments-verdict-lost = بدتر: «{ $metric }» بیش از آنچه تصادف توضیح می‌دهد بدتر شد.
experiments-verdict-no_difference_that_matters = تفاوتی که مهم باشد نیست: اگر «{ $metric }» فرقی کند، کمتر از { $effect } است.
experiments-verdict-too_early = { $count ->
        [one] هنوز زود است: { $count } بازدیدکننده از شمار برنامه‌ریزی‌شده مانده است.
       *[other] هنوز زود است: { $count } بازدیدکننده از شمار برنامه‌ریزی‌شده مانده‌اند.
    }
experiments-verdict-too_early-ended = { $count ->
        [one] دانسته نیست: هنگام پایان هنوز { $count } بازدیدکننده کم بود.
       *[other] دانسته نیست: هنگام پایان هنوز { $count } بازدیدکننده کم بودند.
    }
experiments-verdict-undecided = تصمیم‌ناپذیر: همهٔ بازدیدکنندگان برنامه‌ریزی‌شده آمدند و برای «{ $metric }» هنوز هم نبودِ اثر و هم اثری به اندازهٔ { $effect } ممکن است.
experiments-verdict-broken_by_sample_ratio = به کار نمی‌آید: بازدیدکنندگان آن‌گونه که باید بخش نشده‌اند.
experiments-verdict-stopped_by_guardrail = زیان می‌رساند: «{ $guardrail }» بیش از اندازهٔ مجاز بدتر شد.

experiments-title = عنوان
experiments-title-hint = برای نمونه: در سبد یک پیشنهاد به‌جای دو.
experiments-title-mistake = عنوانی بنویسید که از چند جمله بلندتر نباشد.
experiments-note = چه انتظار می‌رود و چرا
experiments-note-mistake = کوتاه‌تر بنویسید: حداکثر ۱٬۰۰۰ بایت.
experiments-changed-meanwhile = هنگامی که صفحهٔ این آزمایش باز بود کس دیگری آن را تغییر داد، پس چیزی آغاز یا حذف نشد. اکنون چنین است.
experiments-placements = کجا
experiments-placements-hint = هیچ‌یک تیک نخورده: همه‌جا.
experiments-metric = سنجه‌ای که تصمیم می‌گیرد
experiments-metric-hint = از پیش برگزیده می‌شود؛ بقیه زیر نظرند.
experiments-metric-mistake = از چهار هفتهٔ گذشته دربارهٔ این سنجه بسیار کم می‌دانیم که بتوان حساب کرد. سنجه‌ای دیگر برگزینید، یا خودتان شمار بازدیدکنندگان را بنویسید و ذخیره کنید.
experiments-effect-percent = کوچک‌ترین اثر مهم، ٪
experiments-effect-percent-hint = به درصدِ مقدار کنونی سنجه. هرچه کوچک‌تر، بازدیدکنندهٔ بیشتری لازم است.
experiments-effect-percent-mistake = عددی از ۰٫۱ تا ۱۰۰۰ بنویسید، مانند ۵.
experiments-visitors-planned = شمار بازدیدکنندگان برنامه‌ریزی‌شده
experiments-visitors-planned-hint = خالی: هنگام آغاز از چهار هفتهٔ گذشته حساب می‌شود.
experiments-visitors-planned-mistake = عددی درست و دست‌کم ۲۰۰ بنویسید یا خالی بگذارید: از بازدیدکنندگان کمتر چیزی دانسته نمی‌شود.
experiments-changed-percent = بازدیدکنندگان با تغییر، ٪
experiments-changed-percent-hint = نیم‌ونیم از همه تندتر است.
experiments-changed-percent-mistake = عددی درست از ۱ تا ۹۹ بنویسید؛ دو سهم با هم حداکثر ۱۰۰ باشند.
experiments-as-now-percent = بازدیدکنندگان با همه‌چیز مانند اکنون، ٪
experiments-as-now-percent-hint = کسی که در هیچ بخشی نیست تنظیم‌های برقرار را می‌گیرد و شمرده نمی‌شود.
experiments-as-now-percent-mistake = عددی درست از ۱ تا ۹۹ بنویسید؛ دو سهم با هم حداکثر ۱۰۰ باشند.
experiments-group-what = دربارهٔ چیست
experiments-group-measure = چه تصمیم می‌گیرد
experiments-group-change = چه فرق می‌کند – آنچه خالی بماند مانند اکنون است
experiments-group-shares = چه کسی چه می‌گیرد
experiments-as-now = مانند اکنون
experiments-differs = آنچه فرق دارد: { $arm }
experiments-differs-nothing = میان این دو چیزی فرق ندارد.
experiments-setting = آنچه فرق دارد
experiments-not-asked = پرسیده نمی‌شود
experiments-entry = { $name }: { $number }
experiments-change-none = هنوز میان دو بخش بازدیدکنندگان هیچ فرقی نیست. دست‌کم یک خانه از آنچه فرق می‌کند را پر کنید.
experiments-act-plan = نخست حساب کن
experiments-act-set = ذخیرهٔ آزمایش
experiments-act-start = اکنون آغاز کن
experiments-act-stop = اکنون پایان بده
experiments-act-remove = پاک کن
experiments-ask-start = آغاز آزمایش…
experiments-ask-start-about = از پاسخ بعدی بازدیدکنندگان در آن‌اند و دیگر نمی‌توان آنچه فرق می‌کند را تغییر داد. اگر بی‌گمان زیان برساند، خودبه‌خود می‌ایستد.
experiments-ask-stop = پایان دادن به آزمایش…
experiments-ask-stop-about = از پاسخ بعدی همه تنظیم‌های برقرار را می‌گیرند. دوباره آغازکردنی نیست؛ آنچه می‌گوید این‌جا می‌ماند.
experiments-ask-remove = پاک کردن آزمایش…
experiments-ask-remove-about = آنچه نوشته شده و آنچه می‌گوید برای همیشه از این فهرست می‌رود.

experiments-plan = چه لازم دارد
experiments-plan-about = بر پایهٔ رفتار بازدیدکنندگان در چهار هفتهٔ گذشته: با این شمار بازدیدکننده، اثر اگر باشد در ۸۰ مورد از ۱۰۰ دیده می‌شود و اگر نباشد در ۵ مورد از ۱۰۰. چیزی آغاز نمی‌شود.
experiments-plan-now = مقدار کنونی
experiments-plan-effect = کوچک‌ترین اثر مهم
experiments-plan-visitors = بازدیدکنندگان لازم
experiments-plan-each-day = بازدیدکننده در روز
experiments-plan-days = زمان لازم
experiments-plan-days-unknown = بازدیدکننده کمتر از آن است که بتوان گفت
experiments-plan-four-weeks = کوچک‌ترین اثری که چهار هفته نشان می‌دهد
experiments-plan-long = این بلندتر از آن است که آزمایشی باید بماند. اثری بزرگ‌تر، سنجه‌ای که زودتر دگرگون می‌شود مانند کلیک‌ها، یا جاهای بیشتری برگزینید.
experiments-plan-unknown = از چهار هفتهٔ گذشته بسیار کم می‌دانیم که بتوان زمان را حساب کرد. با این همه می‌توان آغازش کرد؛ شمار بازدیدکنندگان را خودتان بنویسید.

experiments-started = آغاز
experiments-counted-anew = از نو شمرده از
experiments-ended-because = چرا پایان یافت
experiments-ended-by-hand = کسی آن را بازایستاند.
experiments-ended-sample-ratio = خودبه‌خود ایستاد: بازدیدکنندگان آن‌گونه که باید بخش نشده بودند.
experiments-ended-guardrail = خودبه‌خود ایستاد: «{ $metric }» بیش از اندازهٔ مجاز بدتر شد.
experiments-ended-adopted = آزمون پایان یافت؛ آنچه آموخته شد برقرار است.
experiments-ended-rolled-back = آزمون پایان یافت؛ آنچه آموخته شد کنار گذاشته شد.
experiments-visitors-of = { $came } از { $planned } برنامه‌ریزی‌شده
experiments-sample-ratio = شمار بازدیدکنندگان بخش‌ها بسیار بیشتر یا کمتر از سهمشان است. چیزی با آن‌ها یکسان رفتار نمی‌کند، پس به هیچ‌یک از اعداد زیر نمی‌توان تکیه کرد: صفحه‌ای را بیابید که تنها به یک بخش پیشنهاد نشان می‌دهد، سپس آزمایشی تازه آغاز کنید.
experiments-moved = { $count ->
        [one] { $count } بازدیدکننده بیش از یک بخش را دید و در بخشی شمرده می‌شود که نخست دیده است.
       *[other] { $count } بازدیدکننده بیش از یک بخش را دیدند و در بخشی شمرده می‌شوند که نخست دیده‌اند.
    }
experiments-arm-as_now = مانند اکنون
experiments-arm-changed = با تغییر
experiments-arm-in_force = ترتیب برقرار
experiments-arm-learned = ترتیب آموخته
experiments-arm-visitors = { $count ->
        [one] { $arm }: { $count } بازدیدکننده
       *[other] { $arm }: { $count } بازدیدکننده
    }
experiments-arm-stopped = بخش «{ $arm }» در { $moment } خودبه‌خود ایستاد: «{ $metric }» بیش از اندازهٔ مجاز بدتر شد. از آن پس بازدیدکنندگانش همان را می‌گیرند که بخش «{ $first }» می‌گیرد؛ آنچه دربارهٔ آن گفته می‌شود همان است که آن زمان دانسته بود. بقیهٔ آزمایش ادامه دارد.
experiments-arm-stopped-ended = بخش «{ $arm }» در { $moment } خودبه‌خود ایستاد: «{ $metric }» بیش از اندازهٔ مجاز بدتر شد. آنچه دربارهٔ آن گفته می‌شود همان است که آن زمان دانسته بود.
experiments-figures = دو بخش بازدیدکنندگان در کنار هم
experiments-figure = سنجه
experiments-difference = تفاوت (بازهٔ ۹۵٪)
experiments-lift = به درصدِ نخستین (بازهٔ ۹۵٪)
experiments-decides = این تصمیم می‌گیرد.
experiments-changed = تغییر کرد
experiments-points = { $points } واحد درصد
experiments-at-least = دست‌کم { $end }
experiments-at-most = حداکثر { $end }
experiments-too-few = هنوز دانسته نیست
experiments-interval-about = بازه‌ها هر چند بار هم که نگاه کنید درست‌اند. تنها سنجه‌ای که از پیش برگزیده شده تصمیم می‌گیرد. از میان دیگر سنجه‌ها آنچه «تغییر کرد» نشان خورده به‌راستی تغییر کرده است و از هر بیست نشان به‌ندرت یکی نادرست است؛ آنچه نشان ندارد شاید تصادفی باشد، هرچند بازه‌اش قطعی بنماید.
experiments-guardrails = آنچه نباید بدتر شود
experiments-margin = بدتر شدن مجاز
experiments-reading = یافته
experiments-reading-harmed = بدتر از اندازهٔ مجاز
experiments-reading-safe = بدتر از اندازهٔ مجاز نیست
experiments-reading-open = هنوز دانسته نیست

dashboard-done-experiments-learning-undone = واگردانده شد: از پاسخ بعدی ترتیب پیشین برقرار است.
dashboard-done-experiments-learning-allowed = اجازه داده شد: از ساخت بعدی آنچه آموخته می‌شود دوباره به کار می‌رود.
experiments-learning = آنچه از پیشنهادهای نمایش‌داده‌شده آموخته شد
experiments-learning-history = ترتیب پیشنهادها بر پایهٔ خریدهای مشتریان شماست؛ هیچ‌چیز آموخته از خود پیشنهادها برقرار نیست.
experiments-learning-off = از پیشنهادهای نمایش‌داده‌شده چیزی آموخته نمی‌شود: در پیکربندی خاموش است.
experiments-learning-tried = ترتیب پیشنهادها از آنچه بازدیدکنندگان برداشتند پیروی می‌کند؛ در { $moment } آموخته شد و آزمونی آن را تأیید کرد.
experiments-learning-untried = ترتیب پیشنهادها از آنچه بازدیدکنندگان برداشتند پیروی می‌کند؛ در { $moment } آموخته شد و چنان‌که پیکربندی می‌گوید بی‌آزمون برقرار است.
experiments-learning-undone = آنچه در { $learnt } آموخته شده بود در { $undone } واگردانده شد. تا اجازه ندهید، هیچ آموخته‌ای آزموده یا به کار گرفته نمی‌شود.
experiments-learning-meanwhile = کسی پیش‌تر این کار را کرده است؛ آنچه در زیر است وضع اکنون است.
experiments-ask-undo = واگرداندن آنچه آموخته شد…
experiments-ask-undo-about = از پاسخ بعدی ترتیب پیشین برقرار است و آزمونی که بر پایهٔ آن پیش می‌رود پایان می‌یابد. تا این‌جا اجازه ندهید، هیچ آموخته‌ای دوباره به کار نمی‌رود.
experiments-act-undo = اکنون واگردان
experiments-ask-allow = به کار گرفتن دوبارهٔ آموخته‌ها…
experiments-ask-allow-about = از ساخت بعدی آنچه از پیشنهادها آموخته می‌شود دوباره آزموده می‌شود، یا هر جا پیکربندی بگوید برقرار می‌شود.
experiments-act-allow = اجازه بده
experiments-ended-undone = آنچه بر پایه‌اش پیش می‌رفت واگردانده شد.
