-- What the merchant writes beside the catalogue: rules, sets, incentives, words. Each is a text that its reader checks.

CREATE TABLE documents (
    kind TEXT NOT NULL,
    id   TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
