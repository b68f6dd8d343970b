//! Storage: boxes, shelves, drawer organisers.

use crate::simulator::family::{
    BLACK, Department, FAMILY, Fact::*, Family, GREY, WHITE, attach, model, words,
};

pub(in crate::simulator) const DEPARTMENT: Department = Department { families: &[BOX, SHELF, ORGANISER] };

const BOX: Family = Family {
    key: "box",
    category: "Home > Storage > Boxes",
    title: words(
        "{brand} {model} storage box, {volume} l, {variant}",
        "صندوق تخزين {brand} {model} سعة {volume} لتر باللون {variant}",
        "جعبهٔ نگهداری {brand} {model} ظرفیت {volume} لیتر رنگ {variant}",
        "Cutie de depozitare {brand} {model}, {volume} l, culoare {variant}",
    ),
    description: words(
        "A stackable box with a lid for {volume} litres of anything.",
        "صندوق قابل للتكديس بغطاء وسعة {volume} لتر.",
        "جعبه‌ای دردار و روی‌هم‌چین با ظرفیت {volume} لیتر.",
        "O cutie cu capac, care se stivuiește, de {volume} l.",
    ),
    models: &[
        model("Ordena", "Stack 10", 6_99, &[Number("volume", 10.0, "l")]),
        model("Ordena", "Stack 25", 10_99, &[Number("volume", 25.0, "l")]),
        model("Ordena", "Stack 45", 15_99, &[Number("volume", 45.0, "l")]),
        model("Ordena", "Stack 60", 19_99, &[Number("volume", 60.0, "l")]),
    ],
    variants: &[GREY, WHITE],
    margin_percent: 44,
    weight: 1.4,
    several: true,
    quantity_max: 4,
    ..FAMILY
};

const SHELF: Family = Family {
    key: "shelf",
    category: "Home > Storage > Shelves",
    title: words(
        "{brand} {model} shelf, {boards} boards, {variant}",
        "رف تخزين {brand} {model}، عدد الألواح {boards}، باللون {variant}",
        "قفسهٔ {brand} {model} با {boards} طبقه رنگ {variant}",
        "Raft {brand} {model}, {boards} polițe, culoare {variant}",
    ),
    description: words(
        "Stands without tools and carries {load} kg a board.",
        "يُركب من دون أدوات ويتحمل كل لوح {load} كغ.",
        "بدون ابزار سر هم می‌شود و هر طبقه {load} کیلوگرم را تحمل می‌کند.",
        "Se montează fără scule și ține {load} kg pe poliță.",
    ),
    models: &[
        model("Ordena", "Rack 3", 29_99, &[Number("boards", 3.0, ""), Number("load", 30.0, "kg")]),
        model("Ordena", "Rack 4", 44_99, &[Number("boards", 4.0, ""), Number("load", 50.0, "kg")]),
        model("Ordena", "Rack 5", 69_99, &[Number("boards", 5.0, ""), Number("load", 90.0, "kg")]),
    ],
    variants: &[BLACK, WHITE],
    margin_percent: 38,
    weight: 0.9,
    ladder: true,
    attach: &[attach("box", 0.46)],
    ..FAMILY
};

const ORGANISER: Family = Family {
    key: "organiser",
    category: "Home > Storage > Organisers",
    title: words(
        "{brand} {model} drawer organiser, {compartments} compartments",
        "منظم أدراج {brand} {model}، عدد الأقسام {compartments}",
        "نظم‌دهندهٔ کشوی {brand} {model} با {compartments} خانه",
        "Organizator de sertar {brand} {model}, {compartments} compartimente",
    ),
    description: words(
        "Brings order into drawers, for cutlery, socks or cables.",
        "يرتب الأدراج لأدوات المائدة أو الجوارب أو الكابلات.",
        "کشوها را مرتب می‌کند؛ برای قاشق و چنگال، جوراب یا کابل.",
        "Face ordine în sertare, pentru tacâmuri, șosete sau cabluri.",
    ),
    models: &[
        model("Ordena", "Tray 5", 9_99, &[Number("compartments", 5.0, "")]),
        model("Ordena", "Tray 12", 14_99, &[Number("compartments", 12.0, "")]),
    ],
    margin_percent: 53,
    weight: 0.6,
    quantity_max: 3,
    ..FAMILY
};
