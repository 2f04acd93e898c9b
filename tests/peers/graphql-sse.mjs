// Sends requests to a server with the npm client "graphql-sse" in distinct connections mode; prints one JSON line for each test.
import { createClient } from 'graphql-sse';

const client = createClient({ url: process.argv[2], retryAttempts: 0 });
const say = (scene, value) => process.stdout.write(`${JSON.stringify({ scene, value })}\n`);

async function all(request, most = Infinity) {
  const results = [];
  try {
    for await (const result of client.iterate(request)) {
      results.push(result.errors === undefined ? result : { ...result, errors: result.errors.map((error) => error.extensions?.code) });
      if (results.length >= most) break;
    }
  } catch (error) {
    return { results, error: String(error) };
  }
  return { results };
}

say('query', await all({ query: 'query ($n: String) { hello(name: $n) }', variables: { n: 'é' } }));
say('count', await all({ query: 'subscription { count(to: 3) }' }));
say('cancelled', await all({ query: 'subscription { forever }' }, 2));
say('invalid', await all({ query: '{ nothing }' }));
say('refused', await all({ query: 'subscription { refused }' }));
client.dispose();
