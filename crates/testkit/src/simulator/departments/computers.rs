//! Computers: laptops, bags, mice, keyboards, docks, monitors, headsets, drives.

use crate::simulator::family::{
    BLACK, Department, FAMILY, Fact::*, Family, Fit, GREY, Life, RED, WHITE, attach, model, words,
};

const LAPTOPS: &str = "Computers > Laptops";

pub(in crate::simulator) const DEPARTMENT: Department = Department {
    families: &[LAPTOP, LAPTOP_BAG, MOUSE, KEYBOARD, DOCK, MONITOR, HEADSET, USB_STICK, SSD],
};

const LAPTOP: Family = Family {
    key: "laptop",
    category: LAPTOPS,
    title: words(
        "{brand} {model} laptop, {screen_size}-inch, {memory} GB RAM, {storage} GB SSD",
        "حاسوب محمول {brand} {model} بشاشة {screen_size} بوصة وذاكرة {memory} غيغابايت وقرص SSD {storage} غيغابايت",
        "لپ‌تاپ {screen_size} اینچی {brand} {model} با رم {memory} گیگابایت و حافظهٔ SSD {storage} گیگابایت",
        "Laptop {brand} {model}, {screen_size} inch, {memory} GB RAM, SSD {storage} GB",
    ),
    description: words(
        "A laptop for study and work that runs {battery_life} hours away from the socket.",
        "حاسوب محمول للدراسة والعمل تدوم بطاريته {battery_life} ساعة.",
        "لپ‌تاپی برای درس و کار که {battery_life} ساعت بدون برق کار می‌کند.",
        "Un laptop pentru studiu și muncă, cu autonomie de {battery_life} h.",
    ),
    models: &[
        model("Nordwyn", "Slate 14", 449_99, &[
            Text("screen_size", "14"), Number("memory", 8.0, "GB"), Number("storage", 256.0, "GB"),
            Number("battery_life", 11.0, "h"),
        ]),
        model("Nordwyn", "Slate 14 Plus", 649_99, &[
            Text("screen_size", "14"), Number("memory", 16.0, "GB"), Number("storage", 512.0, "GB"),
            Number("battery_life", 13.0, "h"),
        ]),
        model("Nordwyn", "Slate 14 Pro", 999_99, &[
            Text("screen_size", "14"), Number("memory", 32.0, "GB"), Number("storage", 1024.0, "GB"),
            Number("battery_life", 16.0, "h"),
        ]),
        model("Kaldera", "Field 15", 549_99, &[
            Text("screen_size", "15.6"), Number("memory", 8.0, "GB"), Number("storage", 512.0, "GB"),
            Number("battery_life", 12.0, "h"),
        ]),
        model("Kaldera", "Field 15 Plus", 799_99, &[
            Text("screen_size", "15.6"), Number("memory", 16.0, "GB"), Number("storage", 512.0, "GB"),
            Number("battery_life", 14.0, "h"),
        ]),
        model("Kaldera", "Field 15 Studio", 1_399_99, &[
            Text("screen_size", "15.6"), Number("memory", 32.0, "GB"), Number("storage", 1024.0, "GB"),
            Number("battery_life", 15.0, "h"),
        ]).life(Life::New(75)),
    ],
    margin_percent: 11,
    weight: 4.0,
    ladder: true,
    attach: &[
        attach("laptop-bag", 0.32), attach("mouse", 0.34), attach("dock", 0.12), attach("laptop-setup", 0.07),
        attach("warranty", 0.1),
    ],
    ..FAMILY
};

const LAPTOP_BAG: Family = Family {
    key: "laptop-bag",
    category: "Computers > Accessories > Laptop bags",
    title: words(
        "{brand} {model} laptop bag, {laptop_size} inch, {variant}",
        "حقيبة حاسوب محمول {brand} {model} مقاس {laptop_size} بوصة باللون {variant}",
        "کیف لپ‌تاپ {brand} {model} سایز {laptop_size} اینچ رنگ {variant}",
        "Geantă de laptop {brand} {model}, {laptop_size} inch, culoare {variant}",
    ),
    description: words(
        "A padded bag for laptops of {laptop_size} inches, with room for charger and mouse.",
        "حقيبة مبطنة لحاسوب بمقاس {laptop_size} بوصة مع مكان للشاحن والفأرة.",
        "کیفی با آستر نرم برای لپ‌تاپ {laptop_size} اینچی، با جای شارژر و ماوس.",
        "O geantă căptușită pentru laptopuri de {laptop_size} inch, cu loc de încărcător și mouse.",
    ),
    models: &[
        model("Trekmoor", "Sleeve 14", 19_99, &[Text("laptop_size", "14")])
            .fits(&[Fit::Attribute("screen_size", "14")]),
        model("Trekmoor", "City 14", 39_99, &[Text("laptop_size", "14")])
            .fits(&[Fit::Attribute("screen_size", "14")]),
        model("Trekmoor", "Sleeve 15", 22_99, &[Text("laptop_size", "15.6")])
            .fits(&[Fit::Attribute("screen_size", "15.6")]),
        model("Trekmoor", "City 15", 44_99, &[Text("laptop_size", "15.6")])
            .fits(&[Fit::Attribute("screen_size", "15.6")]),
    ],
    variants: &[BLACK, GREY],
    margin_percent: 52,
    weight: 0.8,
    ..FAMILY
};

