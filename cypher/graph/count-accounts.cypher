// How many things of one kind have so many accounts tied to them.
// @for KIND EntityKind
// @returns accounts Integer
// @returns things Integer
// @hits 4110
MATCH (n:__KIND__)<-[r:__LINK_TYPES__]-(a:Actor)
WHERE NOT n:Removed
  AND NOT a:Removed
  AND (r.removedAt IS NULL OR r.removedAt < coalesce(r.lastSeen, -1))
WITH n, count(DISTINCT a) AS accounts
RETURN accounts, count(n) AS things
