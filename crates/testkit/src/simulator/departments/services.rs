//! What is no thing: installation, set-up, warranties, a coffee subscription, gift cards.

use shop::ProductKind;

use crate::simulator::family::{
    Department, FAMILY, Fact::*, Family, Fit, Season, Words, model, words,
};

pub(in crate::simulator) const DEPARTMENT: Department = Department {
    families: &[INSTALLATION, LAPTOP_SETUP, WARRANTY, SUBSCRIPTION, GIFT_CARD],
};

const INSTALLATION: Family = Family {
    key: "installation",
    category: "Services > Installation",
    title: words(
        "{brand} {model}: {work}",
        "{brand} {model}: {work}",
        "{brand} {model}: {work}",
        "{brand} {model}: {work}",
    ),
    description: words(
        "A technician comes on the day of your choice and takes the packaging away.",
        "يأتي الفني في اليوم الذي تختاره ويأخذ مواد التغليف معه.",
        "کارشناس ما در روز دلخواه شما می‌آید و بسته‌بندی را با خود می‌برد.",
        "Un tehnician vine în ziua aleasă de dumneavoastră și ia ambalajele cu el.",
    ),
    models: &[
        model("Heimwerk", "Basic", 49_99, &[Said("work", SET_UP_TV)]),
        model("Heimwerk", "Wall", 89_99, &[Said("work", WALL_MOUNTING)]),
    ],
    kind: ProductKind::Service,
    margin_percent: 40,
    weight: 0.1,
    fits: &[Fit::Category("Electronics > TV & Video > TVs")],
    ..FAMILY
};

const SET_UP_TV: Words = words(
    "TV set-up at home",
    "إعداد التلفزيون في المنزل",
    "راه‌اندازی تلویزیون در منزل",
    "punerea în funcțiune a televizorului",
);
const WALL_MOUNTING: Words = words(
    "TV wall mounting",
    "تركيب التلفزيون على الجدار",
    "نصب تلویزیون روی دیوار",
    "montarea televizorului pe perete",
);

const LAPTOP_SETUP: Family = Family {
    key: "laptop-setup",
    category: "Services > Set-up",
    title: words(
        "{brand} {model}: laptop set-up and data transfer",
        "{brand} {model}: إعداد الحاسوب المحمول ونقل البيانات",
        "{brand} {model}: راه‌اندازی لپ‌تاپ و انتقال اطلاعات",
        "{brand} {model}: configurarea laptopului și transferul datelor",
    ),
    description: words(
        "Your new laptop arrives ready to use, with your own files on it.",
        "يصلك حاسوبك الجديد جاهزًا للاستخدام ومعه ملفاتك.",
        "لپ‌تاپ نو همراه با فایل‌های شما آماده به دستتان می‌رسد.",
        "Laptopul nou ajunge gata de folosit, cu fișierele dumneavoastră.",
    ),
    models: &[model("Heimwerk", "Ready", 39_99, &[])],
    kind: ProductKind::Service,
    margin_percent: 55,
    weight: 0.1,
    fits: &[Fit::Category("Computers > Laptops")],
    ..FAMILY
};

