// Judgements on entities and withdrawals, and the old ids that lead to an entity.
CREATE CONSTRAINT judgement_id IF NOT EXISTS FOR (n:Judgement) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT withdrawal_id IF NOT EXISTS FOR (n:Withdrawal) REQUIRE n.id IS UNIQUE;
CREATE INDEX extension_was IF NOT EXISTS FOR (n:Extension) ON (n.was);
