//! Lighting: table and floor lamps, bulbs, string lights.

use crate::simulator::family::{
    BLACK, BEIGE, Department, FAMILY, Fact::*, Family, Fit, Life, Season, WHITE, Words, attach, model, words,
};

pub(in crate::simulator) const DEPARTMENT: Department = Department {
    families: &[TABLE_LAMP, FLOOR_LAMP, BULB, SMART_BULB, STRING_LIGHTS],
};

const DECEMBER: Option<Season> = Some(Season { months: &[11, 12], factor: 3.0 });

const TABLE_LAMP: Family = Family {
    key: "table-lamp",
    category: "Home > Lighting > Table lamps",
    title: words(
        "{brand} {model} table lamp, {socket}, {variant}",
        "مصباح طاولة {brand} {model} بقاعدة {socket} باللون {variant}",
        "چراغ رومیزی {brand} {model} با سرپیچ {socket} رنگ {variant}",
        "Veioză {brand} {model}, {socket}, culoare {variant}",
    ),
    description: words(
        "A lamp for desk and bedside that takes a bulb with an {socket} base.",
        "مصباح للمكتب وجانب السرير يعمل بلمبة ذات قاعدة {socket}.",
        "چراغی برای میز و کنار تخت که لامپ {socket} می‌خورد.",
        "O veioză pentru birou și noptieră, pentru becuri cu soclu {socket}.",
    ),
    models: &[
        model("Candelia", "Glow", 19_99, &[Text("socket", "E14"), Number("height", 28.0, "cm")]),
        model("Candelia", "Glow Touch", 34_99, &[
            Text("socket", "E14"), Number("height", 32.0, "cm"), Has("dimmable"),
        ]),
        model("Candelia", "Arc", 49_99, &[Text("socket", "E27"), Number("height", 45.0, "cm"), Has("dimmable")]),
    ],
    variants: &[WHITE, BLACK, BEIGE],
    margin_percent: 49,
    weight: 2.0,
    season: DECEMBER,
    attach: &[attach("bulb", 0.5), attach("smart-bulb", 0.1)],
    ..FAMILY
};

const FLOOR_LAMP: Family = Family {
    key: "floor-lamp",
    category: "Home > Lighting > Floor lamps",
    title: words(
        "{brand} {model} floor lamp, {height} cm, {variant}",
        "مصباح أرضي {brand} {model} بارتفاع {height} سم باللون {variant}",
        "آباژور ایستادهٔ {brand} {model} با ارتفاع {height} سانتی‌متر رنگ {variant}",
        "Lampadar {brand} {model}, {height} cm, culoare {variant}",
    ),
    description: words(
        "Warm light for the reading corner, {height} cm tall, for an {socket} bulb.",
        "ضوء دافئ لركن القراءة بارتفاع {height} سم، للمبة {socket}.",
        "نور گرم برای گوشهٔ مطالعه با ارتفاع {height} سانتی‌متر، برای لامپ {socket}.",
        "Lumină caldă pentru colțul de lectură, la {height} cm, pentru bec {socket}.",
    ),
    models: &[
        model("Candelia", "Reed", 59_99, &[Text("socket", "E27"), Number("height", 140.0, "cm")]),
        model("Candelia", "Reed Arc", 89_99, &[
            Text("socket", "E27"), Number("height", 165.0, "cm"), Has("dimmable"),
        ]),
    ],
    variants: &[BLACK, WHITE],
    margin_percent: 44,
    weight: 1.0,
    season: DECEMBER,
    attach: &[attach("bulb", 0.52)],
    ..FAMILY
};

