import { createGraphiQLFetcher, type Fetcher, type FetcherOpts, type FetcherParams } from '@graphiql/toolkit';
import { type DocumentNode, getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-ws';

/** Sends queries to the address that served the page; subscriptions use a WebSocket to the same address. */
export function createFetcher(): Fetcher {
  const url = new URL(window.location.pathname, window.location.href);
  const socket = new URL(url);
  socket.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const send = createGraphiQLFetcher({ url: url.href, wsClient: createClient({ url: socket.href }) });
  return (params: FetcherParams, options?: FetcherOpts) => {
    const document = read(params.query);
    return send(withCurrentOperation(params, document), { ...options, documentAST: document ?? options?.documentAST });
  };
}

/**
 * Leaves out an operation name that the text does not have. After an edit the page takes a moment to find the operations of the new text;
 * until then it names one of the text before.
 */
function withCurrentOperation(params: FetcherParams, document: DocumentNode | undefined): FetcherParams {
  return document && params.operationName && !getOperationAST(document, params.operationName) ? { ...params, operationName: undefined } : params;
}

/** The parsed text; undefined if it cannot be parsed, which the server reports. */
function read(text: string): DocumentNode | undefined {
  try {
    return parse(text, { noLocation: true });
  } catch {
    return undefined;
  }
}
