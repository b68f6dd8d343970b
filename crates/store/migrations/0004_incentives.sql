-- What incentives promise and give: budgets reserved and spent, codes of customers, points.

-- A part of an incentive's budget. Open ones count until they expire, settled ones for what was spent.
CREATE TABLE reservations (
    reservation_id TEXT PRIMARY KEY,
    incentive_id   TEXT NOT NULL,
    amount_minor   INTEGER NOT NULL CHECK (amount_minor >= 0),
    spent_minor    INTEGER CHECK (spent_minor BETWEEN 0 AND amount_minor),
    state          TEXT NOT NULL CHECK (state IN ('open', 'settled', 'released')),
    expires_at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX reservations_by_incentive ON reservations (incentive_id, state);

-- Never the code itself, only its hash.
CREATE TABLE coupons (
    hash           BLOB PRIMARY KEY,
    incentive_id   TEXT NOT NULL,
    customer_id    TEXT NOT NULL,
    amount_minor   INTEGER NOT NULL CHECK (amount_minor >= 0),
    currency       TEXT NOT NULL,
    issued_at      INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    reservation_id TEXT,
    order_id       TEXT,
    redeemed_at    INTEGER,
    redeemed_minor INTEGER CHECK (redeemed_minor BETWEEN 0 AND amount_minor)
) STRICT, WITHOUT ROWID;
CREATE INDEX coupons_by_customer ON coupons (customer_id);

-- Append-only; a customer's balance is the sum.
CREATE TABLE points (
    entry_key   INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    customer_id TEXT NOT NULL,
    points      INTEGER NOT NULL,
    reason      TEXT NOT NULL CHECK (reason IN ('earn', 'redeem', 'expire', 'correct')),
    order_id    TEXT,
    at          INTEGER NOT NULL
) STRICT;
CREATE INDEX points_by_customer ON points (customer_id, entry_key);