const MOUSE: Family = Family {
    key: "mouse",
    category: "Computers > Accessories > Mice",
    title: words(
        "{brand} {model} wireless mouse, {variant}",
        "فأرة لاسلكية {brand} {model} باللون {variant}",
        "ماوس بی‌سیم {brand} {model} رنگ {variant}",
        "Mouse fără fir {brand} {model}, culoare {variant}",
    ),
    description: words(
        "A quiet mouse that follows the hand with {resolution} dpi.",
        "فأرة هادئة تتبع حركة اليد بدقة {resolution} نقطة في البوصة.",
        "ماوسی بی‌صدا با دقت {resolution} نقطه در اینچ.",
        "Un mouse silențios, cu rezoluție de {resolution} dpi.",
    ),
    models: &[
        model("Klikko", "Mini", 12_99, &[Number("resolution", 1200.0, "dpi")]),
        model("Klikko", "Office", 24_99, &[Number("resolution", 2400.0, "dpi")]),
        model("Klikko", "Ergo", 44_99, &[Number("resolution", 4000.0, "dpi"), Has("ergonomic")]).life(Life::Rising),
    ],
    variants: &[BLACK, WHITE],
    margin_percent: 44,
    weight: 2.2,
    ladder: true,
    attach: &[attach("batteries", 0.16)],
    ..FAMILY
};

const KEYBOARD: Family = Family {
    key: "keyboard",
    category: "Computers > Accessories > Keyboards",
    title: words(
        "{brand} {model} keyboard",
        "لوحة مفاتيح {brand} {model}",
        "صفحه‌کلید {brand} {model}",
        "Tastatură {brand} {model}",
    ),
    description: words(
        "A keyboard with soft keys for long days of typing.",
        "لوحة مفاتيح بأزرار ناعمة للكتابة طوال اليوم.",
        "صفحه‌کلیدی با دکمه‌های نرم برای تایپ طولانی.",
        "O tastatură cu taste moi, pentru zile lungi de scris.",
    ),
    models: &[
        model("Klikko", "Type", 19_99, &[]),
        model("Klikko", "Type Wireless", 34_99, &[Has("wireless")]),
        model("Klikko", "Type Mechanic", 79_99, &[Has("wireless"), Has("mechanical")]),
    ],
    margin_percent: 40,
    weight: 1.4,
    ladder: true,
    attach: &[attach("mouse", 0.24)],
    ..FAMILY
};

const DOCK: Family = Family {
    key: "dock",
    category: "Computers > Accessories > Docks",
    title: words(
        "{brand} {model} USB-C dock, {ports} ports",
        "محطة توصيل USB-C من {brand} {model}، عدد المنافذ {ports}",
        "داک USB-C مدل {brand} {model} با {ports} درگاه",
        "Stație de andocare USB-C {brand} {model}, {ports} porturi",
    ),
    description: words(
        "Joins screen, network, keyboard and power to a laptop through one plug.",
        "تربط الشاشة والشبكة ولوحة المفاتيح والطاقة بالحاسوب عبر منفذ واحد.",
        "نمایشگر، شبکه، صفحه‌کلید و برق را با یک کابل به لپ‌تاپ وصل می‌کند.",
        "Leagă ecranul, rețeaua, tastatura și alimentarea de laptop printr-un singur cablu.",
    ),
    models: &[
        model("Cordella", "Hub 5", 34_99, &[Number("ports", 5.0, "")]),
        model("Cordella", "Hub 8", 64_99, &[Number("ports", 8.0, "")]),
        model("Cordella", "Hub 12", 149_99, &[Number("ports", 12.0, "")]),
    ],
    margin_percent: 38,
    weight: 0.9,
    ladder: true,
    fits: &[Fit::Category(LAPTOPS)],
    attach: &[attach("hdmi", 0.26)],
    ..FAMILY
};

