// Accounts in the order of their creation, for the screening of registrations.
CREATE INDEX actor_created IF NOT EXISTS
FOR (n:Actor)
ON (n.createdAt, n.key)
