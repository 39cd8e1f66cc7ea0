// Accounts in the order in which they arrived, for the screening of those that are new.
CREATE INDEX actor_arrival IF NOT EXISTS
FOR (n:Actor)
ON (n.arrival)
