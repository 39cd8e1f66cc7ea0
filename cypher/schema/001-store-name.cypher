// One node keeps the store's own books.
CREATE CONSTRAINT store_name IF NOT EXISTS
FOR (s:ClewlineStore)
REQUIRE s.name IS UNIQUE
