// Reads the number of the last migration that ran.
// @returns schema Integer
// @index store_name
// @hits 4
MATCH (s:ClewlineStore {name: 'graph'})
RETURN s.schema AS schema
