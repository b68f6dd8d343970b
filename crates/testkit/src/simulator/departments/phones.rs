//! Phones and what goes with them: cases, screen protectors, chargers, cables, power banks, earbuds, watches.

use crate::simulator::family::{
    BLACK, BLUE, Department, FAMILY, Fact::*, Family, Fit, GREEN, Life, RED, SILVER, WHITE, attach, model, words,
};

const SMARTPHONES: &str = "Electronics > Phones > Smartphones";

pub(in crate::simulator) const DEPARTMENT: Department = Department {
    families: &[
        PHONE, CASE, PROTECTOR, CHARGER, USB_CABLE, POWER_BANK, EARBUDS, WATCH,
    ],
};

const PHONE: Family = Family {
    key: "phone",
    category: SMARTPHONES,
    title: words(
        "{brand} {model} smartphone, {storage} GB, {variant}",
        "هاتف ذكي {brand} {model} بسعة {storage} غيغابايت باللون {variant}",
        "گوشی موبایل {brand} {model} ظرفیت {storage} گیگابایت رنگ {variant}",
        "Telefon mobil {brand} {model}, {storage} GB, culoare {variant}",
    ),
    description: words(
        "A smartphone with {storage} GB of storage and a {camera}-megapixel camera.",
        "هاتف ذكي بسعة تخزين {storage} غيغابايت وكاميرا بدقة {camera} ميغابكسل.",
        "گوشی هوشمند با {storage} گیگابایت حافظه و دوربین {camera} مگاپیکسلی.",
        "Un telefon inteligent cu {storage} GB de stocare și cameră de {camera} MP.",
    ),
    models: &[
        model("Orvexa", "One", 249_99, &[
            Number("storage", 128.0, "GB"), Number("camera", 50.0, "MP"), Number("memory", 6.0, "GB"),
        ]),
        model("Orvexa", "One Plus", 399_99, &[
            Number("storage", 256.0, "GB"), Number("camera", 64.0, "MP"), Number("memory", 8.0, "GB"),
        ]),
        model("Orvexa", "Pro", 649_99, &[
            Number("storage", 256.0, "GB"), Number("camera", 108.0, "MP"), Number("memory", 12.0, "GB"),
        ]),
        model("Orvexa", "Pro Max", 949_99, &[
            Number("storage", 512.0, "GB"), Number("camera", 200.0, "MP"), Number("memory", 16.0, "GB"),
        ]),
        model("Telmara", "Lite", 149_99, &[
            Number("storage", 64.0, "GB"), Number("camera", 13.0, "MP"), Number("memory", 4.0, "GB"),
        ]).life(Life::Discontinued(200)),
        model("Telmara", "Neo", 199_99, &[
            Number("storage", 128.0, "GB"), Number("camera", 48.0, "MP"), Number("memory", 6.0, "GB"),
        ]),
        model("Telmara", "Neo 5G", 299_99, &[
            Number("storage", 256.0, "GB"), Number("camera", 64.0, "MP"), Number("memory", 8.0, "GB"),
        ]).life(Life::New(100)),
    ],
    variants: &[BLACK, BLUE, SILVER],
    margin_percent: 12,
    weight: 7.0,
    ladder: true,
    attach: &[
        attach("case", 0.42), attach("protector", 0.36), attach("charger", 0.2), attach("earbuds", 0.08),
        attach("warranty", 0.08),
    ],
    ..FAMILY
};

const CASE: Family = Family {
    key: "case",
    category: "Electronics > Phones > Cases",
    title: words(
        "{brand} {model} case for {phone}, {variant}",
        "غطاء {brand} {model} لهاتف {phone} باللون {variant}",
        "قاب {brand} {model} مناسب {phone} رنگ {variant}",
        "Husă {brand} {model} pentru {phone}, culoare {variant}",
    ),
    description: words(
        "A slim case with raised edges that protects the {phone} from drops.",
        "غطاء نحيف بحواف بارزة يحمي هاتف {phone} من السقوط.",
        "قاب باریک با لبه‌های برجسته که از {phone} در برابر ضربه محافظت می‌کند.",
        "O husă subțire, cu margini înălțate, care protejează telefonul {phone} la căderi.",
    ),
    models: &[
        model("Shellby", "Soft One", 14_99, &[Text("phone", "Orvexa One")]).fits(&[Fit::Group("phone-one")]),
        model("Shellby", "Soft One Plus", 14_99, &[Text("phone", "Orvexa One Plus")])
            .fits(&[Fit::Group("phone-one-plus")]),
        model("Shellby", "Soft Pro", 19_99, &[Text("phone", "Orvexa Pro")]).fits(&[Fit::Group("phone-pro")]),
        model("Shellby", "Soft Pro Max", 24_99, &[Text("phone", "Orvexa Pro Max")])
            .fits(&[Fit::Group("phone-pro-max")]),
        model("Shellby", "Soft Neo", 12_99, &[Text("phone", "Telmara Neo")]).fits(&[Fit::Group("phone-neo")]),
        model("Shellby", "Soft Neo 5G", 14_99, &[Text("phone", "Telmara Neo 5G")])
            .fits(&[Fit::Group("phone-neo-5g")]).life(Life::New(100)),
    ],
    variants: &[BLACK, BLUE, RED],
    margin_percent: 65,
    weight: 1.2,
    ..FAMILY
};

