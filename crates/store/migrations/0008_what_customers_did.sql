-- What one customer did, for their page, their data and forgetting them. Whatever is of nobody known, and that is most,
-- takes no place in these.
CREATE INDEX events_of_customers ON events (customer_id, at) WHERE customer_id IS NOT NULL;
CREATE INDEX orders_of_customers ON orders (customer_key, placed_at) WHERE customer_key IS NOT NULL;
