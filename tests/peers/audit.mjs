// Runs the audit of the npm package "graphql-http" against a server: one JSON line for each audit.
import { auditServer } from 'graphql-http';

for (const { id, name, status } of await auditServer({ url: process.argv[2] })) {
  process.stdout.write(`${JSON.stringify({ id, name, status })}\n`);
}
