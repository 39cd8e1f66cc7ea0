// Locks the rings until the end of the transaction and reads which run they are of: who shows others queues here.
// @param now Integer
// @returns run String or null
// @returns number Integer or null
// @returns owner String or null
// @index store_name
// @hits 8
MERGE (s:ClewlineStore {name: 'rings'})
SET s.lockedAt = $now
RETURN s.run AS run, s.number AS number, s.owner AS owner