const PROTECTOR: Family = Family {
    key: "protector",
    category: "Electronics > Phones > Screen protectors",
    title: words(
        "{brand} {model} glass screen protector for {phone}",
        "واقي شاشة زجاجي {brand} {model} لهاتف {phone}",
        "محافظ صفحهٔ شیشه‌ای {brand} {model} مناسب {phone}",
        "Folie de sticlă {brand} {model} pentru {phone}",
    ),
    description: words(
        "Tempered glass that keeps scratches off the screen of the {phone}.",
        "زجاج مقسى يحمي شاشة هاتف {phone} من الخدوش.",
        "شیشهٔ نشکن که صفحهٔ {phone} را از خط و خش دور نگه می‌دارد.",
        "Sticlă securizată care ferește ecranul telefonului {phone} de zgârieturi.",
    ),
    models: &[
        model("Shellby", "Clear One", 9_99, &[Text("phone", "Orvexa One")]).fits(&[Fit::Group("phone-one")]),
        model("Shellby", "Clear One Plus", 9_99, &[Text("phone", "Orvexa One Plus")])
            .fits(&[Fit::Group("phone-one-plus")]),
        model("Shellby", "Clear Pro", 12_99, &[Text("phone", "Orvexa Pro")]).fits(&[Fit::Group("phone-pro")]),
        model("Shellby", "Clear Pro Max", 14_99, &[Text("phone", "Orvexa Pro Max")])
            .fits(&[Fit::Group("phone-pro-max")]),
        model("Shellby", "Clear Neo", 8_99, &[Text("phone", "Telmara Neo")]).fits(&[Fit::Group("phone-neo")]),
        model("Shellby", "Clear Neo 5G", 9_99, &[Text("phone", "Telmara Neo 5G")])
            .fits(&[Fit::Group("phone-neo-5g")]).life(Life::New(100)),
    ],
    margin_percent: 70,
    weight: 1.0,
    quantity_max: 2,
    ..FAMILY
};

const CHARGER: Family = Family {
    key: "charger",
    category: "Electronics > Phones > Chargers",
    title: words(
        "{brand} {model} USB-C charger, {power} W",
        "شاحن USB-C من {brand} {model} بقدرة {power} واط",
        "شارژر USB-C مدل {brand} {model} با توان {power} وات",
        "Încărcător USB-C {brand} {model}, {power} W",
    ),
    description: words(
        "A small wall charger that fills phones and tablets quickly with {power} W.",
        "شاحن جداري صغير يشحن الهواتف والأجهزة اللوحية بسرعة بقدرة {power} واط.",
        "شارژر دیواری کوچک که گوشی و تبلت را با توان {power} وات سریع شارژ می‌کند.",
        "Un încărcător mic de priză care alimentează rapid telefoane și tablete, cu {power} W.",
    ),
    models: &[
        model("Voltano", "Spark 20", 17_99, &[Number("power", 20.0, "W"), Number("ports", 1.0, "")]),
        model("Voltano", "Spark 45", 29_99, &[Number("power", 45.0, "W"), Number("ports", 2.0, "")]),
        model("Voltano", "Spark 65", 39_99, &[Number("power", 65.0, "W"), Number("ports", 3.0, "")]),
        model("Voltano", "Spark 100", 59_99, &[Number("power", 100.0, "W"), Number("ports", 4.0, "")]),
    ],
    margin_percent: 50,
    weight: 1.4,
    ladder: true,
    attach: &[attach("usb-cable", 0.35)],
    fits: &[Fit::Category(SMARTPHONES)],
    ..FAMILY
};

const USB_CABLE: Family = Family {
    key: "usb-cable",
    category: "Electronics > Cables > USB cables",
    title: words(
        "{brand} {model} USB-C cable, {length} m, {variant}",
        "كابل USB-C من {brand} {model} بطول {length} متر باللون {variant}",
        "کابل USB-C مدل {brand} {model} به طول {length} متر رنگ {variant}",
        "Cablu USB-C {brand} {model}, {length} m, culoare {variant}",
    ),
    description: words(
        "A braided cable of {length} m for charging and data.",
        "كابل مجدول بطول {length} متر للشحن ونقل البيانات.",
        "کابل کنفی به طول {length} متر برای شارژ و انتقال داده.",
        "Un cablu împletit de {length} m, pentru încărcare și date.",
    ),
    models: &[
        model("Cordella", "Braid 1", 8_99, &[Number("length", 1.0, "m")]),
        model("Cordella", "Braid 2", 11_99, &[Number("length", 2.0, "m")]),
        model("Cordella", "Braid 3", 14_99, &[Number("length", 3.0, "m")]),
    ],
    variants: &[BLACK, WHITE],
    margin_percent: 64,
    weight: 1.6,
    several: true,
    quantity_max: 3,
    ..FAMILY
};