const BULB: Family = Family {
    key: "bulb",
    category: "Home > Lighting > Bulbs",
    title: words(
        "{brand} {model} LED bulb, {base}, {light}, {power} W",
        "لمبة LED من {brand} {model} بقاعدة {base}، {light}، {power} واط",
        "لامپ LED مدل {brand} {model} سرپیچ {base}، {light}، {power} وات",
        "Bec LED {brand} {model}, {base}, {light}, {power} W",
    ),
    description: words(
        "Saves power and lasts fifteen years, {light}, {power} W.",
        "توفر الطاقة وتدوم خمسة عشر عامًا، {light}.",
        "کم‌مصرف با عمر پانزده سال، {light}.",
        "Economic, ține cincisprezece ani, {light}.",
    ),
    models: &[
        model("Candelia", "Warm E27", 4_49, &[Text("base", "E27"), Said("light", WARM), Number("power", 9.0, "W")])
            .fits(&[Fit::Attribute("socket", "E27")]),
        model("Candelia", "Cool E27", 4_49, &[Text("base", "E27"), Said("light", COOL), Number("power", 9.0, "W")])
            .fits(&[Fit::Attribute("socket", "E27")]),
        model("Candelia", "Bright E27", 6_99, &[Text("base", "E27"), Said("light", WARM), Number("power", 14.0, "W")])
            .fits(&[Fit::Attribute("socket", "E27")]),
        model("Candelia", "Warm E14", 3_99, &[Text("base", "E14"), Said("light", WARM), Number("power", 5.0, "W")])
            .fits(&[Fit::Attribute("socket", "E14")]),
        model("Candelia", "Cool E14", 3_99, &[Text("base", "E14"), Said("light", COOL), Number("power", 5.0, "W")])
            .fits(&[Fit::Attribute("socket", "E14")]),
    ],
    margin_percent: 53,
    weight: 1.8,
    several: true,
    quantity_max: 4,
    ..FAMILY
};

const WARM: Words = words("warm light", "ضوء دافئ", "نور گرم", "lumină caldă");
const COOL: Words = words("cool light", "ضوء بارد", "نور سرد", "lumină rece");

const SMART_BULB: Family = Family {
    key: "smart-bulb",
    category: "Home > Lighting > Smart bulbs",
    title: words(
        "{brand} {model} smart bulb, E27, {lumen} lm",
        "لمبة ذكية {brand} {model} بقاعدة E27 وسطوع {lumen} لومن",
        "لامپ هوشمند {brand} {model} سرپیچ E27 با روشنایی {lumen} لومن",
        "Bec inteligent {brand} {model}, E27, {lumen} lm",
    ),
    description: words(
        "Changes brightness and colour from the phone.",
        "تغير السطوع واللون من الهاتف.",
        "روشنایی و رنگ را از روی گوشی تغییر دهید.",
        "Își schimbă luminozitatea și culoarea de pe telefon.",
    ),
    models: &[
        model("Candelia", "Sense", 12_99, &[Number("lumen", 800.0, "lm")]).fits(&[Fit::Attribute("socket", "E27")]),
        model("Candelia", "Sense Colour", 19_99, &[Number("lumen", 900.0, "lm"), Has("colour_changing")])
            .fits(&[Fit::Attribute("socket", "E27")]),
        model("Candelia", "Sense Bright", 29_99, &[Number("lumen", 1500.0, "lm"), Has("colour_changing")])
            .fits(&[Fit::Attribute("socket", "E27")]).life(Life::New(60)),
    ],
    margin_percent: 35,
    weight: 1.0,
    ladder: true,
    quantity_max: 3,
    ..FAMILY
};

const STRING_LIGHTS: Family = Family {
    key: "string-lights",
    category: "Home > Lighting > String lights",
    title: words(
        "{brand} {model} string lights, {length} m",
        "سلسلة أضواء {brand} {model} بطول {length} متر",
        "ریسهٔ نورانی {brand} {model} به طول {length} متر",
        "Ghirlandă luminoasă {brand} {model}, {length} m",
    ),
    description: words(
        "Little warm lights on {length} m for tree, window and balcony.",
        "أضواء صغيرة دافئة بطول {length} متر للشجرة والنافذة والشرفة.",
        "چراغ‌های کوچک و گرم به طول {length} متر برای درخت، پنجره و بالکن.",
        "Luminițe calde pe {length} m, pentru brad, fereastră și balcon.",
    ),
    models: &[
        model("Candelia", "Star 5", 9_99, &[Number("length", 5.0, "m")]),
        model("Candelia", "Star 10", 14_99, &[Number("length", 10.0, "m")]),
        model("Candelia", "Star 20", 24_99, &[Number("length", 20.0, "m")]),
    ],
    margin_percent: 56,
    weight: 1.0,
    several: true,
    season: Some(Season { months: &[11, 12], factor: 9.0 }),
    quantity_max: 3,
    attach: &[attach("batteries", 0.26)],
    ..FAMILY
};
