//! Bed and bath: duvet covers, pillows, duvets, sheets, towels, mattress protectors.

use crate::simulator::family::{
    BEIGE, BLUE, Department, FAMILY, Fact::*, Family, GREY, Life, Season, WHITE, Words, attach, model, words,
};

pub(in crate::simulator) const DEPARTMENT: Department = Department {
    families: &[DUVET_COVER, SHEET, PILLOW, DUVET, PROTECTOR, TOWEL],
};

const SINGLE: Words = words("single", "مفرد", "یک‌نفره", "de o persoană");
const DOUBLE: Words = words("double", "مزدوج", "دونفره", "de două persoane");
const KING: Words = words("king size", "كبير", "کینگ", "king size");

const DUVET_COVER: Family = Family {
    key: "duvet-cover",
    category: "Home > Bedroom > Duvet covers",
    title: words(
        "{brand} {model} cotton duvet cover set, {variant}",
        "طقم غطاء لحاف قطني {brand} {model}، مقاس {variant}",
        "ست روکش لحاف نخی {brand} {model}، سایز {variant}",
        "Lenjerie de pat din bumbac {brand} {model}, {variant}",
    ),
    description: words(
        "Cover and pillowcases of cotton with {threads} threads, pleasant in every season.",
        "غطاء لحاف وأكياس وسائد من القطن، مريحة في كل الفصول.",
        "روکش لحاف و روبالشی نخی، مناسب همهٔ فصل‌ها.",
        "Husă de pilotă și fețe de pernă din bumbac, plăcute în orice anotimp.",
    ),
    models: &[
        model("Lanora", "Calm", 34_99, &[Number("threads", 144.0, "")]),
        model("Lanora", "Meadow", 39_99, &[Number("threads", 144.0, "")]),
        model("Lanora", "Percale", 59_99, &[Number("threads", 200.0, "")]),
        model("Lanora", "Satin", 79_99, &[Number("threads", 300.0, "")]),
    ],
    axis: "size",
    variants: &[DOUBLE, SINGLE, KING],
    margin_percent: 47,
    weight: 2.0,
    attach: &[attach("sheet", 0.36), attach("pillow", 0.2)],
    ..FAMILY
};

const SHEET: Family = Family {
    key: "sheet",
    category: "Home > Bedroom > Fitted sheets",
    title: words(
        "{brand} {model} fitted sheet, {variant}",
        "شرشف مطاطي {brand} {model}، مقاس {variant}",
        "ملحفهٔ کشدار {brand} {model}، سایز {variant}",
        "Cearșaf cu elastic {brand} {model}, {variant}",
    ),
    description: words(
        "A stretch sheet that stays in place on mattresses up to {height} cm.",
        "شرشف مرن يثبت على المراتب حتى سماكة {height} سم.",
        "ملحفه‌ای کشی که روی تشک تا ارتفاع {height} سانتی‌متر محکم می‌ماند.",
        "Un cearșaf elastic, care stă bine pe saltele de până la {height} cm.",
    ),
    models: &[
        model("Lanora", "Jersey", 14_99, &[Number("height", 25.0, "cm")]),
        model("Lanora", "Jersey Deep", 19_99, &[Number("height", 35.0, "cm")]),
    ],
    axis: "size",
    variants: &[DOUBLE, SINGLE, KING],
    margin_percent: 50,
    weight: 1.0,
    several: true,
    quantity_max: 2,
    ..FAMILY
};

const PILLOW: Family = Family {
    key: "pillow",
    category: "Home > Bedroom > Pillows",
    title: words(
        "{brand} {model} pillow, 50 × 70 cm",
        "وسادة {brand} {model} مقاس 50 × 70 سم",
        "بالش {brand} {model} در ابعاد ۵۰ × ۷۰ سانتی‌متر",
        "Pernă {brand} {model}, 50 × 70 cm",
    ),
    description: words(
        "Supports the neck and can be washed at {wash_temperature} degrees.",
        "تدعم الرقبة ويمكن غسلها بحرارة {wash_temperature} درجة.",
        "از گردن پشتیبانی می‌کند و در دمای {wash_temperature} درجه شسته می‌شود.",
        "Susține gâtul și se spală la {wash_temperature} de grade.",
    ),
    models: &[
        model("Dormelo", "Rest", 16_99, &[Number("wash_temperature", 40.0, "°C")]),
        model("Dormelo", "Rest Plus", 29_99, &[Number("wash_temperature", 60.0, "°C")]),
        model("Dormelo", "Rest Memory", 49_99, &[Number("wash_temperature", 60.0, "°C"), Has("memory_foam")]),
    ],
    margin_percent: 46,
    weight: 1.2,
    ladder: true,
    quantity_max: 4,
    attach: &[attach("sheet", 0.12)],
    ..FAMILY
};

