import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { createClient } from 'graphql-ws';

/** Sends queries to the address that served the page; subscriptions use a WebSocket to the same address. */
export function createFetcher(): Fetcher {
  const url = new URL(window.location.pathname, window.location.href);
  const socket = new URL(url);
  socket.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return createGraphiQLFetcher({ url: url.href, wsClient: createClient({ url: socket.href }) });
}
