// Runs the benchmarks with the npm packages "graphql" and "mercurius" (with its JIT); prints the nanoseconds of one run of each as JSON lines.
// Each run produces the bytes of the response, as a server does.
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { buildSchema, execute, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';

const work = JSON.parse(readFileSync(0, 'utf8'));
const items = Array.from({ length: 1000 }, (_, i) => ({
  id: i, name: `name ${i}`, title: `title of ${i}`, flag: i % 2 === 0, size: i + 0.5, count: i * 2, code: `C${i}`, note: 'a note',
  owner: { id: i, name: `owner ${i}` },
}));
const rootValue = { items: () => items };
const schema = buildSchema(work.sdl);
const known = parse(work.items);
const smallest = parse(work.smallest);

async function measure(peer, name, run) {
  const budget = work.seconds * 1e9;
  for (let end = process.hrtime.bigint() + BigInt(Math.round(budget / 2)); process.hrtime.bigint() < end;) await run();
  let best = Infinity;
  for (let round = 0; round < 25; round++) {
    const began = process.hrtime.bigint();
    let runs = 0;
    while (Number(process.hrtime.bigint() - began) < budget / 25) {
      await run();
      runs++;
    }
    best = Math.min(best, Number(process.hrtime.bigint() - began) / runs);
  }
  process.stdout.write(`${JSON.stringify({ peer, name, nanoseconds: best })}\n`);
}

await measure('graphql', 'smallest', () => Buffer.from(JSON.stringify(execute({ schema, document: smallest, rootValue }))));
await measure('graphql', 'items', () => Buffer.from(JSON.stringify(execute({ schema, document: known, rootValue }))));
await measure('graphql', 'prepare', () => validate(schema, parse(work.document)));

const app = Fastify();
app.register(mercurius, { schema: work.sdl, resolvers: { Query: rootValue }, jit: 1, graphiql: false });
await app.ready();
await measure('mercurius', 'smallest', async () => Buffer.from(JSON.stringify(await app.graphql(work.smallest))));
await measure('mercurius', 'items', async () => Buffer.from(JSON.stringify(await app.graphql(work.items))));
await app.close();
