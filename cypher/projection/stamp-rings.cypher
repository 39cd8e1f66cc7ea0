// Says which run the rings beside the graph are of now.
// @param run String
// @param number Integer
// @index store_name
// @hits 5
MATCH (s:ClewlineStore {name: 'rings'})
SET s.run = $run, s.number = $number
