// Runs the cases of tests/TechGraph.GraphQL.Conformance with the npm package "graphql"; input and output have the same format.
import { createInterface } from 'node:readline';
import {
  buildASTSchema, execute, getNullableType, GraphQLError, isListType, isScalarType, isSpecifiedScalarType, parse, subscribe, validate,
  validateSchema,
} from 'graphql';

// Ignores rejections of fields that fail after their parent has become null.
process.on('unhandledRejection', () => {});

const schemas = new Map();
const built = new Map();
const commands = new Set(['$error', '$async', '$asyncError', '$args', '$next']);

const later = () => new Promise((resolve) => setImmediate(resolve));
const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

function command(data) {
  if (!isObject(data)) return null;
  const name = Object.keys(data)[0];
  return commands.has(name) ? { name, argument: data[name] } : null;
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

function read(data, type, asked) {
  const found = command(data);
  if (found === null) return plain(data, getNullableType(type), asked);
  switch (found.name) {
    case '$error': throw new Error(String(found.argument));
    case '$async': return later().then(() => read(found.argument, type, asked));
    case '$asyncError': return later().then(() => { throw new Error(String(found.argument)); });
    case '$args': return JSON.stringify(sorted(asked.args));
    default: {
      const count = (asked.counters.get(String(found.argument)) ?? 0) + 1;
      asked.counters.set(String(found.argument), count);
      return count;
    }
  }
}

function plain(data, type, asked) {
  return Array.isArray(data) && isListType(type) ? data.map((item) => member(item, type.ofType, asked)) : data;
}

function member(data, type, asked) {
  if (command(data) === null) return plain(data, getNullableType(type), asked);
  try {
    return read(data, type, asked);
  } catch (error) {
    return error; // If an item is an Error, only this item fails.
  }
}

function resolve(counters) {
  return (parent, args, _context, info) => {
    const data = isObject(parent) ? parent[info.fieldName] : undefined;
    return data === undefined ? undefined : read(data, info.returnType, { args, counters });
  };
}

async function settle(found) {
  if (found.name !== '$error') await later();
  if (found.name === '$async') return found.argument;
  throw new Error(String(found.argument));
}

async function open(data) {
  let events = data?.events;
  const found = command(events);
  if (found !== null) events = await settle(found);
  if (!Array.isArray(events)) throw new Error('The data has no events.');
  return (async function* each() {
    for (const event of events) {
      const waits = command(event);
      yield waits === null ? event : await settle(waits);
    }
  })();
}

const locate = (errors) => errors.map((error) => (error.locations ?? []).map(({ line, column }) => ({ line, column })));
const shape = (result) => ({
  data: result.data,
  errorPaths: (result.errors ?? []).map((error) => error.path ?? []),
  errorLocations: locate(result.errors ?? []),
});

function schemaOf(asked) {
  if (typeof asked.sdlText === 'string') return build(asked.sdlText);
  if (typeof asked.sdl !== 'string') return null;
  if (!built.has(asked.sdl)) built.set(asked.sdl, build(schemas.get(asked.sdl)));
  return built.get(asked.sdl);
}

function build(sdl) {
  let document;
  try {
    document = parse(sdl);
  } catch (error) {
    return { syntax: error };
  }
  try {
    const schema = buildASTSchema(document);
    if (validateSchema(schema).length > 0) return {};
    for (const type of Object.values(schema.getTypeMap())) {
      if (isScalarType(type) && !isSpecifiedScalarType(type)) type.serialize = (value) => value;
    }
    return { schema };
  } catch {
    return {};
  }
}

const syntax = (error) => ({ outcome: 'syntaxError', locations: (error.locations ?? []).map(({ line, column }) => ({ line, column })) });

async function run(asked) {
  const schema = schemaOf(asked);
  const text = asked.document ?? '';
  if (asked.op === 'parse') {
    parse(text);
    return { outcome: 'ok' };
  }
  if (schema.schema === undefined) return asked.op === 'schema' && schema.syntax ? syntax(schema.syntax) : { outcome: 'schemaError' };
  if (asked.op === 'schema') return { outcome: 'ok' };
  const document = parse(text);
  if (validate(schema.schema, document).length > 0) return { outcome: 'validationError' };
  if (asked.op === 'validate') return { outcome: 'ok' };
  let variableValues = asked.variables ?? undefined;
  if (typeof asked.variablesText === 'string') {
    try {
      variableValues = JSON.parse(asked.variablesText) ?? undefined;
    } catch {
      return { outcome: 'requestError' };
    }
  }
  if (variableValues !== undefined && !isObject(variableValues)) return { outcome: 'requestError' };
  const rootValue = asked.data ?? {};
  const counters = new Map();
  const options = {
    schema: schema.schema, document, rootValue, variableValues, operationName: typeof asked.operationName === 'string' ? asked.operationName : undefined,
    fieldResolver: resolve(counters), subscribeFieldResolver: (data) => open(data),
  };
  const operations = document.definitions.filter((definition) => definition.kind === 'OperationDefinition');
  const chosen = options.operationName === undefined
    ? (operations.length === 1 ? operations[0] : undefined)
    : operations.find((operation) => operation.name?.value === options.operationName);
  if (chosen === undefined) return { outcome: 'requestError' };
  if (chosen.operation !== 'subscription') {
    const result = await execute(options);
    return result.data === undefined ? { outcome: 'requestError' } : { outcome: 'result', ...shape(result) };
  }
  const stream = await subscribe(options);
  if (stream[Symbol.asyncIterator] === undefined) return { outcome: 'requestError' };
  const events = [];
  try {
    for await (const result of stream) events.push(shape(result));
  } catch {
    // The source failed; earlier events are kept.
  }
  return { outcome: 'stream', events };
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line.trim() === '') continue;
  const asked = JSON.parse(line);
  if (asked.sdls !== undefined) {
    for (const [name, text] of Object.entries(asked.sdls)) {
      schemas.set(name, text);
      built.delete(name);
    }
    if (asked.op === undefined) continue;
  }
  let result;
  try {
    result = await run(asked);
  } catch (error) {
    // Some errors of directives are thrown when a subscription starts.
    result = !(error instanceof GraphQLError) ? { outcome: 'crash', message: String(error) }
      : error.message.startsWith('Syntax Error') ? syntax(error) : { outcome: 'requestError' };
  }
  process.stdout.write(`${JSON.stringify({ id: asked.id ?? null, result })}\n`);
}
