// One note an account, beside a graph of somebody else's.
CREATE CONSTRAINT clewline_member_key IF NOT EXISTS
FOR (m:Clewline_Member)
REQUIRE m.key IS UNIQUE
