//! What shops call their columns, per kind of file, in English, Romanian, Arabic and Persian.
//!
//! Names are compared by their letters and digits alone, so `Order ID`, `order_id` and `OrderId` are one name.

use super::Field;
use crate::RecordKind;

/// A field of a kind of file and what it is called.
pub(crate) struct FieldNames {
    pub field: Field,
    pub required: bool,
    /// Names by their letters and digits, the surest first, separated by spaces.
    names: &'static str,
}

impl FieldNames {
    /// The names, normalised as those of a file are, the surest first.
    pub fn normalised(&self) -> impl Iterator<Item = String> {
        self.names.split_whitespace().map(normalised)
    }
}

const fn needed(field: Field, names: &'static str) -> FieldNames {
    FieldNames {
        field,
        required: true,
        names,
    }
}

const fn optional(field: Field, names: &'static str) -> FieldNames {
    FieldNames {
        field,
        required: false,
        names,
    }
}

const PRODUCT: &str = "productid sku productsku variantsku itemid itemsku stockcode productcode itemcode articleid \
     articlenumber artikelnummer productkey itemnumber asin ean barcode codprodus idprodus \
     رمزالمنتج معرفالمنتج كودالمنتج کدمحصول شناسهمحصول کدکالا شناسهکالا product item article \
     produs المنتج محصول کالا artikelnr produktnummer produktid artikel produkt";
const TITLE: &str = "title producttitle productname name itemname itemtitle lineitemname description \
     productdescription denumire numeprodus titlu اسمالمنتج عنوانالمنتج الاسم العنوان نام نامکالا \
     ناممحصول عنوان bezeichnung artikelbezeichnung artikelname produktname titel";
const CUSTOMER: &str = "customerid customer customerkey customercode customernumber clientid client userid user \
     buyerid memberid idclient codclient رقمالعميل معرفالعميل العميل شناسهمشتری کدمشتری مشتری \
     kundennummer kundennr kundenid kunde";
const ORDER: &str = "orderid ordernumber orderno order invoiceno invoicenumber invoiceid invoice transactionid \
     basketid receiptid receiptno receiptnumber ordername orderreference incrementid idcomanda \
     numarcomanda nrcomanda comanda factura رقمالطلب معرفالطلب الطلب رقمالفاتورة شمارهسفارش \
     شناسهسفارش کدسفارش سفارش شمارهفاکتور bestellnummer bestellnr bestellid auftragsnummer \
     rechnungsnummer belegnummer";
const VISITOR: &str = "visitorid visitor anonymousid userpseudoid clientid cookieid deviceid fullvisitorid";
const CURRENCY: &str = "currency currencycode moneda valuta العملة واحدپول ارز währung waehrung";
const QUANTITY: &str = "quantity qty lineitemquantity qtyordered units count amountofitems cantitate buc الكمية كمية \
     تعداد مقدار menge anzahl";

const ORDERS: &[FieldNames] = &[
    needed(Field::OrderId, ORDER),
    needed(Field::ProductId, PRODUCT),
    needed(
        Field::PlacedAt,
        "placedat orderdate invoicedate createdat orderedat purchasedat purchasedate date datetime \
     timestamp transactiondate time datacomanda datacomenzii data تاريخالطلب التاريخ تاريخ \
     تاریخسفارش تاریخ bestelldatum auftragsdatum rechnungsdatum datum",
    ),
    optional(Field::Quantity, QUANTITY),
    optional(
        Field::UnitPrice,
        "unitprice price itemprice lineitemprice productprice saleprice pretunitar pret سعرالوحدة \
     السعر سعر قیمتواحد قیمت einzelpreis stückpreis preis",
    ),
    optional(Field::Title, TITLE),
    optional(Field::CustomerId, CUSTOMER),
    optional(Field::VisitorId, VISITOR),
    optional(Field::Currency, CURRENCY),
    optional(
        Field::RefundOf,
        "refundof originalorderid originalinvoice creditof parentorderid",
    ),
];

