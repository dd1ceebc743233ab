// The request of an interaction. The provider state injects the values that name the records of a preset, so
// that a server with other ids gets requests about its own.
import type { Exchange } from '../../core/api/documents.ts';
import type { Operation } from '../../core/api/operation.ts';
import type { PactBody } from './content.ts';
import { isObject } from './rules.ts';
import type { ProviderState } from './states.ts';

export interface PactRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, readonly string[]>>;
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly body?: PactBody;
  readonly generators?: {
    readonly path?: Generator;
    readonly query?: Readonly<Record<string, Generator>>;
    readonly body?: Readonly<Record<string, Generator>>;
  };
}

/** Takes its value from the response to the setup of a state. */
export interface Generator {
  readonly type: 'ProviderState';
  /** With `${name}` in place of a parameter. */
  readonly expression: string;
  readonly dataType: 'STRING' | 'INTEGER' | 'BOOLEAN';
}

export function requestOf(
  operation: Operation,
  { request }: Exchange,
  states: readonly ProviderState[],
): PactRequest {
  const { method, path, query = {}, headers = {}, body } = request;
  const known = identifying(states);
  const generators = {
    ...pathGenerator(operation, path, known),
    ...namedGenerators('query', query, known, (name) => name),
    ...namedGenerators('body', body, known, (name) => `$.${name}`),
  };
  const sent = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers };
  return {
    method,
    path,
    ...(Object.keys(query).length > 0 && { query: listed(query) }),
    ...(Object.keys(sent).length > 0 && { headers: listed(sent) }),
    ...(body !== undefined && { body: { content: body, contentType: 'application/json', encoded: false } }),
    ...(Object.keys(generators).length > 0 && { generators }),
  };
}

/** The parameters that have one meaning in all states. */
function identifying(states: readonly ProviderState[]): Map<string, unknown> {
  const all = states.flatMap(({ params }) => Object.entries(params)).filter(([name]) => name !== 'api');
  return new Map(all.filter(([name, value]) => all.every(([other, its]) => other !== name || its === value)));
}

/** If the path has the value of one of the state's parameters in place of an operation's parameter, that one is used, whatever its name. */
function pathGenerator({ path: template }: Operation, path: string, known: ReadonlyMap<string, unknown>) {
  const places = template.split('/');
  const segments = path.split('/').map((segment, index) => {
    if (!places[index]?.startsWith('{')) return segment;
    const [name] = [...known].find(([, value]) => String(value) === decodeURIComponent(segment)) ?? [];
    return name === undefined ? segment : `\${${name}}`;
  });
  const expression = segments.join('/');
  return expression === path ? {} : { path: generatorOf(expression, path) };
}

/** A member with the name and the value of a parameter of the state. */
function namedGenerators<Part extends 'query' | 'body'>(
  part: Part,
  values: unknown,
  known: ReadonlyMap<string, unknown>,
  pathTo: (name: string) => string,
): { [K in Part]?: Record<string, Generator> } {
  if (!isObject(values)) return {};
  const named = Object.entries(values).filter(([name, value]) => String(known.get(name)) === String(value));
  if (named.length === 0) return {};
  const generators = named.map(([name, value]) => [pathTo(name), generatorOf(`\${${name}}`, value)]);
  return { [part]: Object.fromEntries(generators) } as { [K in Part]?: Record<string, Generator> };
}

function generatorOf(expression: string, value: unknown): Generator {
  const dataType = typeof value === 'number' ? 'INTEGER' : typeof value === 'boolean' ? 'BOOLEAN' : 'STRING';
  return { type: 'ProviderState', expression, dataType };
}

function listed(values: Readonly<Record<string, string>>): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));
}
