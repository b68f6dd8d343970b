-- What visitors declined and bought counts for months: a start reads it without what they only saw.
CREATE INDEX events_lasting ON events (at) WHERE kind IN ('dismiss', 'purchase');
