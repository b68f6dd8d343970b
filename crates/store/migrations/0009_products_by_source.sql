-- How many products there are is counted without reading them: hardly any is deleted, or known from orders alone.
CREATE INDEX products_not_listed ON products (source) WHERE source <> 'catalogue';
