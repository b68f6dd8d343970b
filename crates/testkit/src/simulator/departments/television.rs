//! Television and audio: televisions, mounts, cables, sound bars, headphones, speakers, batteries.

use crate::simulator::family::{
    BLACK, BLUE, Department, FAMILY, Fact::*, Family, Fit, GREEN, Life, RED, WHITE, attach, model, words,
};

const TVS: &str = "Electronics > TV & Video > TVs";

pub(in crate::simulator) const DEPARTMENT: Department = Department {
    families: &[
        TV, MOUNT, HDMI, SOUNDBAR, HEADPHONES, SPEAKER, BATTERIES,
    ],
};

const TV: Family = Family {
    key: "tv",
    category: TVS,
    title: words(
        "{brand} {model} {screen}-inch {panel} {resolution} TV",
        "تلفزيون {brand} {model} بشاشة {screen} بوصة {panel} بدقة {resolution}",
        "تلویزیون {screen} اینچ {panel} با کیفیت {resolution} مدل {brand} {model}",
        "Televizor {brand} {model}, {screen} inch, {panel}, {resolution}",
    ),
    description: words(
        "A smart television with a {screen}-inch screen for films, series and sport.",
        "تلفزيون ذكي بشاشة {screen} بوصة لمشاهدة الأفلام والمسلسلات والرياضة.",
        "تلویزیون هوشمند با صفحهٔ {screen} اینچ برای تماشای فیلم، سریال و ورزش.",
        "Un televizor inteligent cu ecran de {screen} inch, pentru filme, seriale și sport.",
    ),
    models: &[
        model("Lumora", "Vista 32", 219_99, &[
            Number("screen", 32.0, "in"), Text("panel", "LED"), Text("resolution", "HD"), Text("vesa", "200"),
            Number("refresh_rate", 50.0, "Hz"),
        ]),
        model("Lumora", "Vista 43", 349_99, &[
            Number("screen", 43.0, "in"), Text("panel", "LED"), Text("resolution", "4K"), Text("vesa", "200"),
            Number("refresh_rate", 60.0, "Hz"),
        ]),
        model("Lumora", "Vista 55", 549_99, &[
            Number("screen", 55.0, "in"), Text("panel", "QLED"), Text("resolution", "4K"), Text("vesa", "400"),
            Number("refresh_rate", 120.0, "Hz"),
        ]),
        model("Lumora", "Vista 65", 899_99, &[
            Number("screen", 65.0, "in"), Text("panel", "QLED"), Text("resolution", "4K"), Text("vesa", "400"),
            Number("refresh_rate", 144.0, "Hz"),
        ]),
        model("Vestral", "Clarity 43", 329_99, &[
            Number("screen", 43.0, "in"), Text("panel", "LED"), Text("resolution", "4K"), Text("vesa", "200"),
            Number("refresh_rate", 50.0, "Hz"),
        ]),
        model("Vestral", "Clarity 50", 449_99, &[
            Number("screen", 50.0, "in"), Text("panel", "LED"), Text("resolution", "4K"), Text("vesa", "200"),
            Number("refresh_rate", 60.0, "Hz"),
        ]).life(Life::Discontinued(150)),
        model("Vestral", "Clarity 55", 1_149_99, &[
            Number("screen", 55.0, "in"), Text("panel", "OLED"), Text("resolution", "4K"), Text("vesa", "400"),
            Number("refresh_rate", 120.0, "Hz"),
        ]),
        model("Vestral", "Clarity 77", 2_299_99, &[
            Number("screen", 77.0, "in"), Text("panel", "OLED"), Text("resolution", "4K"), Text("vesa", "600"),
            Number("refresh_rate", 144.0, "Hz"),
        ]).life(Life::New(45)),
    ],
    margin_percent: 16,
    weight: 5.0,
    ladder: true,
    attach: &[
        attach("hdmi", 0.38), attach("mount", 0.3), attach("soundbar", 0.14), attach("installation", 0.07),
        attach("warranty", 0.1),
    ],
    tags: &["smart"],
    ..FAMILY
};

