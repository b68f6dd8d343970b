//! Coffee: machines, beans, filters, descaler, grinders, cups, frothers.

use crate::simulator::family::{
    BLACK, BLUE, Department, FAMILY, Fact::*, Family, Fit, GREEN, Life, WHITE, Words, attach, model, words,
};

const MACHINES: &str = "Kitchen > Coffee > Coffee machines";

pub(in crate::simulator) const DEPARTMENT: Department = Department {
    families: &[MACHINE, BEANS, FILTER_PAPER, DESCALER, GRINDER, CUPS, FROTHER],
};

const MACHINE: Family = Family {
    key: "coffee-machine",
    category: MACHINES,
    title: words(
        "{brand} {model} coffee machine, {kind}",
        "آلة قهوة {brand} {model}، {kind}",
        "قهوه‌ساز {brand} {model}، {kind}",
        "Cafetieră {brand} {model}, {kind}",
    ),
    description: words(
        "Makes coffee with {pressure} bar of pressure from a tank of {tank} litres.",
        "تحضر القهوة بضغط {pressure} بار من خزان سعته {tank} لتر.",
        "قهوه را با فشار {pressure} بار و مخزن {tank} لیتری آماده می‌کند.",
        "Prepară cafea la {pressure} bari, dintr-un rezervor de {tank} l.",
    ),
    models: &[
        model("Brunello", "Drip", 49_99, &[
            Said("kind", DRIP), Number("pressure", 1.0, "bar"), Number("tank", 1.2, "l"),
        ]),
        model("Brunello", "Espresso", 149_99, &[
            Said("kind", ESPRESSO_MACHINE), Number("pressure", 15.0, "bar"), Number("tank", 1.5, "l"),
        ]),
        model("Brunello", "Automatic", 349_99, &[
            Said("kind", FULL_AUTOMATIC), Number("pressure", 15.0, "bar"), Number("tank", 1.8, "l"), Has("grinder"),
        ]),
        model("Brunello", "Automatic Milk", 599_99, &[
            Said("kind", FULL_AUTOMATIC), Number("pressure", 19.0, "bar"), Number("tank", 2.0, "l"), Has("grinder"),
            Has("milk_system"),
        ]),
    ],
    margin_percent: 24,
    weight: 2.6,
    ladder: true,
    attach: &[
        attach("beans", 0.5), attach("descaler", 0.24), attach("cups", 0.14), attach("filter-paper", 0.15),
        attach("warranty", 0.08),
    ],
    ..FAMILY
};

const DRIP: Words = words("filter coffee", "قهوة مفلترة", "قهوهٔ فیلتری", "cafea la filtru");
const ESPRESSO_MACHINE: Words = words("espresso", "إسبريسو", "اسپرسو", "espresso");
const FULL_AUTOMATIC: Words = words("fully automatic", "أوتوماتيكية بالكامل", "تمام‌اتوماتیک", "complet automată");

const BEANS: Family = Family {
    key: "beans",
    category: "Groceries > Coffee > Coffee beans",
    title: words(
        "{brand} {model} coffee beans, {roast}, {weight} g",
        "حبوب قهوة {brand} {model}، {roast}، {weight} غرام",
        "دانهٔ قهوهٔ {brand} {model}، {roast}، {weight} گرم",
        "Cafea boabe {brand} {model}, {roast}, {weight} g",
    ),
    description: words(
        "Freshly roasted beans, {roast}, in a bag of {weight} g.",
        "حبوب محمصة حديثًا، {roast}، في كيس من {weight} غرام.",
        "دانهٔ تازه‌برشته، {roast}، در بستهٔ {weight} گرمی.",
        "Boabe proaspăt prăjite, {roast}, în pungă de {weight} g.",
    ),
    models: &[
        model("Monte Sol", "Crema 500", 8_99, &[Said("roast", MEDIUM), Number("weight", 500.0, "g")]),
        model("Monte Sol", "Crema 1000", 15_99, &[Said("roast", MEDIUM), Number("weight", 1000.0, "g")]),
        model("Monte Sol", "Forte 500", 9_49, &[Said("roast", DARK), Number("weight", 500.0, "g")]),
        model("Monte Sol", "Forte 1000", 16_99, &[Said("roast", DARK), Number("weight", 1000.0, "g")]),
        model("Monte Sol", "Decaf 500", 9_99, &[Said("roast", DECAF), Number("weight", 500.0, "g")]),
        model("Harari", "Sidama 250", 7_99, &[Said("roast", LIGHT), Number("weight", 250.0, "g")]),
        model("Harari", "Sidama 500", 14_49, &[
            Said("roast", LIGHT), Number("weight", 500.0, "g"),
        ]).life(Life::Rising),
        model("Harari", "Yemeni 250", 11_99, &[Said("roast", MEDIUM), Number("weight", 250.0, "g")]),
    ],
    margin_percent: 38,
    weight: 7.0,
    several: true,
    repurchase_days: Some(21),
    quantity_max: 3,
    ..FAMILY
};

const LIGHT: Words = words("light roast", "تحميص فاتح", "برشت روشن", "prăjire ușoară");
const MEDIUM: Words = words("medium roast", "تحميص متوسط", "برشت متوسط", "prăjire medie");
const DARK: Words = words("dark roast", "تحميص داكن", "برشت تیره", "prăjire intensă");
const DECAF: Words = words("decaffeinated", "منزوعة الكافيين", "بدون کافئین", "fără cofeină");

