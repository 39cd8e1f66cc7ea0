// Takes away links of which nothing is left, and events that go to other ends.
// @param rows List<Integer>
// @hits 24
UNWIND $rows AS relationship
MATCH ()-[r]->()
WHERE id(r) = relationship
DELETE r