const POWER_BANK: Family = Family {
    key: "power-bank",
    category: "Electronics > Power > Power banks",
    title: words(
        "{brand} {model} power bank, {capacity} mAh, {variant}",
        "بطارية متنقلة {brand} {model} بسعة {capacity} مللي أمبير باللون {variant}",
        "پاوربانک {brand} {model} ظرفیت {capacity} میلی‌آمپرساعت رنگ {variant}",
        "Baterie externă {brand} {model}, {capacity} mAh, culoare {variant}",
    ),
    description: words(
        "Charges a phone on the way, with room for {capacity} mAh.",
        "تشحن الهاتف أثناء التنقل بسعة {capacity} مللي أمبير.",
        "گوشی را در راه با ظرفیت {capacity} میلی‌آمپرساعت شارژ می‌کند.",
        "Încarcă telefonul pe drum, cu o capacitate de {capacity} mAh.",
    ),
    models: &[
        model("Voltano", "Go 5", 19_99, &[Number("capacity", 5000.0, "mAh")]),
        model("Voltano", "Go 10", 29_99, &[Number("capacity", 10000.0, "mAh")]),
        model("Voltano", "Go 20", 44_99, &[Number("capacity", 20000.0, "mAh")]).life(Life::Rising),
    ],
    variants: &[BLACK, WHITE],
    margin_percent: 40,
    weight: 1.8,
    ladder: true,
    attach: &[attach("usb-cable", 0.22)],
    ..FAMILY
};

const EARBUDS: Family = Family {
    key: "earbuds",
    category: "Electronics > Audio > Earbuds",
    title: words(
        "{brand} {model} wireless earbuds, {variant}",
        "سماعات أذن لاسلكية {brand} {model} باللون {variant}",
        "ایرباد بی‌سیم {brand} {model} رنگ {variant}",
        "Căști intraauriculare fără fir {brand} {model}, culoare {variant}",
    ),
    description: words(
        "Light earbuds that play for {playtime} hours with their charging case.",
        "سماعات خفيفة تعمل {playtime} ساعة مع علبة الشحن.",
        "ایرباد سبک با {playtime} ساعت پخش همراه با کیس شارژ.",
        "Căști ușoare care cântă {playtime} de ore împreună cu cutia de încărcare.",
    ),
    models: &[
        model("Sonavo", "Bud", 29_99, &[Number("playtime", 20.0, "h")]),
        model("Sonavo", "Bud Plus", 59_99, &[Number("playtime", 28.0, "h"), Has("noise_cancelling")]),
        model("Sonavo", "Bud Pro", 119_99, &[
            Number("playtime", 36.0, "h"), Has("noise_cancelling"), Has("wireless_charging"),
        ]),
    ],
    variants: &[BLACK, WHITE],
    margin_percent: 38,
    weight: 3.0,
    ladder: true,
    ..FAMILY
};

const WATCH: Family = Family {
    key: "watch",
    category: "Electronics > Wearables > Smartwatches",
    title: words(
        "{brand} {model} smartwatch, {variant}",
        "ساعة ذكية {brand} {model} باللون {variant}",
        "ساعت هوشمند {brand} {model} رنگ {variant}",
        "Ceas inteligent {brand} {model}, culoare {variant}",
    ),
    description: words(
        "Counts steps, measures the pulse and runs {battery_life} days on one charge.",
        "تحسب الخطوات وتقيس النبض وتعمل {battery_life} أيام بشحنة واحدة.",
        "قدم‌ها را می‌شمارد، ضربان را می‌سنجد و با هر شارژ {battery_life} روز کار می‌کند.",
        "Numără pașii, măsoară pulsul și merge {battery_life} zile cu o încărcare.",
    ),
    models: &[
        model("Orvexa", "Pulse", 79_99, &[Number("battery_life", 5.0, "days")]),
        model("Orvexa", "Pulse GPS", 149_99, &[Number("battery_life", 7.0, "days"), Has("gps")]),
        model("Orvexa", "Pulse Sport", 249_99, &[Number("battery_life", 10.0, "days"), Has("gps"), Has("ecg")]),
    ],
    variants: &[BLACK, GREEN],
    margin_percent: 28,
    weight: 2.0,
    ladder: true,
    ..FAMILY
};
