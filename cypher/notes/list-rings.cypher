// Reads which rings are noted, and what of each.
// @returns id String
// @returns hash String or null
MATCH (r:Clewline_Ring)
RETURN r.id AS id, r.hash AS hash