const DUVET: Family = Family {
    key: "duvet",
    category: "Home > Bedroom > Duvets",
    title: words(
        "{brand} {model} duvet, {variant}",
        "لحاف {brand} {model}، مقاس {variant}",
        "لحاف {brand} {model}، سایز {variant}",
        "Pilotă {brand} {model}, {variant}",
    ),
    description: words(
        "A light duvet that keeps warm on cold nights.",
        "لحاف خفيف يحفظ الدفء في الليالي الباردة.",
        "لحافی سبک که شب‌های سرد گرم نگه می‌دارد.",
        "O pilotă ușoară, care ține de cald în nopțile reci.",
    ),
    models: &[
        model("Dormelo", "Cloud", 39_99, &[Number("warmth", 2.0, "")]),
        model("Dormelo", "Cloud Warm", 59_99, &[Number("warmth", 3.0, "")]),
        model("Dormelo", "Cloud Down", 129_99, &[Number("warmth", 4.0, ""), Has("down")]),
    ],
    axis: "size",
    variants: &[DOUBLE, SINGLE, KING],
    margin_percent: 43,
    weight: 1.2,
    ladder: true,
    season: Some(Season { months: &[10, 11, 12, 1], factor: 1.8 }),
    attach: &[attach("duvet-cover", 0.35), attach("pillow", 0.22)],
    ..FAMILY
};

const PROTECTOR: Family = Family {
    key: "mattress-protector",
    category: "Home > Bedroom > Mattress protectors",
    title: words(
        "{brand} {model} mattress protector, {variant}",
        "واقي مرتبة {brand} {model}، مقاس {variant}",
        "محافظ تشک {brand} {model}، سایز {variant}",
        "Protecție de saltea {brand} {model}, {variant}",
    ),
    description: words(
        "Waterproof and silent, it goes into the washing machine.",
        "مقاوم للماء وبلا صوت، ويُغسل في الغسالة.",
        "ضدآب و بی‌صدا، قابل شست‌وشو در ماشین لباس‌شویی.",
        "Impermeabilă și silențioasă, se spală la mașină.",
    ),
    models: &[model("Dormelo", "Guard", 19_99, &[Has("waterproof")])],
    axis: "size",
    variants: &[DOUBLE, SINGLE, KING],
    margin_percent: 52,
    weight: 0.6,
    ..FAMILY
};

const TOWEL: Family = Family {
    key: "towel",
    category: "Home > Bathroom > Towels",
    title: words(
        "{brand} {model} towel, {size} cm, {variant}",
        "منشفة {brand} {model} مقاس {size} سم باللون {variant}",
        "حولهٔ {brand} {model} در ابعاد {size} سانتی‌متر رنگ {variant}",
        "Prosop {brand} {model}, {size} cm, culoare {variant}",
    ),
    description: words(
        "Thick cotton of {weight} g/m² that dries quickly.",
        "قطن سميك بوزن {weight} غ/م² يجف بسرعة.",
        "پارچهٔ پنبه‌ای ضخیم {weight} گرمی که زود خشک می‌شود.",
        "Bumbac gros, de {weight} g/m², care se usucă repede.",
    ),
    models: &[
        model("Lanora", "Hand", 6_99, &[Text("size", "50 × 100"), Number("weight", 450.0, "g/m²")]),
        model("Lanora", "Bath", 12_99, &[Text("size", "70 × 140"), Number("weight", 450.0, "g/m²")]),
        model("Lanora", "Spa", 19_99, &[
            Text("size", "80 × 160"), Number("weight", 600.0, "g/m²"),
        ]).life(Life::New(200)),
    ],
    variants: &[WHITE, GREY, BLUE, BEIGE],
    margin_percent: 51,
    weight: 1.6,
    several: true,
    quantity_max: 4,
    ..FAMILY
};
