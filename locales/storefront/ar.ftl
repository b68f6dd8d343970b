### ما تقوله العناصر في صفحة المتجر، بالعربية.

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
widget-send = أرسِل
widget-thanks = شكرًا لك. إجابتك تساعدنا.
