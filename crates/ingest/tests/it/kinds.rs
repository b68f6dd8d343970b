//! Products, customers, events, reviews and links.

use ingest::Options;

use crate::check::{check, euros};

#[test]
fn products_of_csv() {
    check(
        "products.csv",
        "sku,name,title_ar,title[ro],price,compare_at_price,cost per item,stock,category,subcategory,brand,tags,active,attributes.colour,variant.size,parent_sku\n\
         A,Kettle,غلاية,Fierbător,20.00,25.00,11,5,Home > Kitchen,Kettles,Acme,\"hot, new\",yes,red,L,K\n\
         B,<b>Mug</b> &amp; spoon,,,5,4,,untracked,Home/Kitchen,,,,no,,,\n\
         C,Cup,,,-5,,,,,,,,,,,\n\
         D,Cup,,,5,,,many,,,,,,,,\n\
         E,Cup,,,5,,,,,,,,perhaps,,,\n",
        &euros(),
        "product A [ar:غلاية; en:Kettle; ro:Fierbător] 20.00 EUR stock 5 list=25.00 cost=11.00 \
         category=Home > Kitchen > Kettles group=K brand=Acme variant=size:L attributes=colour:Text(\"red\") tags=hot,new
         product B [en:Mug & spoon] 5.00 EUR stock ∞ category=Home > Kitchen inactive
         rejected 4 price: a price must not be negative
         rejected 5 stock: 'many' is not a whole number
         rejected 6 active: 'perhaps' is neither yes nor no",
    );
}

#[test]
fn the_end_of_a_reduction_is_a_moment_a_day_or_the_end_of_an_interval() {
    let row = |id: &str, end: &str| format!("{id},{id},4,5,{end}\n");
    let header = "sku,name,price,list_price,sale_price_effective_date\n";
    let rows = [
        row("A", "2026-03-08T20:00:00Z"),
        row("B", "2026-03-08"),
        row("C", "2026-03-01T13:00:00Z/2026-03-08T20:00:00Z"),
        row("D", "2026/03/08"),
        row("E", ""),
        row("F", "soon"),
    ];
    check(
        "products.csv",
        header.to_owned() + &rows.concat(),
        &euros(),
        "product A [en:A] 4.00 EUR stock ? list=5.00 until=2026-03-08T20:00:00.000Z
         product B [en:B] 4.00 EUR stock ? list=5.00 until=2026-03-08T23:59:59.000Z
         product C [en:C] 4.00 EUR stock ? list=5.00 until=2026-03-08T20:00:00.000Z
         product D [en:D] 4.00 EUR stock ? list=5.00 until=2026-03-08T23:59:59.000Z
         product E [en:E] 4.00 EUR stock ? list=5.00
         rejected 7 sale_price_effective_date: 'soon' is not a date such as 2024-12-25 or 2024-12-25 18:30:00; another form \
         can be told with --date-format",
    );
}

#[test]
fn regions_are_codes_however_they_are_parted() {
    check(
        "products.csv",
        "sku,name,price,ships to\n\
         A,A,4,ro DE\nB,B,4,\"RO, MD\"\nC,C,4,\nD,D,4,Romania\n",
        &euros(),
        "product A [en:A] 4.00 EUR stock ? regions=DE,RO
         product B [en:B] 4.00 EUR stock ? regions=MD,RO
         product C [en:C] 4.00 EUR stock ?
         rejected 5 ships to: 'Romania' is no two-letter country code of ISO 3166-1; write for example RO, DE, AE or IR",
    );
}

