// Says which run the rings beside the graph are of now.
// @param run String
// @param number Integer
// @index store_name
MATCH (s:ClewlineStore {name: 'rings'})
SET s.run = $run, s.number = $number
