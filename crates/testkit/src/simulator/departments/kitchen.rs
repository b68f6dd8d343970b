//! Kitchen: kettles, toasters, pans, pots, knives, blenders, water filters.

use crate::simulator::family::{
    BLACK, Department, FAMILY, Fact::*, Family, Fit, Life, RED, SILVER, WHITE, attach, model, words,
};

pub(in crate::simulator) const DEPARTMENT: Department = Department {
    families: &[KETTLE, TOASTER, PAN, POTS, KNIVES, BLENDER, WATER_JUG, WATER_CARTRIDGE],
};

const KETTLE: Family = Family {
    key: "kettle",
    category: "Kitchen > Small appliances > Kettles",
    title: words(
        "{brand} {model} kettle, {volume} l, {variant}",
        "غلاية كهربائية {brand} {model} سعة {volume} لتر باللون {variant}",
        "کتری برقی {brand} {model} ظرفیت {volume} لیتر رنگ {variant}",
        "Fierbător electric {brand} {model}, {volume} l, culoare {variant}",
    ),
    description: words(
        "Boils {volume} litres quickly with {power} watts and switches itself off.",
        "تغلي {volume} لتر بسرعة بقدرة {power} واط وتنطفئ تلقائيًا.",
        "{volume} لیتر آب را با توان {power} وات سریع می‌جوشاند و خودکار خاموش می‌شود.",
        "Fierbe rapid {volume} l de apă, cu {power} W, și se oprește singur.",
    ),
    models: &[
        model("Thermolo", "Quick", 24_99, &[Number("volume", 1.5, "l"), Number("power", 2000.0, "W")]),
        model("Thermolo", "Quick Steel", 39_99, &[
            Number("volume", 1.7, "l"), Number("power", 2200.0, "W"), Has("steel"),
        ]),
        model("Thermolo", "Quick Degree", 69_99, &[
            Number("volume", 1.8, "l"), Number("power", 2400.0, "W"), Has("steel"), Has("temperature_choice"),
        ]),
    ],
    variants: &[SILVER, BLACK, WHITE],
    margin_percent: 34,
    weight: 2.4,
    ladder: true,
    attach: &[attach("descaler", 0.2), attach("toaster", 0.15)],
    ..FAMILY
};

const TOASTER: Family = Family {
    key: "toaster",
    category: "Kitchen > Small appliances > Toasters",
    title: words(
        "{brand} {model} toaster, {slices} slices, {variant}",
        "محمصة خبز {brand} {model}، عدد الشرائح {slices}، باللون {variant}",
        "توستر {brand} {model} برای {slices} برش نان، رنگ {variant}",
        "Prăjitor de pâine {brand} {model}, {slices} felii, culoare {variant}",
    ),
    description: words(
        "Toasts {slices} slices at once, from golden to dark.",
        "تحمص {slices} شرائح معًا من الذهبي إلى الداكن.",
        "{slices} برش نان را هم‌زمان، از طلایی تا تیره، برشته می‌کند.",
        "Prăjește {slices} felii deodată, de la auriu la închis.",
    ),
    models: &[
        model("Thermolo", "Crisp 2", 27_99, &[Number("slices", 2.0, ""), Number("power", 800.0, "W")]),
        model("Thermolo", "Crisp 4", 49_99, &[Number("slices", 4.0, ""), Number("power", 1600.0, "W")]),
    ],
    variants: &[SILVER, BLACK, WHITE],
    margin_percent: 35,
    weight: 1.3,
    ladder: true,
    ..FAMILY
};

const PAN: Family = Family {
    key: "pan",
    category: "Kitchen > Cookware > Frying pans",
    title: words(
        "{brand} {model} frying pan, {diameter} cm",
        "مقلاة {brand} {model} بقطر {diameter} سم",
        "تابهٔ {brand} {model} با قطر {diameter} سانتی‌متر",
        "Tigaie {brand} {model}, {diameter} cm",
    ),
    description: words(
        "A non-stick pan of {diameter} cm for every hob, induction included.",
        "مقلاة غير لاصقة بقطر {diameter} سم لجميع المواقد بما فيها الحثية.",
        "تابهٔ نچسب {diameter} سانتی‌متری برای همهٔ اجاق‌ها، از جمله القایی.",
        "O tigaie antiaderentă de {diameter} cm, pentru orice plită, inclusiv cu inducție.",
    ),
    models: &[
        model("Casalina", "Sear 20", 19_99, &[Number("diameter", 20.0, "cm")]),
        model("Casalina", "Sear 24", 24_99, &[Number("diameter", 24.0, "cm")]),
        model("Casalina", "Sear 28", 29_99, &[Number("diameter", 28.0, "cm")]),
        model("Ferroline", "Cast 26", 44_99, &[Number("diameter", 26.0, "cm"), Has("cast_iron")]),
        model("Ferroline", "Cast 30", 54_99, &[Number("diameter", 30.0, "cm"), Has("cast_iron")]).life(Life::Rising),
    ],
    margin_percent: 46,
    weight: 1.8,
    several: true,
    ..FAMILY
};

const POTS: Family = Family {
    key: "pots",
    category: "Kitchen > Cookware > Pot sets",
    title: words(
        "{brand} {model} pot set, {pieces} pieces",
        "طقم قدور {brand} {model}، عدد القطع {pieces}",
        "سرویس قابلمهٔ {brand} {model}، {pieces} پارچه",
        "Set de oale {brand} {model}, {pieces} piese",
    ),
    description: words(
        "Steel pots with glass lids, {pieces} pieces for the whole kitchen.",
        "قدور فولاذية بأغطية زجاجية لكل ما يحتاجه المطبخ.",
        "قابلمه‌های استیل با درِ شیشه‌ای برای تمام آشپزخانه.",
        "Oale din oțel cu capace de sticlă, pentru toată bucătăria.",
    ),
    models: &[
        model("Casalina", "Simmer 5", 59_99, &[Number("pieces", 5.0, "")]),
        model("Casalina", "Simmer 8", 99_99, &[Number("pieces", 8.0, "")]),
        model("Casalina", "Simmer 12", 159_99, &[Number("pieces", 12.0, "")]),
    ],
    margin_percent: 40,
    weight: 1.0,
    ladder: true,
    attach: &[attach("pan", 0.25), attach("knives", 0.12)],
    ..FAMILY
};

