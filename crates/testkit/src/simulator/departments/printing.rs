//! Printing: printers, their ink, and paper.

use crate::simulator::family::{
    Department, FAMILY, Fact::*, Family, Fit, Life, attach, model, words,
};

pub(in crate::simulator) const DEPARTMENT: Department = Department { families: &[PRINTER, INK, PAPER] };

const PRINTER: Family = Family {
    key: "printer",
    category: "Computers > Printing > Printers",
    title: words(
        "{brand} {model} inkjet printer",
        "طابعة نافثة للحبر {brand} {model}",
        "چاپگر جوهرافشان {brand} {model}",
        "Imprimantă cu jet de cerneală {brand} {model}",
    ),
    description: words(
        "Prints {speed} pages a minute and uses ink of type {ink}.",
        "تطبع {speed} صفحة في الدقيقة وتستخدم حبرًا من النوع {ink}.",
        "در دقیقه {speed} صفحه چاپ می‌کند و با جوهر {ink} کار می‌کند.",
        "Tipărește {speed} pagini pe minut și folosește cerneală de tip {ink}.",
    ),
    models: &[
        model("Printelo", "Home", 69_99, &[Number("speed", 12.0, "ppm"), Text("ink", "P21")]),
        model("Printelo", "Home Scan", 99_99, &[Number("speed", 15.0, "ppm"), Text("ink", "P21"), Has("scanner")]),
        model("Printelo", "Office", 159_99, &[
            Number("speed", 16.0, "ppm"), Text("ink", "P45"), Has("scanner"), Has("double_sided"),
        ]),
        model("Printelo", "Office Max", 249_99, &[
            Number("speed", 18.0, "ppm"), Text("ink", "P45"), Has("scanner"), Has("double_sided"), Has("fax"),
        ]),
        model("Inkwell", "Studio", 189_99, &[Number("speed", 11.0, "ppm"), Text("ink", "W9"), Has("photo")]),
    ],
    margin_percent: 13,
    weight: 2.0,
    ladder: true,
    attach: &[attach("ink", 0.48), attach("paper", 0.4), attach("usb-cable", 0.08)],
    ..FAMILY
};

const INK: Family = Family {
    key: "ink",
    category: "Computers > Printing > Ink cartridges",
    title: words(
        "{brand} {model} ink cartridge, {kind}",
        "خرطوشة حبر {brand} {model}، {kind}",
        "کارتریج جوهر {brand} {model}، {kind}",
        "Cartuș de cerneală {brand} {model}, {kind}",
    ),
    description: words(
        "Original ink that lasts for about {yield} pages.",
        "حبر أصلي يكفي لنحو {yield} صفحة.",
        "جوهر اصلی برای حدود {yield} صفحه.",
        "Cerneală originală pentru circa {yield} de pagini.",
    ),
    models: &[
        model("Printelo", "P21 K", 16_99, &[Said("kind", INK_BLACK), Number("yield", 240.0, "pages")])
            .fits(&[Fit::Attribute("ink", "P21")]),
        model("Printelo", "P21 CMY", 19_99, &[Said("kind", INK_COLOUR), Number("yield", 180.0, "pages")])
            .fits(&[Fit::Attribute("ink", "P21")]),
        model("Printelo", "P45 K", 24_99, &[Said("kind", INK_BLACK), Number("yield", 600.0, "pages")])
            .fits(&[Fit::Attribute("ink", "P45")]),
        model("Printelo", "P45 CMY", 32_99, &[Said("kind", INK_COLOUR), Number("yield", 450.0, "pages")])
            .fits(&[Fit::Attribute("ink", "P45")]),
        model("Inkwell", "W9 K", 21_99, &[Said("kind", INK_BLACK), Number("yield", 400.0, "pages")])
            .fits(&[Fit::Attribute("ink", "W9")]),
        model("Inkwell", "W9 CMY", 29_99, &[Said("kind", INK_COLOUR), Number("yield", 320.0, "pages")])
            .fits(&[Fit::Attribute("ink", "W9")]),
    ],
    margin_percent: 36,
    weight: 3.0,
    several: true,
    repurchase_days: Some(60),
    quantity_max: 2,
    ..FAMILY
};

const INK_BLACK: crate::simulator::family::Words = words("black", "أسود", "مشکی", "negru");
const INK_COLOUR: crate::simulator::family::Words = words("three colours", "ثلاثة ألوان", "سه رنگ", "trei culori");

const PAPER: Family = Family {
    key: "paper",
    category: "Computers > Printing > Paper",
    title: words(
        "{brand} {model} A4 paper, {weight} g/m², {sheets} sheets",
        "ورق A4 من {brand} {model} بوزن {weight} غ/م²، عدد الأوراق {sheets}",
        "کاغذ A4 مدل {brand} {model} {weight} گرمی، {sheets} برگ",
        "Hârtie A4 {brand} {model}, {weight} g/m², {sheets} de coli",
    ),
    description: words(
        "Bright paper of {weight} g/m² that does not jam.",
        "ورق ناصع بوزن {weight} غ/م² لا يعلق في الطابعة.",
        "کاغذ سفید {weight} گرمی که در چاپگر گیر نمی‌کند.",
        "Hârtie albă de {weight} g/m², care nu se blochează în imprimantă.",
    ),
    models: &[
        model("Folium", "Everyday", 5_99, &[Number("weight", 80.0, "g/m²"), Number("sheets", 500.0, "")]),
        model("Folium", "Everyday Box", 26_99, &[Number("weight", 80.0, "g/m²"), Number("sheets", 2500.0, "")]),
        model("Folium", "Letter", 9_99, &[Number("weight", 100.0, "g/m²"), Number("sheets", 500.0, "")]),
        model("Folium", "Photo", 14_99, &[Number("weight", 240.0, "g/m²"), Number("sheets", 50.0, "")])
            .life(Life::New(300)),
    ],
    margin_percent: 34,
    weight: 2.0,
    several: true,
    repurchase_days: Some(45),
    quantity_max: 3,
    ..FAMILY
};