const MONITOR: Family = Family {
    key: "monitor",
    category: "Computers > Monitors",
    title: words(
        "{brand} {model} monitor, {screen} inch, {resolution}",
        "شاشة حاسوب {brand} {model} مقاس {screen} بوصة بدقة {resolution}",
        "مانیتور {screen} اینچی {brand} {model} با کیفیت {resolution}",
        "Monitor {brand} {model}, {screen} inch, {resolution}",
    ),
    description: words(
        "A screen of {screen} inches that spares the eyes at {refresh_rate} Hz.",
        "شاشة بمقاس {screen} بوصة مريحة للعين بتردد {refresh_rate} هرتز.",
        "نمایشگر {screen} اینچی با نرخ {refresh_rate} هرتز که چشم را خسته نمی‌کند.",
        "Un ecran de {screen} inch care menajează ochii, la {refresh_rate} Hz.",
    ),
    models: &[
        model("Lumora", "Desk 24", 129_99, &[
            Number("screen", 24.0, "in"), Text("resolution", "Full HD"), Number("refresh_rate", 75.0, "Hz"),
        ]),
        model("Lumora", "Desk 27", 219_99, &[
            Number("screen", 27.0, "in"), Text("resolution", "QHD"), Number("refresh_rate", 100.0, "Hz"),
        ]),
        model("Lumora", "Desk 32", 379_99, &[
            Number("screen", 32.0, "in"), Text("resolution", "4K"), Number("refresh_rate", 144.0, "Hz"),
        ]),
    ],
    margin_percent: 18,
    weight: 1.8,
    ladder: true,
    attach: &[attach("hdmi", 0.3), attach("keyboard", 0.12)],
    ..FAMILY
};

const HEADSET: Family = Family {
    key: "headset",
    category: "Computers > Accessories > Headsets",
    title: words(
        "{brand} {model} headset with microphone",
        "سماعة رأس {brand} {model} مع ميكروفون",
        "هدست {brand} {model} با میکروفون",
        "Căști cu microfon {brand} {model}",
    ),
    description: words(
        "A light headset with a clear microphone for calls and games.",
        "سماعة خفيفة بميكروفون واضح للمكالمات والألعاب.",
        "هدستی سبک با میکروفون شفاف برای تماس و بازی.",
        "Căști ușoare, cu microfon clar, pentru apeluri și jocuri.",
    ),
    models: &[
        model("Klikko", "Talk", 24_99, &[]),
        model("Klikko", "Talk Wireless", 59_99, &[Has("wireless")]),
        model("Klikko", "Talk Quiet", 109_99, &[Has("wireless"), Has("noise_cancelling")]),
    ],
    margin_percent: 39,
    weight: 1.4,
    ladder: true,
    ..FAMILY
};

const USB_STICK: Family = Family {
    key: "usb-stick",
    category: "Computers > Storage > USB sticks",
    title: words(
        "{brand} {model} USB stick, {storage} GB, {variant}",
        "ذاكرة USB من {brand} {model} بسعة {storage} غيغابايت باللون {variant}",
        "فلش مموری {brand} {model} ظرفیت {storage} گیگابایت رنگ {variant}",
        "Stick USB {brand} {model}, {storage} GB, culoare {variant}",
    ),
    description: words(
        "A fast stick that takes {storage} GB along on a key ring.",
        "ذاكرة سريعة بسعة {storage} غيغابايت تحملها مع مفاتيحك.",
        "فلشی سریع با ظرفیت {storage} گیگابایت که به جاکلیدی وصل می‌شود.",
        "Un stick rapid, de {storage} GB, care se prinde de breloc.",
    ),
    models: &[
        model("Memoral", "Dot 64", 9_99, &[Number("storage", 64.0, "GB")]),
        model("Memoral", "Dot 128", 14_99, &[Number("storage", 128.0, "GB")]),
    ],
    variants: &[BLACK, RED],
    margin_percent: 42,
    weight: 1.0,
    several: true,
    quantity_max: 3,
    ..FAMILY
};

const SSD: Family = Family {
    key: "ssd",
    category: "Computers > Storage > External drives",
    title: words(
        "{brand} {model} external SSD, {storage} GB",
        "قرص SSD خارجي {brand} {model} بسعة {storage} غيغابايت",
        "حافظهٔ SSD اکسترنال {brand} {model} ظرفیت {storage} گیگابایت",
        "SSD extern {brand} {model}, {storage} GB",
    ),
    description: words(
        "Keeps photos and films safe on {storage} GB, small enough for a pocket.",
        "يحفظ الصور والأفلام بسعة {storage} غيغابايت ويتسع له الجيب.",
        "عکس و فیلم را در {storage} گیگابایت نگه می‌دارد و در جیب جا می‌شود.",
        "Păstrează poze și filme pe {storage} GB și încape în buzunar.",
    ),
    models: &[
        model("Memoral", "Brick 500", 59_99, &[Number("storage", 500.0, "GB")]),
        model("Memoral", "Brick 1000", 94_99, &[Number("storage", 1000.0, "GB")]),
        model("Memoral", "Brick 2000", 159_99, &[Number("storage", 2000.0, "GB")]),
    ],
    margin_percent: 22,
    weight: 1.2,
    ladder: true,
    ..FAMILY
};
