-- The first released schema. Never edited after a release: a change is a new migration.

CREATE TABLE clock (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    seq        INTEGER NOT NULL, -- grows by one with every committed group of changes
    generation INTEGER NOT NULL  -- grows with every restore, so that others drop what they remember
) STRICT;
INSERT INTO clock VALUES (1, 0, 0);

CREATE TABLE changed_days (
    day INTEGER PRIMARY KEY, -- days since 1970-01-01 whose orders changed
    seq INTEGER NOT NULL
) STRICT;

CREATE TABLE changed_topics (
    topic TEXT PRIMARY KEY,
    seq   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE products (
    product_key         INTEGER PRIMARY KEY, -- dense from 0, never reused
    id                  TEXT NOT NULL UNIQUE,
    source              TEXT NOT NULL CHECK (source IN ('seen', 'catalogue', 'deleted')),
    price_minor         INTEGER,
    price_currency      TEXT,
    list_price_minor    INTEGER,
    list_price_currency TEXT,
    stock               INTEGER, -- units left, -1 never runs out, NULL unknown
    active              INTEGER NOT NULL,
    details             TEXT,    -- everything else as JSON; NULL where nothing is known
    changed_seq         INTEGER NOT NULL
) STRICT;
CREATE INDEX products_by_change ON products (changed_seq);

CREATE TABLE customers (
    customer_key INTEGER PRIMARY KEY AUTOINCREMENT, -- never reused, also after an erasure
    id           TEXT NOT NULL UNIQUE,
    locale       TEXT,
    region       TEXT,
    since        INTEGER,
    tags         TEXT,    -- JSON list; NULL where there is none
    consent      INTEGER
) STRICT;

CREATE TABLE imports (
    import_key INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE
) STRICT;

-- The lines of an order are packed (src/sqlite/packed.rs): counting reads millions of them per second.
CREATE TABLE orders (
    order_key    INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    placed_at    INTEGER NOT NULL,
    customer_key INTEGER,
    visitor_id   TEXT,
    currency     TEXT,
    import_key   INTEGER,          -- the import that wrote it last
    import_bytes INTEGER NOT NULL, -- how many bytes of the lines that import has confirmed so far
    line_count   INTEGER NOT NULL,
    lines        BLOB NOT NULL,
    refunded     BLOB              -- returned units per line; NULL where nothing was returned
) STRICT;
CREATE INDEX orders_by_time ON orders (placed_at);

CREATE TABLE refunds (
    refund_key       INTEGER PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE,
    order_id         TEXT,
    customer_key     INTEGER,
    product_key      INTEGER NOT NULL,
    quantity         INTEGER NOT NULL,
    unit_price_minor INTEGER,
    currency         TEXT,
    refunded_at      INTEGER NOT NULL,
    kind             TEXT NOT NULL,
    matched          INTEGER NOT NULL -- units found in orders so far
) STRICT;
CREATE INDEX refunds_open ON refunds (refund_key) WHERE matched < quantity;

CREATE TABLE refund_matches (
    order_key  INTEGER NOT NULL,
    line_no    INTEGER NOT NULL,
    refund_key INTEGER NOT NULL,
    quantity   INTEGER NOT NULL,
    PRIMARY KEY (order_key, line_no, refund_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_matches_by_refund ON refund_matches (refund_key);

CREATE TABLE events (
    event_key   INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    at          INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    visitor_id  TEXT NOT NULL,
    customer_id TEXT,
    session_id  TEXT,
    product_id  TEXT,
    quantity    INTEGER NOT NULL,
    placement   TEXT,
    decision_id TEXT,
    order_id    TEXT
) STRICT;
CREATE INDEX events_by_time ON events (at);

CREATE TABLE links (
    from_id  TEXT NOT NULL,
    kind     TEXT NOT NULL,
    to_id    TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (from_id, kind, to_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE bans (
    kind    TEXT NOT NULL CHECK (kind IN ('product', 'pair', 'category')),
    subject TEXT NOT NULL, -- the banned product or category path
    beside  TEXT NOT NULL, -- of a pair: the product it is never shown beside; else empty
    PRIMARY KEY (kind, subject, beside)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE policies (
    placement TEXT PRIMARY KEY,
    policy    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    hash       BLOB NOT NULL,
    label      TEXT NOT NULL,
    origins    TEXT NOT NULL, -- JSON list
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE tasks (
    id          TEXT PRIMARY KEY,
    kind        TEXT NOT NULL,
    state       TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    finished_at INTEGER,
    progress    TEXT NOT NULL, -- JSON
    error       TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE answers (
    idempotency_key TEXT PRIMARY KEY,
    request_hash    BLOB NOT NULL,
    response        BLOB NOT NULL,
    expires_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_expiry ON answers (expires_at);

-- A shop as version 1 kept it.
PRAGMA application_id = 1095521092;
PRAGMA user_version = 1;
INSERT INTO products VALUES (0, 'kettle', 'catalogue', 1990, 'EUR', NULL, NULL, 7, 1,
    '{"title":{"en":"Kettle"},"category":["Kitchen","Kettles"],"attributes":{"power":{"value":{"number":"2.2"},"unit":"kW"}},"fits":[{"group":"bases"}]}', 1);
INSERT INTO products VALUES (1, 'cup', 'seen', NULL, NULL, NULL, NULL, NULL, 1, NULL, 1);
INSERT INTO customers VALUES (1, 'ann', NULL, NULL, NULL, NULL, NULL);
-- Two lines: two kettles at 19.90 EUR of which one came back, and a fee of 4.00 EUR.
INSERT INTO orders VALUES (1, 'o1', 86400000, 1, NULL, 'EUR', NULL, 0, 2, X'000A8C1F0107A006', X'0100');
INSERT INTO changed_days VALUES (1, 1);
UPDATE clock SET seq = 1;
-- Visits just before and after days began, the second by a customer whom no order names.
INSERT INTO events VALUES (1, 'e1', -1, 'view', 'vis1', NULL, NULL, 'kettle', 1, NULL, NULL, NULL);
INSERT INTO events VALUES (2, 'e2', 86400000, 'view', 'vis1', 'bob', NULL, 'kettle', 1, NULL, NULL, NULL);
