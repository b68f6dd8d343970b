//! Cameras: cameras, memory cards, tripods, bags, batteries.

use crate::simulator::family::{
    BLACK, Department, FAMILY, Fact::*, Family, Fit, GREEN, Life, attach, model, words,
};

const CAMERAS: &str = "Cameras > Mirrorless cameras";

pub(in crate::simulator) const DEPARTMENT: Department = Department {
    families: &[CAMERA, MEMORY_CARD, TRIPOD, CAMERA_BAG, CAMERA_BATTERY, LENS_CARE],
};

const CAMERA: Family = Family {
    key: "camera",
    category: CAMERAS,
    title: words(
        "{brand} {model} mirrorless camera, {resolution} MP",
        "كاميرا بدون مرآة {brand} {model} بدقة {resolution} ميغابكسل",
        "دوربین بدون آینهٔ {brand} {model} با وضوح {resolution} مگاپیکسل",
        "Aparat foto mirrorless {brand} {model}, {resolution} MP",
    ),
    description: words(
        "A camera with an exchangeable lens and {resolution} megapixels for family, travel and film.",
        "كاميرا بعدسة قابلة للتبديل ودقة {resolution} ميغابكسل للعائلة والسفر والفيديو.",
        "دوربینی با لنز قابل تعویض و {resolution} مگاپیکسل برای خانواده، سفر و فیلم.",
        "Un aparat cu obiectiv interschimbabil și {resolution} MP, pentru familie, călătorii și filme.",
    ),
    models: &[
        model("Opterra", "M10", 499_99, &[Number("resolution", 20.0, "MP"), Text("battery", "OB-1")]),
        model("Opterra", "M30", 799_99, &[Number("resolution", 26.0, "MP"), Text("battery", "OB-1")]),
        model("Opterra", "M50", 1_299_99, &[
            Number("resolution", 33.0, "MP"), Text("battery", "OB-2"), Has("stabiliser"),
        ]),
        model("Opterra", "M70", 2_199_99, &[
            Number("resolution", 45.0, "MP"), Text("battery", "OB-2"), Has("stabiliser"),
        ]),
        model("Fotelia", "Duo", 649_99, &[Number("resolution", 24.0, "MP"), Text("battery", "FL-8")]),
        model("Fotelia", "Duo Plus", 949_99, &[Number("resolution", 28.0, "MP"), Text("battery", "FL-8")])
            .life(Life::New(120)),
    ],
    margin_percent: 14,
    weight: 2.4,
    ladder: true,
    attach: &[
        attach("memory-card", 0.45), attach("camera-bag", 0.27), attach("tripod", 0.16),
        attach("camera-battery", 0.22), attach("lens-care", 0.1),
    ],
    ..FAMILY
};

const MEMORY_CARD: Family = Family {
    key: "memory-card",
    category: "Cameras > Accessories > Memory cards",
    title: words(
        "{brand} {model} SD memory card, {storage} GB",
        "بطاقة ذاكرة SD من {brand} {model} بسعة {storage} غيغابايت",
        "کارت حافظهٔ SD مدل {brand} {model} ظرفیت {storage} گیگابایت",
        "Card de memorie SD {brand} {model}, {storage} GB",
    ),
    description: words(
        "Writes {speed} MB a second, fast enough for film in 4K.",
        "تكتب بسرعة {speed} ميغابايت في الثانية، ما يكفي لتصوير 4K.",
        "با سرعت {speed} مگابایت بر ثانیه می‌نویسد؛ مناسب فیلم‌برداری 4K.",
        "Scrie cu {speed} MB/s, destul de rapid pentru filmare 4K.",
    ),
    models: &[
        model("Memoral", "Flash 64", 14_99, &[Number("storage", 64.0, "GB"), Number("speed", 60.0, "MB/s")]),
        model("Memoral", "Flash 128", 24_99, &[Number("storage", 128.0, "GB"), Number("speed", 90.0, "MB/s")]),
        model("Memoral", "Flash 256", 42_99, &[Number("storage", 256.0, "GB"), Number("speed", 120.0, "MB/s")]),
        model("Memoral", "Flash 512", 84_99, &[Number("storage", 512.0, "GB"), Number("speed", 260.0, "MB/s")]),
    ],
    margin_percent: 40,
    weight: 1.0,
    several: true,
    quantity_max: 2,
    fits: &[Fit::Category("Cameras")],
    ..FAMILY
};