const MOUNT: Family = Family {
    key: "mount",
    category: "Electronics > TV & Video > Wall mounts",
    title: words(
        "{brand} {model} TV wall mount, VESA {vesa}",
        "حامل تلفزيون جداري {brand} {model} بمقاس VESA {vesa}",
        "پایهٔ دیواری تلویزیون {brand} {model} با استاندارد VESA {vesa}",
        "Suport TV de perete {brand} {model}, VESA {vesa}",
    ),
    description: words(
        "A steel wall mount for televisions with VESA {vesa} holes, screws included.",
        "حامل جداري فولاذي للتلفزيونات ذات ثقوب VESA {vesa}، مع البراغي.",
        "پایهٔ دیواری فولادی برای تلویزیون‌های VESA {vesa}، همراه با پیچ.",
        "Un suport de perete din oțel pentru televizoare VESA {vesa}, cu șuruburi incluse.",
    ),
    models: &[
        model("Steelform", "Flat", 19_99, &[Text("vesa", "200")]).fits(&[Fit::Attribute("vesa", "200")]),
        model("Steelform", "Tilt", 29_99, &[Text("vesa", "200")]).fits(&[Fit::Attribute("vesa", "200")]),
        model("Steelform", "Tilt XL", 39_99, &[Text("vesa", "400")]).fits(&[Fit::Attribute("vesa", "400")]),
        model("Steelform", "Swing", 69_99, &[Text("vesa", "400")]).fits(&[Fit::Attribute("vesa", "400")]),
        model("Steelform", "Swing XL", 99_99, &[Text("vesa", "600")]).fits(&[Fit::Attribute("vesa", "600")]),
    ],
    margin_percent: 48,
    weight: 0.5,
    ..FAMILY
};

const HDMI: Family = Family {
    key: "hdmi",
    category: "Electronics > Cables > HDMI cables",
    title: words(
        "{brand} {model} HDMI cable, {length} m",
        "كابل HDMI من {brand} {model} بطول {length} متر",
        "کابل HDMI مدل {brand} {model} به طول {length} متر",
        "Cablu HDMI {brand} {model}, {length} m",
    ),
    description: words(
        "A cable of {length} m that carries picture and sound in {standard} quality.",
        "كابل بطول {length} متر ينقل الصورة والصوت بجودة {standard}.",
        "کابلی به طول {length} متر که تصویر و صدا را با کیفیت {standard} منتقل می‌کند.",
        "Un cablu de {length} m care transmite imagine și sunet la calitate {standard}.",
    ),
    models: &[
        model("Cordella", "Basic 1", 6_99, &[Number("length", 1.0, "m"), Text("standard", "4K")]),
        model("Cordella", "Basic 2", 8_99, &[Number("length", 2.0, "m"), Text("standard", "4K")]),
        model("Cordella", "Basic 5", 13_99, &[Number("length", 5.0, "m"), Text("standard", "4K")]),
        model("Cordella", "Ultra 2", 17_99, &[Number("length", 2.0, "m"), Text("standard", "8K")]),
        model("Cordella", "Ultra 3", 22_99, &[Number("length", 3.0, "m"), Text("standard", "8K")]),
    ],
    margin_percent: 62,
    weight: 1.0,
    quantity_max: 2,
    fits: &[Fit::Category(TVS), Fit::Category("Computers > Monitors")],
    ..FAMILY
};

const SOUNDBAR: Family = Family {
    key: "soundbar",
    category: "Electronics > Audio > Soundbars",
    title: words(
        "{brand} {model} soundbar, {channels} channels, {power} W",
        "مكبر صوت شريطي {brand} {model} بنظام {channels} وقدرة {power} واط",
        "ساندبار {brand} {model} با {channels} کانال و توان {power} وات",
        "Soundbar {brand} {model}, {channels} canale, {power} W",
    ),
    description: words(
        "Puts clear voices and {power} watts of sound under the television.",
        "يمنح تلفزيونك صوتًا واضحًا بقدرة {power} واط.",
        "صدای شفاف با توان {power} وات برای تلویزیون شما.",
        "Aduce voci clare și {power} W de sunet lângă televizor.",
    ),
    models: &[
        model("Sonavo", "Beam 200", 99_99, &[Text("channels", "2.0"), Number("power", 80.0, "W")]),
        model("Sonavo", "Beam 300", 179_99, &[
            Text("channels", "2.1"), Number("power", 200.0, "W"), Has("subwoofer"),
        ]),
        model("Sonavo", "Beam 500", 329_99, &[
            Text("channels", "5.1"), Number("power", 400.0, "W"), Has("subwoofer"),
        ]),
        model("Sonavo", "Beam 900", 599_99, &[
            Text("channels", "7.1.4"), Number("power", 700.0, "W"), Has("subwoofer"),
        ]),
    ],
    margin_percent: 27,
    weight: 1.2,
    ladder: true,
    attach: &[attach("hdmi", 0.2)],
    ..FAMILY
};