const KNIVES: Family = Family {
    key: "knives",
    category: "Kitchen > Cookware > Knives",
    title: words(
        "{brand} {model} kitchen knives, set of {pieces}",
        "طقم سكاكين مطبخ {brand} {model}، عدد القطع {pieces}",
        "ست چاقوی آشپزخانهٔ {brand} {model}، {pieces} عددی",
        "Set de cuțite de bucătărie {brand} {model}, {pieces} bucăți",
    ),
    description: words(
        "Sharp blades of hardened steel with handles that do not slip.",
        "شفرات حادة من الفولاذ المقسى بمقابض لا تنزلق.",
        "تیغه‌های تیز از فولاد سخت با دستهٔ ضدلغزش.",
        "Lame ascuțite din oțel călit, cu mânere care nu alunecă.",
    ),
    models: &[
        model("Ferroline", "Edge 3", 29_99, &[Number("pieces", 3.0, "")]),
        model("Ferroline", "Edge 5", 54_99, &[Number("pieces", 5.0, "")]),
        model("Ferroline", "Edge 8", 99_99, &[Number("pieces", 8.0, "")]),
    ],
    margin_percent: 45,
    weight: 0.8,
    ladder: true,
    ..FAMILY
};

const BLENDER: Family = Family {
    key: "blender",
    category: "Kitchen > Small appliances > Blenders",
    title: words(
        "{brand} {model} blender, {power} W, {variant}",
        "خلاط {brand} {model} بقدرة {power} واط باللون {variant}",
        "مخلوط‌کن {brand} {model} با توان {power} وات رنگ {variant}",
        "Blender {brand} {model}, {power} W, culoare {variant}",
    ),
    description: words(
        "Blends fruit, soup and ice with {power} watts.",
        "يخلط الفواكه والشوربة والثلج بقدرة {power} واط.",
        "میوه، سوپ و یخ را با توان {power} وات مخلوط می‌کند.",
        "Mixează fructe, supe și gheață cu {power} W.",
    ),
    models: &[
        model("Thermolo", "Whirl", 34_99, &[Number("power", 500.0, "W")]),
        model("Thermolo", "Whirl Plus", 59_99, &[Number("power", 900.0, "W")]),
        model("Thermolo", "Whirl Pro", 119_99, &[Number("power", 1500.0, "W"), Has("glass_jug")]),
    ],
    variants: &[BLACK, RED],
    margin_percent: 33,
    weight: 1.4,
    ladder: true,
    ..FAMILY
};

const WATER_JUG: Family = Family {
    key: "water-jug",
    category: "Kitchen > Water filters > Filter jugs",
    title: words(
        "{brand} {model} water filter jug, {volume} l",
        "إبريق تصفية المياه {brand} {model} سعة {volume} لتر",
        "پارچ تصفیهٔ آب {brand} {model} ظرفیت {volume} لیتر",
        "Cană filtrantă de apă {brand} {model}, {volume} l",
    ),
    description: words(
        "Gives softer water for tea and coffee; the cartridge lasts a month.",
        "يمنحك ماءً أنقى للشاي والقهوة، وتدوم الخرطوشة شهرًا.",
        "آبی گواراتر برای چای و قهوه؛ هر فیلتر یک ماه کار می‌کند.",
        "Apă mai bună pentru ceai și cafea; cartușul ține o lună.",
    ),
    models: &[
        model("Puralis", "Jug 2", 19_99, &[Number("volume", 2.4, "l"), Text("cartridge", "PX")]),
        model("Puralis", "Jug 3", 29_99, &[Number("volume", 3.5, "l"), Text("cartridge", "PX"), Has("timer")]),
    ],
    margin_percent: 36,
    weight: 1.2,
    ladder: true,
    attach: &[attach("water-cartridge", 0.45)],
    ..FAMILY
};

const WATER_CARTRIDGE: Family = Family {
    key: "water-cartridge",
    category: "Kitchen > Water filters > Cartridges",
    title: words(
        "{brand} {model} water filter cartridges, {pieces} pieces",
        "خراطيش تصفية المياه {brand} {model}، عدد القطع {pieces}",
        "فیلتر تصفیهٔ آب {brand} {model}، {pieces} عدد",
        "Cartușe filtrante {brand} {model}, {pieces} bucăți",
    ),
    description: words(
        "Cartridges of type PX that take lime and chlorine out of the water.",
        "خراطيش من النوع PX تزيل الكلس والكلور من الماء.",
        "فیلترهای نوع PX که آهک و کلر آب را می‌گیرند.",
        "Cartușe de tip PX, care rețin calcarul și clorul din apă.",
    ),
    models: &[
        model("Puralis", "PX 1", 6_99, &[Number("pieces", 1.0, "")]).fits(&[Fit::Attribute("cartridge", "PX")]),
        model("Puralis", "PX 3", 17_99, &[Number("pieces", 3.0, "")]).fits(&[Fit::Attribute("cartridge", "PX")]),
    ],
    margin_percent: 48,
    weight: 1.4,
    several: true,
    repurchase_days: Some(30),
    quantity_max: 2,
    ..FAMILY
};
