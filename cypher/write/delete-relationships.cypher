// Takes away links of which nothing is left, and events that go to other ends.
// @param relationships List<Integer>
UNWIND $relationships AS relationship
MATCH ()-[r]->()
WHERE id(r) = relationship
DELETE r
