// Counts whatever is in the database: no graph of ours begins beside somebody else's.
// @returns nodes Integer
// @hits 2
MATCH (n)
RETURN count(n) AS nodes
