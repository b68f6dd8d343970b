-- What measuring needs: who is behind an event, what was answered to the question how satisfied one is, and who was asked.

ALTER TABLE events ADD COLUMN score INTEGER CHECK (score BETWEEN 0 AND 10);
-- Null for customers, which nearly all are.
ALTER TABLE events ADD COLUMN traffic TEXT CHECK (traffic IN ('bot', 'staff', 'test'));

CREATE TABLE surveys (
    -- 'customer' or 'visitor'
    person   TEXT NOT NULL,
    id       TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (person, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX surveys_by_time ON surveys (asked_at);
