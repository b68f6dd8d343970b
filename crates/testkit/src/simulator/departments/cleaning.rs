//! Cleaning: vacuum cleaners, their bags, tablets, detergents, cleaners, cloths.

use crate::simulator::family::{
    Department, FAMILY, Fact::*, Family, Fit, Life, Words, attach, model, words,
};

pub(in crate::simulator) const DEPARTMENT: Department = Department {
    families: &[VACUUM, VACUUM_BAG, DISH_TABS, DETERGENT, CLEANER, CLOTHS],
};

const VACUUM: Family = Family {
    key: "vacuum",
    category: "Home > Cleaning > Vacuum cleaners",
    title: words(
        "{brand} {model} vacuum cleaner, {power} W",
        "مكنسة كهربائية {brand} {model} بقدرة {power} واط",
        "جاروبرقی {brand} {model} با توان {power} وات",
        "Aspirator {brand} {model}, {power} W",
    ),
    description: words(
        "Takes up dust and hair at only {noise} decibels.",
        "تشفط الغبار والشعر بصوت لا يتجاوز {noise} ديسيبل.",
        "گرد و غبار و مو را تنها با صدای {noise} دسی‌بل جمع می‌کند.",
        "Adună praful și părul la numai {noise} dB.",
    ),
    models: &[
        model("Borealis", "Dust 700", 79_99, &[
            Number("power", 700.0, "W"), Number("noise", 76.0, "dB"), Text("bag", "VB-1"),
        ]),
        model("Borealis", "Dust 800", 129_99, &[
            Number("power", 800.0, "W"), Number("noise", 70.0, "dB"), Text("bag", "VB-1"),
        ]),
        model("Borealis", "Dust 900", 199_99, &[
            Number("power", 900.0, "W"), Number("noise", 65.0, "dB"), Text("bag", "VB-2"),
        ]),
        model("Borealis", "Dust Silent", 299_99, &[
            Number("power", 950.0, "W"), Number("noise", 58.0, "dB"), Text("bag", "VB-2"),
        ]),
        model("Aspiro", "Home", 89_99, &[
            Number("power", 650.0, "W"), Number("noise", 74.0, "dB"), Text("bag", "AS-4"),
        ]).life(Life::Discontinued(90)),
    ],
    margin_percent: 21,
    weight: 2.0,
    ladder: true,
    attach: &[attach("vacuum-bag", 0.5), attach("warranty", 0.05)],
    ..FAMILY
};

const VACUUM_BAG: Family = Family {
    key: "vacuum-bag",
    category: "Home > Cleaning > Vacuum cleaner bags",
    title: words(
        "{brand} {model} vacuum cleaner bags, {pieces} pieces",
        "أكياس مكنسة كهربائية {brand} {model}، عدد القطع {pieces}",
        "پاکت جاروبرقی {brand} {model}، {pieces} عدد",
        "Saci de aspirator {brand} {model}, {pieces} bucăți",
    ),
    description: words(
        "Strong fleece bags that hold back fine dust.",
        "أكياس متينة تحتجز الغبار الناعم.",
        "پاکت‌های محکم که گرد و غبار ریز را نگه می‌دارند.",
        "Saci rezistenți, care rețin praful fin.",
    ),
    models: &[
        model("Borealis", "VB-1", 9_99, &[Number("pieces", 5.0, "")]).fits(&[Fit::Attribute("bag", "VB-1")]),
        model("Borealis", "VB-2", 12_99, &[Number("pieces", 5.0, "")]).fits(&[Fit::Attribute("bag", "VB-2")]),
        model("Aspiro", "AS-4", 8_99, &[Number("pieces", 4.0, "")]).fits(&[Fit::Attribute("bag", "AS-4")]),
    ],
    margin_percent: 58,
    weight: 1.6,
    repurchase_days: Some(75),
    quantity_max: 2,
    ..FAMILY
};

const DISH_TABS: Family = Family {
    key: "dish-tabs",
    category: "Home > Cleaning > Dishwasher tablets",
    title: words(
        "{brand} {model} dishwasher tablets, {pieces} pieces",
        "أقراص غسالة الصحون {brand} {model}، عدد القطع {pieces}",
        "قرص ماشین ظرف‌شویی {brand} {model}، {pieces} عدد",
        "Tablete pentru mașina de spălat vase {brand} {model}, {pieces} de bucăți",
    ),
    description: words(
        "Tablets that clean and shine in one go, without phosphates.",
        "أقراص تنظف وتلمع في غسلة واحدة من دون فوسفات.",
        "قرص‌هایی بدون فسفات که هم تمیز می‌کنند و هم برق می‌اندازند.",
        "Tablete fără fosfați, care curăță și dau strălucire dintr-o singură spălare.",
    ),
    models: &[
        model("Limpex", "Tabs 40", 8_99, &[Number("pieces", 40.0, "")]),
        model("Limpex", "Tabs 80", 15_99, &[Number("pieces", 80.0, "")]),
        model("Verdana", "Eco Tabs 50", 10_99, &[Number("pieces", 50.0, ""), Has("ecological")]),
    ],
    margin_percent: 33,
    weight: 3.0,
    repurchase_days: Some(35),
    quantity_max: 2,
    attach: &[attach("cleaner", 0.14), attach("detergent", 0.16)],
    ..FAMILY
};