const HEADPHONES: Family = Family {
    key: "headphones",
    category: "Electronics > Audio > Headphones",
    title: words(
        "{brand} {model} over-ear headphones, {variant}",
        "سماعات رأس {brand} {model} باللون {variant}",
        "هدفون دورگوشی {brand} {model} رنگ {variant}",
        "Căști over-ear {brand} {model}, culoare {variant}",
    ),
    description: words(
        "Wireless headphones that play for {playtime} hours on one charge.",
        "سماعات لاسلكية تعمل {playtime} ساعة بشحنة واحدة.",
        "هدفون بی‌سیم با {playtime} ساعت پخش در هر بار شارژ.",
        "Căști fără fir care cântă {playtime} de ore cu o singură încărcare.",
    ),
    models: &[
        model("Sonavo", "Air", 49_99, &[Number("playtime", 24.0, "h")]),
        model("Sonavo", "Air Plus", 99_99, &[Number("playtime", 36.0, "h"), Has("noise_cancelling")]),
        model("Sonavo", "Air Studio", 199_99, &[
            Number("playtime", 48.0, "h"), Has("noise_cancelling"), Has("hi_res"),
        ]),
    ],
    variants: &[BLACK, WHITE, BLUE],
    margin_percent: 34,
    weight: 3.0,
    ladder: true,
    ..FAMILY
};

const SPEAKER: Family = Family {
    key: "speaker",
    category: "Electronics > Audio > Bluetooth speakers",
    title: words(
        "{brand} {model} Bluetooth speaker, {variant}",
        "مكبر صوت بلوتوث {brand} {model} باللون {variant}",
        "اسپیکر بلوتوثی {brand} {model} رنگ {variant}",
        "Boxă Bluetooth {brand} {model}, culoare {variant}",
    ),
    description: words(
        "A waterproof speaker with {power} W for the garden, the bath and the road.",
        "مكبر صوت مقاوم للماء بقدرة {power} واط للحديقة والحمام والسفر.",
        "اسپیکر ضدآب با توان {power} وات برای باغ، حمام و سفر.",
        "O boxă rezistentă la apă, de {power} W, pentru grădină, baie și drum.",
    ),
    models: &[
        model("Sonavo", "Pebble", 34_99, &[Number("power", 10.0, "W"), Number("playtime", 10.0, "h")]),
        model("Sonavo", "Stone", 69_99, &[Number("power", 20.0, "W"), Number("playtime", 15.0, "h")])
            .life(Life::Rising),
        model("Sonavo", "Rock", 129_99, &[Number("power", 40.0, "W"), Number("playtime", 24.0, "h")]),
    ],
    variants: &[BLACK, RED, GREEN],
    margin_percent: 33,
    weight: 2.2,
    ladder: true,
    ..FAMILY
};

const BATTERIES: Family = Family {
    key: "batteries",
    category: "Electronics > Power > Batteries",
    title: words(
        "{brand} {model} {size} alkaline batteries, pack of {pieces}",
        "بطاريات قلوية {brand} {model} مقاس {size}، عدد القطع {pieces}",
        "باتری آلکالاین {brand} {model} سایز {size}، بستهٔ {pieces} عددی",
        "Baterii alcaline {brand} {model} {size}, set de {pieces}",
    ),
    description: words(
        "Long-lasting {size} batteries for remote controls, mice and toys.",
        "بطاريات {size} طويلة العمر لأجهزة التحكم والفأرات والألعاب.",
        "باتری‌های {size} بادوام برای کنترل، ماوس و اسباب‌بازی.",
        "Baterii {size} de lungă durată pentru telecomenzi, mouse-uri și jucării.",
    ),
    models: &[
        model("Voltano", "Daily AA-4", 3_49, &[Text("size", "AA"), Number("pieces", 4.0, "")]),
        model("Voltano", "Daily AA-12", 7_99, &[Text("size", "AA"), Number("pieces", 12.0, "")]),
        model("Voltano", "Daily AAA-4", 3_49, &[Text("size", "AAA"), Number("pieces", 4.0, "")]),
        model("Voltano", "Daily AAA-12", 7_99, &[Text("size", "AAA"), Number("pieces", 12.0, "")]),
    ],
    margin_percent: 45,
    weight: 2.0,
    several: true,
    repurchase_days: Some(80),
    quantity_max: 2,
    ..FAMILY
};
