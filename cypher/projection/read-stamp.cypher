// Reads which run the rings beside the graph are of; no row where no store was made yet.
// @returns run String or null
// @returns number Integer or null
// @index store_name
// @hits 9
MATCH (:ClewlineStore {name: 'graph'})
OPTIONAL MATCH (s:ClewlineStore {name: 'rings'})
RETURN s.run AS run, s.number AS number