const FILTER_PAPER: Family = Family {
    key: "filter-paper",
    category: "Kitchen > Coffee > Filter papers",
    title: words(
        "{brand} {model} coffee filter papers, {pieces} pieces",
        "فلاتر قهوة ورقية {brand} {model}، عدد القطع {pieces}",
        "فیلتر کاغذی قهوهٔ {brand} {model}، {pieces} عدد",
        "Filtre de cafea din hârtie {brand} {model}, {pieces} de bucăți",
    ),
    description: words(
        "Unbleached papers that let only the taste through.",
        "فلاتر غير مبيضة لا يمر منها سوى الطعم.",
        "فیلترهای سفیدنشده که فقط طعم قهوه را عبور می‌دهند.",
        "Filtre nealbite, care lasă să treacă doar gustul.",
    ),
    models: &[
        model("Brunello", "Paper 80", 2_99, &[Number("pieces", 80.0, "")]),
        model("Brunello", "Paper 200", 5_99, &[Number("pieces", 200.0, "")]),
    ],
    margin_percent: 55,
    weight: 0.9,
    several: true,
    repurchase_days: Some(50),
    quantity_max: 2,
    fits: &[Fit::Category(MACHINES)],
    ..FAMILY
};

const DESCALER: Family = Family {
    key: "descaler",
    category: "Kitchen > Coffee > Descalers",
    title: words(
        "{brand} {model} descaler, {volume} ml",
        "مزيل الترسبات الكلسية {brand} {model} بحجم {volume} مل",
        "مایع رسوب‌زدای {brand} {model}، {volume} میلی‌لیتر",
        "Soluție de decalcifiere {brand} {model}, {volume} ml",
    ),
    description: words(
        "Frees coffee machines and kettles from lime.",
        "يزيل الكلس من آلات القهوة والغلايات.",
        "رسوب آهک را از قهوه‌ساز و کتری پاک می‌کند.",
        "Îndepărtează calcarul din cafetiere și fierbătoare.",
    ),
    models: &[
        model("Limpex", "Calc 250", 6_99, &[Number("volume", 250.0, "ml")]),
        model("Limpex", "Calc 750", 14_99, &[Number("volume", 750.0, "ml")]),
    ],
    margin_percent: 52,
    weight: 1.2,
    repurchase_days: Some(90),
    quantity_max: 2,
    fits: &[Fit::Category(MACHINES), Fit::Category("Kitchen > Small appliances > Kettles")],
    ..FAMILY
};

const GRINDER: Family = Family {
    key: "grinder",
    category: "Kitchen > Coffee > Coffee grinders",
    title: words(
        "{brand} {model} coffee grinder, {settings} settings",
        "مطحنة قهوة {brand} {model}، عدد درجات الطحن {settings}",
        "آسیاب قهوهٔ {brand} {model} با {settings} درجهٔ آسیاب",
        "Râșniță de cafea {brand} {model}, trepte de măcinare: {settings}",
    ),
    description: words(
        "Grinds evenly, from fine for espresso to coarse for the press.",
        "تطحن بالتساوي من الناعم للإسبريسو إلى الخشن للمكبس.",
        "یکنواخت آسیاب می‌کند؛ از نرم برای اسپرسو تا درشت برای فرنچ‌پرس.",
        "Macină uniform, de la fin pentru espresso la grosier pentru presă.",
    ),
    models: &[
        model("Brunello", "Mill", 39_99, &[Number("settings", 9.0, "")]),
        model("Brunello", "Mill Pro", 99_99, &[Number("settings", 18.0, "")]),
        model("Brunello", "Mill Barista", 189_99, &[Number("settings", 40.0, "")]),
    ],
    margin_percent: 32,
    weight: 0.8,
    ladder: true,
    attach: &[attach("beans", 0.42)],
    ..FAMILY
};

const CUPS: Family = Family {
    key: "cups",
    category: "Kitchen > Tableware > Cups",
    title: words(
        "{brand} {model} porcelain cups, {variant}",
        "فناجين خزفية {brand} {model} باللون {variant}",
        "فنجان چینی {brand} {model} رنگ {variant}",
        "Căni din porțelan {brand} {model}, culoare {variant}",
    ),
    description: words(
        "Six cups of {volume} ml that keep warm and go into the dishwasher.",
        "ستة فناجين بسعة {volume} مل تحفظ الحرارة وتناسب غسالة الصحون.",
        "شش فنجان {volume} میلی‌لیتری که گرما را نگه می‌دارند و در ماشین ظرف‌شویی شسته می‌شوند.",
        "Șase căni de {volume} ml, care păstrează căldura și se spală în mașina de vase.",
    ),
    models: &[
        model("Casalina", "Mocca", 19_99, &[Number("volume", 90.0, "ml")]),
        model("Casalina", "Cappuccino", 24_99, &[Number("volume", 180.0, "ml")]),
        model("Casalina", "Latte", 29_99, &[Number("volume", 300.0, "ml")]),
    ],
    variants: &[WHITE, BLACK, BLUE, GREEN],
    margin_percent: 54,
    weight: 1.2,
    ..FAMILY
};

const FROTHER: Family = Family {
    key: "frother",
    category: "Kitchen > Coffee > Milk frothers",
    title: words(
        "{brand} {model} milk frother",
        "خفاقة حليب {brand} {model}",
        "کف‌ساز شیر {brand} {model}",
        "Spumător de lapte {brand} {model}",
    ),
    description: words(
        "Warm, firm foam for cappuccino in two minutes.",
        "رغوة دافئة ومتماسكة للكابتشينو في دقيقتين.",
        "کف گرم و غلیظ برای کاپوچینو در دو دقیقه.",
        "Spumă caldă și densă pentru cappuccino, în două minute.",
    ),
    models: &[
        model("Brunello", "Foam", 19_99, &[]),
        model("Brunello", "Foam Hot", 49_99, &[Has("heating")]),
    ],
    margin_percent: 42,
    weight: 0.8,
    ladder: true,
    attach: &[attach("cups", 0.18)],
    ..FAMILY
};
