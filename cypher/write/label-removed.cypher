// Labels entities that were removed: nothing that was said of one is ever taken back, so none comes back.
// @param rows List<Integer>
// @hits 36
UNWIND $rows AS row
MATCH (n)
WHERE id(n) = row
SET n:Removed