const DETERGENT: Family = Family {
    key: "detergent",
    category: "Home > Cleaning > Laundry detergents",
    title: words(
        "{brand} {model} laundry detergent, {kind}, {washes} washes",
        "منظف غسيل {brand} {model}، {kind}، عدد الغسلات {washes}",
        "مایع لباس‌شویی {brand} {model}، {kind}، برای {washes} بار شست‌وشو",
        "Detergent de rufe {brand} {model}, {kind}, {washes} de spălări",
    ),
    description: words(
        "A detergent for {washes} washes, clean already at 30 degrees.",
        "منظف سائل ينظف الملابس بدءًا من حرارة 30 درجة.",
        "مایعی که لباس‌ها را از ۳۰ درجه به بالا تمیز می‌کند.",
        "Un detergent lichid care curăță încă de la 30 de grade.",
    ),
    models: &[
        model("Limpex", "Wash White 30", 9_99, &[Said("kind", FOR_WHITES), Number("washes", 30.0, "")]),
        model("Limpex", "Wash Colour 30", 9_99, &[Said("kind", FOR_COLOURS), Number("washes", 30.0, "")]),
        model("Limpex", "Wash Colour 60", 17_99, &[Said("kind", FOR_COLOURS), Number("washes", 60.0, "")]),
        model("Verdana", "Eco Wash 25", 11_99, &[
            Said("kind", FOR_SENSITIVE), Number("washes", 25.0, ""), Has("ecological"),
        ]),
    ],
    margin_percent: 31,
    weight: 3.0,
    several: true,
    repurchase_days: Some(40),
    quantity_max: 2,
    ..FAMILY
};

const FOR_WHITES: Words = words("for whites", "للملابس البيضاء", "مخصوص لباس سفید", "pentru rufe albe");
const FOR_COLOURS: Words = words("for colours", "للملابس الملونة", "مخصوص لباس رنگی", "pentru rufe colorate");
const FOR_SENSITIVE: Words = words(
    "for sensitive skin",
    "للبشرة الحساسة",
    "مخصوص پوست حساس",
    "pentru piele sensibilă",
);

const CLEANER: Family = Family {
    key: "cleaner",
    category: "Home > Cleaning > Household cleaners",
    title: words(
        "{brand} {model} {kind}, {volume} ml",
        "{kind} {brand} {model} بحجم {volume} مل",
        "{kind} {brand} {model}، {volume} میلی‌لیتر",
        "{kind} {brand} {model}, {volume} ml",
    ),
    description: words(
        "Removes grease and marks and smells fresh afterwards.",
        "يزيل الدهون والبقع ويترك رائحة منعشة.",
        "چربی و لک را پاک می‌کند و بوی تازگی به جا می‌گذارد.",
        "Îndepărtează grăsimea și petele și lasă un miros proaspăt.",
    ),
    models: &[
        model("Limpex", "Glass", 3_49, &[Said("kind", GLASS_CLEANER), Number("volume", 750.0, "ml")]),
        model("Limpex", "Bath", 3_99, &[Said("kind", BATH_CLEANER), Number("volume", 750.0, "ml")]),
        model("Limpex", "Kitchen", 3_99, &[Said("kind", KITCHEN_CLEANER), Number("volume", 750.0, "ml")]),
        model("Verdana", "Eco Floor", 5_49, &[Said("kind", FLOOR_CLEANER), Number("volume", 1000.0, "ml")]),
    ],
    margin_percent: 42,
    weight: 1.8,
    several: true,
    repurchase_days: Some(55),
    quantity_max: 3,
    attach: &[attach("cloths", 0.22)],
    ..FAMILY
};

const GLASS_CLEANER: Words = words("glass cleaner", "منظف زجاج", "شیشه‌شوی", "Soluție pentru geamuri");
const BATH_CLEANER: Words = words("bathroom cleaner", "منظف حمام", "شویندهٔ حمام", "Soluție pentru baie");
const KITCHEN_CLEANER: Words = words("kitchen cleaner", "منظف مطبخ", "شویندهٔ آشپزخانه", "Soluție pentru bucătărie");
const FLOOR_CLEANER: Words = words("floor cleaner", "منظف أرضيات", "کف‌شوی", "Soluție pentru pardoseli");

const CLOTHS: Family = Family {
    key: "cloths",
    category: "Home > Cleaning > Cloths",
    title: words(
        "{brand} {model} microfibre cloths, {pieces} pieces",
        "مناشف تنظيف من الألياف الدقيقة {brand} {model}، عدد القطع {pieces}",
        "دستمال میکروفایبر {brand} {model}، {pieces} عدد",
        "Lavete din microfibră {brand} {model}, {pieces} bucăți",
    ),
    description: words(
        "Soft cloths that take up dust with water alone.",
        "مناشف ناعمة تلتقط الغبار بالماء وحده.",
        "دستمال‌های نرم که فقط با آب گرد و غبار را می‌گیرند.",
        "Lavete moi, care adună praful doar cu apă.",
    ),
    models: &[
        model("Verdana", "Soft 4", 5_99, &[Number("pieces", 4.0, "")]),
        model("Verdana", "Soft 10", 11_99, &[Number("pieces", 10.0, "")]),
    ],
    margin_percent: 57,
    weight: 0.7,
    quantity_max: 2,
    ..FAMILY
};
