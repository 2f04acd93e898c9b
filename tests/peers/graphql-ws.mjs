// Sends requests to a server with the npm client "graphql-ws"; prints one JSON line for each test.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const client = createClient({ url: process.argv[2], webSocketImpl: WebSocket, connectionParams: { who: 'peer' }, retryAttempts: 0, lazy: true });
const say = (scene, value) => process.stdout.write(`${JSON.stringify({ scene, value })}\n`);

async function all(request, most = Infinity) {
  const results = [];
  try {
    for await (const result of client.iterate(request)) {
      results.push(result);
      if (results.length >= most) break;
    }
  } catch (errors) {
    return { results, errors: Array.isArray(errors) ? errors.map((error) => error.extensions?.code) : String(errors) };
  }
  return { results };
}

say('query', await all({ query: 'query ($n: String) { hello(name: $n) }', variables: { n: 'é' } }));
say('count', await all({ query: 'subscription { count(to: 3) }' }));
say('cancelled', await all({ query: 'subscription { forever }' }, 2));
say('invalid', await all({ query: '{ nothing }' }));
say('refused', await all({ query: 'subscription { refused }' }));
say('many', await Promise.all([1, 2, 3].map((to) => all({ query: `subscription { count(to: ${to}) }` }))));
await client.dispose();