const WARRANTY: Family = Family {
    key: "warranty",
    category: "Services > Warranties",
    title: words(
        "{brand} {model}: {covers}, 2 more years of warranty",
        "{brand} {model}: {covers}، ضمان إضافي لمدة سنتين",
        "{brand} {model}: {covers}، دو سال گارانتی اضافی",
        "{brand} {model}: {covers}, 2 ani de garanție în plus",
    ),
    description: words(
        "Repairs and parts stay free for two more years after the maker's warranty.",
        "تبقى الإصلاحات وقطع الغيار مجانية لسنتين بعد ضمان الشركة المصنعة.",
        "تا دو سال پس از گارانتی سازنده، تعمیر و قطعه رایگان می‌ماند.",
        "Reparațiile și piesele rămân gratuite încă doi ani după garanția producătorului.",
    ),
    models: &[
        model("Longlife", "Vision", 59_99, &[Said("covers", COVERS_TV)])
            .fits(&[Fit::Category("Electronics > TV & Video > TVs")]),
        model("Longlife", "Compute", 79_99, &[Said("covers", COVERS_LAPTOP)])
            .fits(&[Fit::Category("Computers > Laptops")]),
        model("Longlife", "Mobile", 49_99, &[Said("covers", COVERS_PHONE)])
            .fits(&[Fit::Category("Electronics > Phones > Smartphones")]),
        model("Longlife", "Kitchen", 29_99, &[Said("covers", COVERS_COFFEE)])
            .fits(&[Fit::Category("Kitchen > Coffee > Coffee machines")]),
        model("Longlife", "Household", 24_99, &[Said("covers", COVERS_VACUUM)])
            .fits(&[Fit::Category("Home > Cleaning > Vacuum cleaners")]),
    ],
    kind: ProductKind::Warranty,
    margin_percent: 62,
    weight: 0.1,
    ..FAMILY
};

const COVERS_TV: Words = words("television", "التلفزيون", "تلویزیون", "televizor");
const COVERS_LAPTOP: Words = words("laptop", "الحاسوب المحمول", "لپ‌تاپ", "laptop");
const COVERS_PHONE: Words = words("phone", "الهاتف", "گوشی موبایل", "telefon");
const COVERS_COFFEE: Words = words("coffee machine", "آلة القهوة", "قهوه‌ساز", "cafetieră");
const COVERS_VACUUM: Words = words("vacuum cleaner", "المكنسة الكهربائية", "جاروبرقی", "aspirator");

const SUBSCRIPTION: Family = Family {
    key: "coffee-subscription",
    category: "Services > Subscriptions",
    title: words(
        "{brand} {model} coffee subscription, {weight} g a month",
        "اشتراك قهوة {brand} {model}، {weight} غرام شهريًا",
        "اشتراک قهوهٔ {brand} {model}، ماهی {weight} گرم",
        "Abonament de cafea {brand} {model}, {weight} g pe lună",
    ),
    description: words(
        "Fresh beans every month, to be cancelled at any time.",
        "حبوب طازجة كل شهر، ويمكن الإلغاء في أي وقت.",
        "هر ماه دانهٔ تازه؛ هر زمان بخواهید لغو می‌شود.",
        "Boabe proaspete în fiecare lună; se poate anula oricând.",
    ),
    models: &[
        model("Monte Sol", "Club 500", 8_49, &[Number("weight", 500.0, "g")]),
        model("Monte Sol", "Club 1000", 14_99, &[Number("weight", 1000.0, "g")]),
    ],
    kind: ProductKind::Subscription,
    margin_percent: 35,
    weight: 0.3,
    ladder: true,
    fits: &[Fit::Category("Kitchen > Coffee > Coffee machines")],
    ..FAMILY
};

const GIFT_CARD: Family = Family {
    key: "gift-card",
    category: "Services > Gift cards",
    title: words(
        "{brand} {model} gift card",
        "بطاقة هدية {brand} {model}",
        "کارت هدیهٔ {brand} {model}",
        "Card cadou {brand} {model}",
    ),
    description: words(
        "A gift that always fits, sent by e-mail at once.",
        "هدية تناسب الجميع وتُرسل فورًا بالبريد الإلكتروني.",
        "هدیه‌ای که همیشه به کار می‌آید و بی‌درنگ با ایمیل فرستاده می‌شود.",
        "Un cadou mereu potrivit, trimis imediat prin e-mail.",
    ),
    models: &[
        model("Present", "Small", 25_00, &[]),
        model("Present", "Medium", 50_00, &[]),
        model("Present", "Large", 100_00, &[]),
    ],
    kind: ProductKind::GiftCard,
    margin_percent: 4,
    weight: 0.8,
    several: true,
    season: Some(Season { months: &[12], factor: 5.0 }),
    quantity_max: 3,
    ..FAMILY
};
