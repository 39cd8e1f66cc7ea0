// Says which run the rings beside the graph are of now, and which case store.
// @param run String
// @param number Integer
// @param owner String
// @index store_name
// @hits 6
MATCH (s:ClewlineStore {name: 'rings'})
SET s.run = $run, s.number = $number, s.owner = $owner