#[test]
fn products_of_json_lines() {
    let lines = [
        r#"{"id":"A","title":{"en":"Arm","fa":"پایه"},"price":19.9,"currency":"USD","stock":3,"category":["Home","TV > Video"],"attributes":{"vesa":{"value":200,"unit":"mm"},"steel":true},"tags":["new"]}"#,
        r#"{"id":"B","title":"Plan","price":"12.50","currency":"JPY","stock":"untracked","kind":"warranty","fits":[{"product":"A"},{"category":["Home","TV"]},{"attribute":{"name":"vesa","value":"200"}},{"group":"G"}]}"#,
        r#"{"id":"C","title":"Odd","kind":"thing"}"#,
        r#"{"id":"D","title":"Odd","fits":[{"planet":"Mars"}]}"#,
        r#"{"id":"E","title":{"??":"Odd"}}"#,
        r#"{"id":"F","title":"Odd","page_url":"javascript:alert(1)"}"#,
        r#"{"id":"G","title":"Odd","price":1,"currency":"XYZ"}"#,
        r#"{"id":"H","title":"Free","variant":{"size":"M"},"group":"T","active":false}"#,
    ];
    check(
        "products.jsonl",
        lines.join("\n"),
        &Options::default(),
        "product A [en:Arm; fa:پایه] 19.90 USD stock 3 category=Home > TV > Video \
         attributes=steel:Flag(true),vesa:Number(200.0)mm tags=new
         product B [en:Plan] 13 JPY stock ∞ fits=Product(ProductId(\"A\")),Category(Category([\"Home\", \"TV\"])),\
         Attribute { name: \"vesa\", value: \"200\" },Group(\"G\") kind=warranty
         product H [en:Free] - stock ? group=T variant=size:M inactive
         rejected 3 kind: 'thing' is no kind of product; use one of: good, service, subscription, warranty, gift_card
         rejected 4 fits: it must be a list such as [{\"product\": \"P1\"}, {\"category\": \"Phones\"}]
         rejected 5 title: '??' is not a language tag such as en, ar, fa or ro
         rejected 6 page_url: the address must begin with https:// or http://, or be a path
         rejected 7 currency: 'XYZ' is not an ISO 4217 currency code; write for example EUR, USD, RON, AED or IRR",
    );
}

#[test]
fn shopify_products_in_the_older_header_set() {
    check(
        "export.csv",
        "Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Image Src,Gift Card,Status,Cost per item\n\
         shirt,Shirt,<p>Soft</p>,Acme,Tops,\"men, new\",true,Size,S,Color,Blue,,shopify,3,deny,20,25,https://x/1.jpg,false,active,8\n\
         shirt,,,,,,,,M,,Blue,SH-M,shopify,-2,deny,21,,https://x/2.jpg,,,\n\
         shirt,,,,,,,,,,,,,,,,,https://x/3.jpg,,,\n\
         shirt,,,,,,,,L,,Blue,,shopify,0,continue,22,,,,,\n\
         card,Gift,,Acme,,,true,Title,Default Title,,,,,,deny,50,,,true,draft,\n\
         odd,Odd,,,,,maybe,Title,Default Title,,,,,,deny,5,,,false,active,\n\
         odd,,,,,,,,Other,,,,,,deny,5,,,,,\n",
        &euros(),
        "product shirt#S/Blue [en:Shirt] 20.00 EUR stock 3 list=25.00 cost=8.00 category=Tops group=shirt brand=Acme \
         variant=Color:Blue,Size:S tags=men,new description=Soft
         product SH-M [en:Shirt] 21.00 EUR stock 0 category=Tops group=shirt brand=Acme \
         variant=Color:Blue,Size:M tags=men,new description=Soft
         product shirt#L/Blue [en:Shirt] 22.00 EUR stock ∞ category=Tops group=shirt brand=Acme \
         variant=Color:Blue,Size:L tags=men,new description=Soft
         product card [en:Gift] 50.00 EUR stock ∞ group=card brand=Acme kind=gift_card inactive
         rejected 7 Published: 'maybe' is neither yes nor no
         rejected 8 Handle: the first row of this product was rejected",
    );
}

#[test]
fn shopify_products_in_the_newer_header_set() {
    check(
        "export.csv",
        "Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,Barcode,Option1 name,Option1 value,Option1 Linked To,Price,Compare-at price,Cost per item,Inventory tracker,Inventory quantity,Continue selling when out of stock,Product image URL,Variant image URL,Gift card\n\
         Red Cap,red-cap,A cap,Nike,Apparel > Hats,Caps,,true,active,CAP-1,111,Size,One,,499,599,,shopify,20,DENY,https://x/1.jpg,,FALSE\n\
         ,red-cap,,,,,,,,CAP-2,,,Two,,499,,200,shopify,0,TRUE,,,\n",
        &euros(),
        "product CAP-1 [en:Red Cap] 499.00 EUR stock 20 list=599.00 category=Apparel > Hats > Caps group=red-cap brand=Nike \
         variant=Size:One description=A cap
         product CAP-2 [en:Red Cap] 499.00 EUR stock ∞ cost=200.00 category=Apparel > Hats > Caps group=red-cap brand=Nike \
         variant=Size:Two description=A cap",
    );
}

#[test]
fn customers() {
    check(
        "customers.csv",
        "customer_id,language,country,customer_since,tags,accepts_marketing\n7.0,ro,Romania,2020-01-01,b2b,yes\n8,,,,,\n,en,,,,\n9,x,,,,\n",
        &Options::default(),
        "customer 7 ro Romania Some(true) {\"b2b\"}
         customer 8 - - None {}
         rejected 4 customer_id: the customer has no id
         rejected 5 language: 'x' is not a language tag such as en, ar, fa or ro",
    );
}

#[test]
fn events_of_several_dialects() {
    check(
        "events.csv",
        "event,timestamp,visitor_id,product_id,quantity\nview,1704412800000,v1,A,\nadd_to_cart,1704412801000,v1,A,2\n\
         Product Viewed,1704412802000,v2,B,\nscroll,1704412803000,v2,,\nteleport,1704412804000,v2,B,\nview,1704412804000,,B,\n",
        &Options::default(),
        "event view 2024-01-05T00:00:00.000Z by v1 A x1
         event add_to_cart 2024-01-05T00:00:01.000Z by v1 A x2
         event view 2024-01-05T00:00:02.000Z by v2 B x1
         rejected 6 event: 'teleport' is no known event; use one of: view, add_to_cart, remove_from_cart, checkout, purchase, impression, click, dismiss, viewable, unsubscribe, rating
         rejected 7 visitor_id: the event names no visitor, session or customer",
    );
    check(
        "ga4.jsonl",
        "{\"event_name\":\"add_to_cart\",\"event_timestamp\":1704412800000000,\"user_pseudo_id\":\"v1\",\"items\":[{\"item_id\":\"A\",\"quantity\":2},{\"item_id\":\"(not set)\"},{\"item_id\":7}]}\n\
         {\"event_name\":\"view_item\",\"event_timestamp\":1704412800000000,\"user_pseudo_id\":\"v1\",\"items\":[]}\n",
        &Options::default(),
        "event add_to_cart 2024-01-05T00:00:00.000Z by v1 A x2
         event add_to_cart 2024-01-05T00:00:00.000Z by v1 7 x1
         event view 2024-01-05T00:00:00.000Z by v1 - x1",
    );
}

#[test]
fn ratings_and_who_is_behind_an_event() {
    check(
        "events.csv",
        "event,timestamp,visitor_id,score,traffic_type\n\
         rating,1704412800000,v1,9.0,\nrating,1704412800000,v2,0,test\nviewable,1704412800000,v1,,internal\n\
         Unsubscribed,1704412800000,v1,,developer\nview,1704412800000,v1,,Bot\n\
         rating,1704412800000,v1,11,\nrating,1704412800000,v1,-1,\nrating,1704412800000,v1,,\n\
         rating,1704412800000,v1,many,\nclick,1704412800000,v1,5,\nview,1704412800000,v1,,robot\n",
        &Options::default(),
        "event rating 2024-01-05T00:00:00.000Z by v1 - x1 score=9
         event rating 2024-01-05T00:00:00.000Z by v2 - x1 score=0 traffic=test
         event viewable 2024-01-05T00:00:00.000Z by v1 - x1 traffic=staff
         event unsubscribe 2024-01-05T00:00:00.000Z by v1 - x1 traffic=test
         event view 2024-01-05T00:00:00.000Z by v1 - x1 traffic=bot
         rejected 7 score: a score is a whole number from 0 to 10
         rejected 8 score: a score is a whole number from 0 to 10
         rejected 9 score: a rating needs a score, a whole number from 0 to 10
         rejected 10 score: 'many' is not a whole number
         rejected 11 score: only a 'rating' has a score; leave the score out of a 'click'
         rejected 12 traffic_type: 'robot' is no known traffic; use one of: customer, bot, staff, test",
    );
}

#[test]
fn events_without_an_id_get_the_same_one_again() {
    let text = "event,timestamp,visitor_id,product_id\nview,1704412800000,v1,A\nview,1704412800001,v1,A\n";
    let ids = || {
        let outcome = crate::check::import("events.csv", text.as_bytes(), &Options::default());
        let ids = outcome.records.into_iter().filter_map(|record| match record {
            ingest::Record::Event(event) => Some(event.id),
            _ => None,
        });
        ids.collect::<Vec<_>>()
    };
    assert_eq!(ids(), ids());
    assert_ne!(ids()[0], ids()[1]);
}

#[test]
fn reviews() {
    check(
        "reviews.csv",
        "review_id,sku,stars,title,body,customer_id,language,date\n\
         r1,A,5,Great,<p>Keeps &amp; stays warm</p>,7.0,en,2024-01-05\n\
         r2,A,4/5,,,,,\n\
         r3,B,\"3,5\",Ok,,,,\n\
         r4,B,0,,Never arrived,,,2024-01-06\n\
         r5,B,0,,,,,\n\
         r6,B,6,,,,,\n\
         r7,B,many,,,,,\n\
         r8,,5,,,,,\n\
         r9,B,5,,,,,2031-01-01\n",
        &Options::default(),
        "review of A by 7 Some(5.0) [Great] Keeps & stays warm en 2024-01-05T00:00:00.000Z
         review of A by - Some(4.0) []  - -
         review of B by - Some(3.5) [Ok]  - -
         review of B by - None [] Never arrived - 2024-01-06T00:00:00.000Z
         rejected 6 body: the review has neither stars nor words
         rejected 7 stars: '6' is no rating; write stars from 1 to 5
         rejected 8 stars: 'many' is no rating; write stars from 1 to 5
         rejected 9 sku: an id must not be empty
         rejected 10 date: 2031-01-01T00:00:00.000Z lies in the future; check the date format",
    );
    check(
        "reviews.jsonl",
        "{\"product_id\":\"A\",\"rating\":4.5,\"review\":\"خوب\",\"locale\":\"fa\"}\n",
        &Options::default(),
        "review of A by - Some(4.5) [] خوب fa -",
    );
    check(
        "export.csv",
        "sku,rating_code,rating_value,title,review,reviewer,email\nA,Rating,2,Small,Too small,Chi,chi@example.org\n",
        &Options::default(),
        "review of A by - Some(2.0) [Small] Too small - -",
    );
}

#[test]
fn reviews_are_told_from_products_with_a_rating() {
    let kind_of = |header: &str, row: &str| {
        let text = format!("{header}\n{row}\n");
        let outcome = crate::check::import("file.csv", text.as_bytes(), &euros());
        outcome.records.first().map(|record| match record {
            ingest::Record::Review(_) => "review",
            ingest::Record::Product(_) => "product",
            _ => "other",
        })
    };
    assert_eq!(kind_of("sku,title,rating", "A,Cup,5"), Some("product"));
    assert_eq!(
        kind_of("sku,title,price,rating,detail", "A,Cup,3,5,A cup"),
        Some("product")
    );
    assert_eq!(
        kind_of("sku,title,rating,detail", "A,Nice,5,I like it"),
        Some("review")
    );
}

#[test]
fn reviews_without_an_id_get_the_same_one_again() {
    let text = "sku,rating,review\nA,5,fine\nA,4,fine\n";
    let ids = || {
        let outcome = crate::check::import("reviews.csv", text.as_bytes(), &Options::default());
        let ids = outcome.records.into_iter().filter_map(|record| match record {
            ingest::Record::Review(review) => Some(review.id),
            _ => None,
        });
        ids.collect::<Vec<_>>()
    };
    assert_eq!(ids(), ids());
    assert_ne!(ids()[0], ids()[1]);
}

#[test]
fn merchant_links() {
    check(
        "upsell.csv",
        "sku,linked_sku\n\"A\",\"B\nC\"\nA,A\nA,\n",
        &Options::default(),
        "link A -> B upsell 0
         link A -> C upsell 1
         rejected 4 linked_sku: A cannot be linked to itself
         rejected 5 linked_sku: a row must link to between 1 and 1000 products",
    );
    check(
        "links.csv",
        "from,to,link_type,position\nA,B,cross-sell,3\nA,C,related,1\nA,D,strange,1\n",
        &Options::default(),
        "link A -> B cross_sell 3
         link A -> C related 1
         rejected 4 link_type: 'strange' is no kind of link; use one of: cross_sell, upsell, related",
    );
}
