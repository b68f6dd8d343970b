-- Visits are counted day by day, and what customers write about products is kept.

CREATE TABLE changed_event_days (
    day INTEGER PRIMARY KEY, -- days since 1970-01-01 of which events arrived or went
    seq INTEGER NOT NULL
) STRICT;
-- Rounded down also before 1970, where the remainder is negative.
INSERT INTO changed_event_days
    SELECT DISTINCT (at - (at % 86400000 + 86400000) % 86400000) / 86400000, (SELECT seq FROM clock) FROM events;

-- Whoever is named by an event has a number, as whoever is named by an order.
INSERT OR IGNORE INTO customers (id) SELECT DISTINCT customer_id FROM events WHERE customer_id IS NOT NULL;

CREATE TABLE reviews (
    review_key  INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    product_id  TEXT NOT NULL,
    customer_id TEXT,
    rating      REAL, -- stars, 1 to 5
    title       TEXT NOT NULL,
    text        TEXT NOT NULL,
    locale      TEXT,
    reviewed_at INTEGER
) STRICT;
CREATE INDEX reviews_by_product ON reviews (product_id, reviewed_at);