const TRIPOD: Family = Family {
    key: "tripod",
    category: "Cameras > Accessories > Tripods",
    title: words(
        "{brand} {model} tripod, {height} cm",
        "حامل ثلاثي القوائم {brand} {model} بارتفاع {height} سم",
        "سه‌پایهٔ {brand} {model} با ارتفاع {height} سانتی‌متر",
        "Trepied {brand} {model}, {height} cm",
    ),
    description: words(
        "Stands still up to {height} cm and folds small for the rucksack.",
        "ثابت حتى ارتفاع {height} سم ويُطوى ليناسب حقيبة الظهر.",
        "تا ارتفاع {height} سانتی‌متر ثابت می‌ایستد و در کوله جا می‌شود.",
        "Stă nemișcat până la {height} cm și se pliază pentru rucsac.",
    ),
    models: &[
        model("Trekmoor", "Stand 120", 29_99, &[Number("height", 120.0, "cm")]),
        model("Trekmoor", "Stand 150", 59_99, &[Number("height", 150.0, "cm")]),
        model("Trekmoor", "Stand Carbon", 149_99, &[Number("height", 165.0, "cm"), Has("carbon")]),
    ],
    margin_percent: 43,
    weight: 0.6,
    ladder: true,
    ..FAMILY
};

const CAMERA_BAG: Family = Family {
    key: "camera-bag",
    category: "Cameras > Accessories > Camera bags",
    title: words(
        "{brand} {model} camera bag, {variant}",
        "حقيبة كاميرا {brand} {model} باللون {variant}",
        "کیف دوربین {brand} {model} رنگ {variant}",
        "Geantă foto {brand} {model}, culoare {variant}",
    ),
    description: words(
        "A rainproof bag of {volume} litres with soft dividers for camera and lenses.",
        "حقيبة مقاومة للمطر سعتها {volume} لتر بفواصل ناعمة للكاميرا والعدسات.",
        "کیفی ضدباران با حجم {volume} لیتر و جداکننده‌های نرم برای دوربین و لنز.",
        "O geantă impermeabilă de {volume} l, cu despărțitoare moi pentru aparat și obiective.",
    ),
    models: &[
        model("Trekmoor", "Shot", 34_99, &[Number("volume", 4.0, "l")]),
        model("Trekmoor", "Shot Shoulder", 59_99, &[Number("volume", 8.0, "l")]),
        model("Trekmoor", "Shot Pack", 119_99, &[Number("volume", 20.0, "l")]),
    ],
    variants: &[BLACK, GREEN],
    margin_percent: 50,
    weight: 0.5,
    ladder: true,
    fits: &[Fit::Category(CAMERAS)],
    ..FAMILY
};

const CAMERA_BATTERY: Family = Family {
    key: "camera-battery",
    category: "Cameras > Accessories > Camera batteries",
    title: words(
        "{brand} {model} spare battery for cameras",
        "بطارية احتياطية {brand} {model} للكاميرات",
        "باتری یدکی {brand} {model} برای دوربین",
        "Acumulator de rezervă {brand} {model} pentru aparat foto",
    ),
    description: words(
        "A charged spare with {capacity} mAh for long days of taking pictures.",
        "بطارية احتياطية بسعة {capacity} مللي أمبير لأيام التصوير الطويلة.",
        "باتری یدکی با ظرفیت {capacity} میلی‌آمپرساعت برای روزهای طولانی عکاسی.",
        "Un acumulator de {capacity} mAh pentru zile lungi de fotografiat.",
    ),
    models: &[
        model("Voltano", "OB-1", 24_99, &[
            Number("capacity", 1200.0, "mAh"),
        ]).fits(&[Fit::Attribute("battery", "OB-1")]),
        model("Voltano", "OB-2", 39_99, &[
            Number("capacity", 2200.0, "mAh"),
        ]).fits(&[Fit::Attribute("battery", "OB-2")]),
        model("Voltano", "FL-8", 29_99, &[
            Number("capacity", 1500.0, "mAh"),
        ]).fits(&[Fit::Attribute("battery", "FL-8")]),
    ],
    margin_percent: 55,
    weight: 0.4,
    quantity_max: 2,
    ..FAMILY
};

const LENS_CARE: Family = Family {
    key: "lens-care",
    category: "Cameras > Accessories > Cleaning",
    title: words(
        "{brand} {model} lens cleaning set",
        "طقم تنظيف العدسات {brand} {model}",
        "ست تمیزکنندهٔ لنز {brand} {model}",
        "Set de curățare pentru obiective {brand} {model}",
    ),
    description: words(
        "Brush, bellows and cloths that clean lenses without scratches.",
        "فرشاة ومنفاخ وقماش لتنظيف العدسات من دون خدوش.",
        "قلم‌مو، پمپ باد و دستمال برای تمیز کردن لنز بدون خط و خش.",
        "Pensulă, pară de aer și lavete care curăță obiectivele fără zgârieturi.",
    ),
    models: &[model("Opterra", "Care", 12_99, &[]), model("Opterra", "Care Travel", 8_99, &[])],
    margin_percent: 60,
    weight: 0.3,
    ..FAMILY
};