const PRODUCTS: &[FieldNames] = &[
    needed(
        Field::ProductId,
        "productid sku productsku variantsku id itemid itemsku stockcode productcode itemcode \
     articleid articlenumber artikelnummer productkey itemnumber asin code ean codprodus idprodus \
     cod رمزالمنتج معرفالمنتج كودالمنتج رمز کدمحصول شناسهمحصول کدکالا شناسهکالا شناسه کد \
     artikelnr produktnummer produktid",
    ),
    optional(
        Field::Title,
        "title producttitle productname name itemname itemtitle titles denumire numeprodus titlu nume \
     اسمالمنتج عنوانالمنتج الاسم العنوان اسم نام نامکالا ناممحصول عنوان bezeichnung \
     artikelbezeichnung artikelname produktname titel",
    ),
    optional(
        Field::Description,
        "description productdescription bodyhtml longdescription discription descriere الوصف وصف \
     توضیحات شرح beschreibung",
    ),
    optional(
        Field::Category,
        "category categories categorypath productcategory producttype type department category1 \
     categorie الفئة التصنيف القسم دستهبندی دسته kategorie warengruppe",
    ),
    optional(
        Field::Subcategory,
        "subcategory subcategoryname category2 subcategorie زیردسته",
    ),
    optional(
        Field::Brand,
        "brand brandname vendor manufacturer marca brandul العلامةالتجارية الماركة برند \
     marke hersteller",
    ),
    optional(
        Field::Price,
        "price unitprice saleprice currentprice priceafterdiscount variantprice sellingprice pret \
     السعر سعر قیمت preis verkaufspreis",
    ),
    optional(
        Field::ListPrice,
        "listprice compareatprice regularprice pricebeforediscount originalprice msrp msrpprice rrp \
     oldprice pretlista pretvechi السعرالأصلي السعرقبلالخصم قیمتاصلی قیمتقبل",
    ),
    optional(
        Field::UnitCost,
        "unitcost cost costperitem costprice purchaseprice cogs einkaufspreis costunitar التكلفة بهایتمامشده \
     قیمتخرید",
    ),
    optional(
        Field::Stock,
        "stock stockquantity inventory inventoryquantity qty quantity available stoc المخزون موجودی \
     bestand lagerbestand",
    ),
    optional(
        Field::Group,
        "group groupid itemgroupid productgroup parentsku parentid parent handle",
    ),
    optional(Field::Tags, "tags labels keywords etichete الوسوم برچسبها برچسب"),
    optional(
        Field::ImageUrl,
        "imageurl image imagelink imagesrc picture baseimage imagine الصورة تصویر",
    ),
    optional(
        Field::PageUrl,
        "pageurl url link producturl permalink الرابط لینک",
    ),
    optional(
        Field::Active,
        "active isactive published status enabled productonline activ نشط فعال",
    ),
    optional(
        Field::LaunchedAt,
        "launchedat launchdate availabledate availablefrom newfromdate releasedate",
    ),
    optional(
        Field::PriceValidUntil,
        "pricevaliduntil salepriceeffectivedate specialpricetodate specialtodate datesalepriceends",
    ),
    optional(Field::ProductKind, "kind productkind"),
    optional(Field::Currency, CURRENCY),
    optional(Field::Attributes, "attributes"),
    optional(Field::Variant, "variant"),
    optional(Field::Fits, "fits"),
    optional(
        Field::Regions,
        "regions countries shipsto soldin deliversto availablein regiuni tari البلدان الدول کشورها",
    ),
];

const CUSTOMERS: &[FieldNames] = &[
    needed(
        Field::CustomerId,
        "customerid customerkey customercode customernumber clientid userid id customer idclient \
     codclient رقمالعميل معرفالعميل شناسهمشتری کدمشتری شناسه",
    ),
    optional(
        Field::Locale,
        "locale language lang preferredlanguage limba اللغة زبان",
    ),
    optional(
        Field::Region,
        "region country countrycode state tara regiune judet البلد الدولة کشور استان",
    ),
    optional(
        Field::Since,
        "since customersince createdat registeredat registrationdate signupdate joindate clientdin",
    ),
    optional(Field::Tags, "tags labels segment segments group etichete"),
    optional(
        Field::Consent,
        "consent acceptsmarketing acceptsemailmarketing marketingconsent personalization acord",
    ),
];

