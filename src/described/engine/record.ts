// The facts of a record of a described API, and how one is created.

import type { RecordKind } from '../../core/api/api.ts';
import { namesIn } from '../../core/api/templates.ts';
import { valueAt } from '../../core/values/pointer.ts';
import { randomFor } from '../../core/values/random.ts';
import { isObject } from '../source/library.ts';
import type { Facts } from '../values/subject.ts';
import { keyOf } from './finding.ts';
import { type Description, type Kind, nameOf } from './model.ts';
import type { Record } from './shown.ts';

export const attributesSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'RecordAttributes',
  description:
    'What is remembered of a record: which kind it is of, its id, the parameters of its address, and what was kept of the query and the body that created it.',
  type: 'object',
  additionalProperties: false,
  properties: {
    kind: { type: 'string' },
    id: { type: ['string', 'integer'] },
    n: { type: 'integer', minimum: 1 },
    path: { type: 'object', additionalProperties: { type: ['string', 'integer'] } },
    query: { type: 'object', additionalProperties: { type: 'string' } },
    body: { type: 'object' },
  },
} as const;

export function recordKind(description: Description): RecordKind<Facts> {
  const { name, kinds } = description;
  const kindNamed = (wanted: string | undefined) => kinds.find((kind) => kind.name === wanted) ?? kinds[0]!;
  const lists = kinds.flatMap((kind) =>
    kind.lists.map((list) => ({ kind, list, scope: scopeOf(kind, list.endpoint.path) })),
  );
  return {
    schemaName: 'record-attributes',
    order: ({ created }) => created,
    indexes: {
      id: ({ attributes }) => `${attributes.kind} ${attributes.id}`,
      ...Object.fromEntries(
        lists.map(({ kind, list, scope }) => [
          list.endpoint.id,
          ({ attributes }: Record) => (attributes.kind === kind.name ? listKey(scope, attributes.path) : ''),
        ]),
      ),
    },
    scenarioFor: (given, scenario) => scenarioOf(kindNamed((given as Partial<Facts>).kind), scenario),
    async complete(given, { store }) {
      const kind = kindNamed(given.kind);
      const n = given.n ?? numberIn(kind, given.id) ?? (await store.serial(`${name} record`));
      await store.raiseSerial(`${name} record`, n);
      const given_path = Object.fromEntries(
        Object.entries(given.path ?? {}).map(([key, value]) => [key, String(value)]),
      );
      const body = isObject(given.body) ? given.body : {};
      const id =
        given.id === undefined
          ? idFor(description, kind, { n, path: given_path, query: given.query ?? {}, body })
          : String(given.id);
      const path = {
        ...Object.fromEntries(kind.scope.map((each) => [each, each === kind.idParam ? id : 'sample'])),
        ...given_path,
      };
      const query = given.query && Object.keys(given.query).length > 0 ? { query: given.query } : {};
      return { id: keyOf(kind, id, path), attributes: { kind: kind.name, id, n, path, ...query, body } };
    },
  };
}

/** The number of an id that is nothing but a number: the next one comes after it. */
function numberIn({ id }: Kind, given: unknown): number | undefined {
  const number = Number(given);
  return id === '{n}' && given !== undefined && Number.isSafeInteger(number) && number > 0
    ? number
    : undefined;
}

/** The parameters of a list's path that its records have too. */
export function scopeOf(kind: Kind, path: string): string[] {
  const known = new Set([...kind.scope, ...kind.creates.flatMap(({ endpoint }) => namesIn(endpoint.path))]);
  return namesIn(path).filter((name) => known.has(name));
}

export function listKey(scope: readonly string[], path: Facts['path']): string {
  return `/${scope.map((name) => encodeURIComponent(path[name] ?? '')).join('/')}`;
}

/** The name of a scenario for a kind; its default scenario if it has none with that name. */
function scenarioOf(kind: Kind, scenario: string): string {
  if (kind.index === 0 || scenario.startsWith(`${kind.name}/`)) return scenario;
  const known = [...Object.keys(kind.plans), 'succeeds', 'stuck', 'instant', 'slow'];
  return nameOf(kind, known.includes(scenario) ? scenario : 'succeeds');
}

/** An id by its template. It follows from the number, so it is unique. */
function idFor(
  { name }: Description,
  kind: Kind,
  { n, path, query, body }: Required<Pick<Facts, 'n' | 'path' | 'query' | 'body'>>,
): string {
  const random = randomFor(n, `${name} ${kind.name} id`, 0);
  return kind.id.replaceAll(/\{([^{}]*)\}/g, (_, what: string) => {
    const [key = '', ...rest] = what.split(':');
    const more = rest.join(':');
    if (key === 'n') return String(n);
    if (key === 'uuid') return random.uuid();
    if (key === 'hex') return random.hex(Math.min(256, Number(more) || 24));
    // Without a request the id is made up, a new one each time.
    if (key === 'path') return Object.hasOwn(path, more) ? path[more]! : `${kind.name}-${n}`;
    if (key === 'query') return Object.hasOwn(query, more) ? query[more]! : 'sample';
    if (key === 'body') return String(valueAt(body, more) ?? n);
    return random.hex(8);
  });
}
