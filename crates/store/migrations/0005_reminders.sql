-- What people said to want later: the class of products alone, never their words.

CREATE TABLE reminders (
    -- 'customer' or 'visitor'
    person TEXT NOT NULL,
    id     TEXT NOT NULL,
    class  TEXT NOT NULL,
    set_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (person, id, class)
) STRICT, WITHOUT ROWID;