const EVENTS: &[FieldNames] = &[
    needed(
        Field::EventKind,
        "event eventname eventtype eventkind action activity eveniment الحدث رویداد",
    ),
    needed(
        Field::At,
        "at timestamp eventtime eventtimestamp time datetime occurredat createdat date eventdate \
     الوقت زمان",
    ),
    optional(Field::VisitorId, VISITOR),
    optional(
        Field::CustomerId,
        "customerid userid user memberid accountid customer",
    ),
    optional(
        Field::SessionId,
        "sessionid session gasessionid visitid usersession",
    ),
    optional(Field::EventId, "eventid id messageid uuid"),
    optional(Field::ProductId, PRODUCT),
    optional(Field::Items, "items"),
    optional(Field::Quantity, "quantity qty"),
    optional(Field::Placement, "placement page pagetype location"),
    optional(Field::DecisionId, "decisionid"),
    optional(Field::OrderId, ORDER),
    optional(Field::Score, "score npsscore nps satisfaction"),
    optional(Field::Traffic, "traffic traffictype"),
];

const LINKS: &[FieldNames] = &[
    needed(
        Field::ProductId,
        "sku productid fromproductid fromsku from product productsku source",
    ),
    needed(
        Field::LinkedProductId,
        "linkedsku linkedproductid linkedproductsku toproductid tosku to relatedsku relatedproductid \
     target crosssellids upsellids",
    ),
    optional(Field::LinkKind, "linkkind linktype kind type relation"),
    optional(Field::Position, "position rank order sortorder"),
];

const REVIEWS: &[FieldNames] = &[
    needed(Field::ProductId, PRODUCT),
    optional(
        Field::ReviewText,
        "review reviewtext reviewbody reviewcontent reviewdetail text body detail comment content \
     recenzie comentariu المراجعة التعليق مراجعة تعليق نظر دیدگاه متن",
    ),
    optional(
        Field::Rating,
        "rating ratingvalue stars score reviewrating reviewscore overall nota stele التقييم تقييم امتیاز ستاره",
    ),
    optional(
        Field::Title,
        "title reviewtitle summary headline heading subject titlu العنوان عنوان",
    ),
    optional(Field::ReviewId, "reviewid id"),
    optional(Field::CustomerId, CUSTOMER),
    optional(
        Field::ReviewedAt,
        "reviewedat reviewdate reviewtime date createdat submittedat publishedat datetime timestamp data \
     التاريخ تاريخ تاریخ",
    ),
    optional(
        Field::Locale,
        "locale language lang reviewlanguage limba اللغة زبان",
    ),
];

/// The fields of a kind of file.
pub(crate) fn fields_of(kind: RecordKind) -> &'static [FieldNames] {
    match kind {
        RecordKind::Products => PRODUCTS,
        RecordKind::Orders => ORDERS,
        RecordKind::Customers => CUSTOMERS,
        RecordKind::Events => EVENTS,
        RecordKind::Links => LINKS,
        RecordKind::Reviews => REVIEWS,
    }
}

/// A column name by its letters and digits alone: lower case, Romanian letters without marks, Arabic yeh and kaf in
/// one form, vowel signs away.
pub(crate) fn normalised(name: &str) -> String {
    name.chars()
        .flat_map(char::to_lowercase)
        .filter_map(folded)
        .collect()
}

fn folded(character: char) -> Option<char> {
    match character {
        'ă' | 'â' => Some('a'),
        'î' => Some('i'),
        'ș' | 'ş' => Some('s'),
        'ț' | 'ţ' => Some('t'),
        'ي' | 'ى' => Some('ی'),
        'ك' => Some('ک'),
        'أ' | 'إ' | 'آ' => Some('ا'),
        '\u{064B}'..='\u{0652}' | '\u{0640}' => None,
        other => other.is_alphanumeric().then_some(other),
    }
}
