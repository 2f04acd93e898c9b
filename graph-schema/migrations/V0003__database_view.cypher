// What the database view looks up: by country, by the ends of relations, by what an extension adds to, by parts of names.
CREATE INDEX entity_code IF NOT EXISTS FOR (n:Entity) ON (n.code);
CREATE TEXT INDEX entity_name_keys IF NOT EXISTS FOR (n:Entity) ON (n.nameKeys);
CREATE INDEX entity_many_names IF NOT EXISTS FOR (n:Entity) ON (n.manyNames);
CREATE INDEX relation_from IF NOT EXISTS FOR (n:Relation) ON (n.from);
CREATE INDEX relation_to IF NOT EXISTS FOR (n:Relation) ON (n.to);
CREATE INDEX extension_of IF NOT EXISTS FOR (n:Extension) ON (n.of);
CREATE INDEX claim_stance IF NOT EXISTS FOR (n:Claim) ON (n.stance);
CREATE TEXT INDEX extension_name_keys IF NOT EXISTS FOR (n:Extension) ON (n.nameKeys);
CREATE INDEX extension_many_names IF NOT EXISTS FOR (n:Extension) ON (n.manyNames);
// What was written before these were looked up. Names and dates are not worked out here: without them an entity is looked at, and an event passes.
MATCH (a:Entity)-[r]->(b:Entity) WHERE r.owner STARTS WITH 'relation/' MATCH (n:Relation {id: substring(r.owner, 9)}) WHERE n.to IS NULL SET n.to = b.id;
MATCH (x:Extension) WHERE x.of IS NULL WITH x, split(x.id, '/') AS parts SET x.of = parts[1] + '/' + parts[2], x.manyNames = true;
MATCH (n:Entity) WHERE n.nameKeys IS NULL SET n.manyNames = true;
MATCH (e:Event) REMOVE e.earliest, e.latest;
