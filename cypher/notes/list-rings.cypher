// Reads which rings are noted, and what of each.
// @returns id String
// @returns hash String or null
// @hits 38
MATCH (r:Clewline_Ring)
RETURN r.id AS id, r.hash AS hash
