-- Orders by whom they were placed, where the visitor is known: imports seldom tell, and then it takes no place.
CREATE INDEX orders_of_visitors ON orders (visitor_id) WHERE visitor_id IS NOT NULL;
