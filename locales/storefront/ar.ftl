### ما تقوله العناصر في صفحة المتجر ومتجر العرض، بالعربية.

## العناصر في صفحة المتجر.

widget-heading-home = اخترناه لك
widget-heading-category_page = اختيارات جيدة هنا
widget-heading-product_page = يناسب هذا المنتج
widget-heading-cart = إلى جانب ما اخترته
widget-heading-checkout = هل من شيء آخر؟
widget-heading-post_purchase = للمرة القادمة
widget-heading-other = اخترناه لك
widget-add = أضف إلى السلة
widget-add_all = أضف الكل إلى السلة
widget-added = أُضيف إلى السلة.
widget-dismissed = لن نعرضه مرة أخرى.
widget-add-one = أضف إلى السلة: { $title }
widget-add-set = أضف الكل إلى السلة: { $title }
widget-dismiss = لا يهمني: { $title }
widget-compare = قارِن
widget-better = أفضل
widget-price = السعر
widget-yes = نعم
widget-no = لا

## صفحة العرض.

demo-title = متجر مع Alongside
demo-about = متجر محاكى. ضع منتجات في السلة وانظر ماذا يُعرض عليك ولماذا.
demo-cart = السلة
demo-cart-empty = السلة فارغة. أضف منتجًا.
demo-cart-total = المجموع
demo-add = أضف إلى السلة
demo-remove = إزالة
demo-offers = إلى جانب ما اخترت
demo-offers-none = لا شيء يناسب بما يكفي ليُعرض.
demo-products = المنتجات
demo-products-count = { $count ->
        [zero] لا منتجات
        [one] منتج واحد
        [two] منتجان
        [few] { $count } منتجات
        [many] { $count } منتجًا
       *[other] { $count } منتج
    }
demo-search = ابحث عن منتج
demo-search-button = بحث
demo-categories = الفئات
demo-all-categories = كل الفئات
demo-language = اللغة
demo-stock = { $count ->
        [zero] لم يبق شيء
        [one] بقي واحد
        [two] بقي اثنان
        [few] بقي { $count }
        [many] بقي { $count }
       *[other] بقي { $count }
    }
demo-sold-out = نفد
demo-back = العودة إلى كل المنتجات
demo-page-next = مزيد من المنتجات
