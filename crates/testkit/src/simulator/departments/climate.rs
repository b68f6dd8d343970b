//! Climate: fans in summer, heaters in winter, air purifiers and their filters.

use crate::simulator::family::{
    BLACK, Department, FAMILY, Fact::*, Family, Fit, Life, Season, WHITE, attach, model, words,
};

pub(in crate::simulator) const DEPARTMENT: Department = Department {
    families: &[FAN, HEATER, PURIFIER, PURIFIER_FILTER],
};

const FAN: Family = Family {
    key: "fan",
    category: "Home > Climate > Fans",
    title: words(
        "{brand} {model} fan, {power} W, {variant}",
        "مروحة {brand} {model} بقدرة {power} واط باللون {variant}",
        "پنکهٔ {brand} {model} با توان {power} وات رنگ {variant}",
        "Ventilator {brand} {model}, {power} W, culoare {variant}",
    ),
    description: words(
        "Moves the air through warm nights with only {power} watts.",
        "تحرك الهواء في الليالي الحارة بقدرة {power} واط فقط.",
        "هوای شب‌های گرم را تنها با {power} وات به جریان می‌اندازد.",
        "Pune aerul în mișcare în nopțile calde, cu numai {power} W.",
    ),
    models: &[
        model("Aerivo", "Desk", 24_99, &[Number("power", 30.0, "W")]),
        model("Aerivo", "Stand", 44_99, &[Number("power", 50.0, "W"), Has("oscillating")]),
        model("Aerivo", "Tower", 79_99, &[Number("power", 45.0, "W"), Has("oscillating"), Has("remote_control")]),
    ],
    variants: &[WHITE, BLACK],
    margin_percent: 32,
    weight: 1.2,
    ladder: true,
    season: Some(Season { months: &[6, 7, 8], factor: 5.0 }),
    ..FAMILY
};

const HEATER: Family = Family {
    key: "heater",
    category: "Home > Climate > Heaters",
    title: words(
        "{brand} {model} electric heater, {power} W",
        "مدفأة كهربائية {brand} {model} بقدرة {power} واط",
        "بخاری برقی {brand} {model} با توان {power} وات",
        "Radiator electric {brand} {model}, {power} W",
    ),
    description: words(
        "Warms a room with {power} watts and switches off when it tips over.",
        "تدفئ الغرفة بقدرة {power} واط وتنطفئ عند السقوط.",
        "اتاق را با {power} وات گرم می‌کند و هنگام افتادن خاموش می‌شود.",
        "Încălzește o cameră cu {power} W și se oprește dacă se răstoarnă.",
    ),
    models: &[
        model("Aerivo", "Warm", 34_99, &[Number("power", 1200.0, "W")]),
        model("Aerivo", "Warm Plus", 59_99, &[Number("power", 1800.0, "W"), Has("thermostat")]),
        model("Aerivo", "Warm Oil", 89_99, &[Number("power", 2500.0, "W"), Has("thermostat"), Has("timer")]),
    ],
    margin_percent: 30,
    weight: 1.2,
    ladder: true,
    season: Some(Season { months: &[11, 12, 1, 2], factor: 4.0 }),
    ..FAMILY
};

const PURIFIER: Family = Family {
    key: "purifier",
    category: "Home > Climate > Air purifiers",
    title: words(
        "{brand} {model} air purifier for {area} m²",
        "جهاز تنقية الهواء {brand} {model} لمساحة {area} م²",
        "دستگاه تصفیهٔ هوای {brand} {model} برای {area} متر مربع",
        "Purificator de aer {brand} {model}, pentru {area} m²",
    ),
    description: words(
        "Takes dust and pollen out of the air of rooms up to {area} m².",
        "ينقي هواء الغرف حتى {area} م² من الغبار وحبوب اللقاح.",
        "گرد و غبار و گرده را از هوای اتاق تا {area} متر مربع می‌گیرد.",
        "Elimină praful și polenul din aerul camerelor de până la {area} m².",
    ),
    models: &[
        model("Aerivo", "Pure 20", 89_99, &[Number("area", 20.0, "m²"), Text("filter", "AF-20")]),
        model("Aerivo", "Pure 40", 159_99, &[Number("area", 40.0, "m²"), Text("filter", "AF-40")]),
        model("Aerivo", "Pure 70", 269_99, &[Number("area", 70.0, "m²"), Text("filter", "AF-40"), Has("air_sensor")])
            .life(Life::Rising),
    ],
    margin_percent: 25,
    weight: 1.0,
    ladder: true,
    attach: &[attach("purifier-filter", 0.4)],
    ..FAMILY
};

const PURIFIER_FILTER: Family = Family {
    key: "purifier-filter",
    category: "Home > Climate > Air filters",
    title: words(
        "{brand} {model} replacement air filter",
        "فلتر هواء بديل {brand} {model}",
        "فیلتر هوای یدکی {brand} {model}",
        "Filtru de aer de schimb {brand} {model}",
    ),
    description: words(
        "A fine filter that is changed every four months.",
        "فلتر دقيق يُستبدل كل أربعة أشهر.",
        "فیلتری ریزبافت که هر چهار ماه عوض می‌شود.",
        "Un filtru fin, care se schimbă la patru luni.",
    ),
    models: &[
        model("Aerivo", "AF-20", 19_99, &[]).fits(&[Fit::Attribute("filter", "AF-20")]),
        model("Aerivo", "AF-40", 29_99, &[]).fits(&[Fit::Attribute("filter", "AF-40")]),
    ],
    margin_percent: 50,
    weight: 1.0,
    repurchase_days: Some(120),
    ..FAMILY
};
