// Well-formed requests to every operation of every surface, of which one thing or more is hostile.
import fc from 'fast-check';
import { documentsOf, type Schema } from '../../src/core/api/documents.ts';
import type { Operation, Surface } from '../../src/core/api/operation.ts';
import {
  brokenBody,
  contentTypes,
  encode,
  hostileHeader,
  hostileJson,
  hostileText,
  hostileWorld,
  inUrl,
  rarely,
  toBytes,
} from './values.ts';

/** A request that `fetch` can send. Everything in it is bytes, a character for each. */
export interface OperationRequest {
  readonly how: 'fetch';
  /** `<surface>/<operation> <part>.<name>`: what was made hostile. */
  readonly victim: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
}

/** A parameter of an operation. */
interface Place {
  readonly surface: string;
  readonly operation: Operation;
  readonly part: 'path' | 'query' | 'body' | 'none';
  readonly name: string;
}

/** What fits by the name of a parameter or a member, whichever operation has it. */
const fitting: Readonly<Record<string, unknown>> = {
  api: 'copr',
  id: '106882:fedora-rawhide-x86_64',
  kind: 'cancel',
  fault: 'copr:status=503,times=1',
  by: '1m',
  clock: 'x60',
  at: '2026-03-02T12:00:00Z',
  name: 'build-is-running',
  scenario: 'fails',
  defaults: { copr: 'fails' },
  queue: { entrecode: ['fails'] },
  lasts: { running: '1m' },
  attributes: {},
  params: {},
  build_id: 106_882,
  project_id: 1,
  owner: 'mirek',
  chroots: ['fedora-41-x86_64'],
  srpm_url: 'http://srpms.example/jq-1.7.1-8.src.rpm',
  job_id: '48c66c6002964721be537cdc6ce0297b',
  start_time: '2023-12-01 00:00:00',
  end_time: '2023-12-31 23:59:59',
  platformID: '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13',
  buildID: 1,
  task_id: '1e1d1-ffffffff-ffff-4fff-bfff',
  page: 1,
  last: 60,
  offset: 0,
  limit: 10,
  page_index: 0,
  page_size: 10,
};

const access = [
  ['authorization', 'Basic bG9naW46dG9rZW4='],
  ['x-auth-token', 'any'],
] as const;

/** It is answered as long as its client stays: `streams` follow it on sockets. */
const endless = 'follow-events';

/** Every parameter of every operation, and each operation as a whole. */
export function placesOf(surfaces: readonly Surface[]): readonly Place[] {
  return surfaces.flatMap((surface) =>
    surface.operations.flatMap((operation) => {
      if (operation.id === endless) return [];
      const place = (part: Place['part'], name: string) => ({ surface: surface.name, operation, part, name });
      const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => place('path', name!));
      const section = (part: 'query' | 'body') => {
        const names = Object.keys(propertiesOf(surface, operation, part));
        return names.map((name) => place(part, name));
      };
      return [place('none', ''), ...inPath, ...section('query'), ...section('body')];
    }),
  );
}

export function victimOf({ surface, operation, part, name }: Place): string {
  return `${surface}/${operation.id} ${part}.${name}`;
}

/** A request with something hostile at one of these places, and now and then elsewhere too. */
export function requestTo(surfaces: readonly Surface[], world: string): fc.Arbitrary<OperationRequest> {
  const bySurface = new Map(surfaces.map((each) => [each.name, each]));
  return fc
    .record({
      place: fc.constantFrom(...placesOf(surfaces)),
      method: rarely(fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'BREW'), 12),
      value: inUrl,
      json: hostileJson,
      broken: rarely(brokenBody, 6),
      type: rarely(fc.constantFrom(...contentTypes), 5),
      headers: fc.array(hostileHeader, { maxLength: 2 }),
      stranger: rarely(fc.constantFrom('none', 'empty'), 10),
      again: rarely(fc.tuple(hostileText, inUrl), 5),
      tail: rarely(inUrl, 12),
      elsewhere: rarely(fc.tuple(fc.constantFrom('path', 'header', 'both'), hostileWorld), 20),
    })
    .map((drawn) => assemble(drawn, bySurface, world));
}

interface Drawn {
  readonly place: Place;
  readonly method: string | null;
  readonly value: string;
  readonly json: string;
  readonly broken: string | null;
  readonly type: string | null;
  readonly headers: readonly (readonly [string, string])[];
  readonly stranger: string | null;
  readonly again: readonly [string, string] | null;
  readonly tail: string | null;
  readonly elsewhere: readonly [string, string] | null;
}

function assemble(drawn: Drawn, surfaces: ReadonlyMap<string, Surface>, world: string): OperationRequest {
  const { place, value, json, broken, again, tail, elsewhere } = drawn;
  const { operation, part, name } = place;
  const surface = surfaces.get(place.surface)!;
  const method = drawn.method ?? operation.method;
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, each: string) =>
    part === 'path' && each === name ? value : encode(String(fitting[each] ?? 'x')),
  );
  const query = queryOf(surface, operation).map(
    (each) => `${each}=${part === 'query' && each === name ? value : encode(String(fitting[each]))}`,
  );
  if (part === 'query' && !query.some((each) => each.startsWith(`${name}=`))) query.push(`${name}=${value}`);
  // A second time, or under a name that nobody knows.
  if (again) query.push(`${part === 'query' ? name : encode(again[0])}=${again[1]}`);
  const search = query.length > 0 ? `?${query.join('&')}` : '';
  const body = method === 'GET' || method === 'HEAD' ? undefined : bodyOf(surface, drawn, json, broken);
  const headers = [
    ...(drawn.stranger === null
      ? access
      : drawn.stranger === 'empty'
        ? access.map(([each]) => [each, ''] as const)
        : []),
    ...(body === undefined ? [] : [['content-type', drawn.type ?? 'application/json'] as const]),
    ...drawn.headers,
    ...(elsewhere && elsewhere[0] !== 'path' ? [['x-standin-world', decoded(elsewhere[1])] as const] : []),
  ];
  const named = elsewhere && elsewhere[0] !== 'header' ? `/~${elsewhere[1]}` : elsewhere ? '' : `/~${world}`;
  return {
    how: 'fetch',
    victim: victimOf(place),
    method,
    path: `${named}${path}${tail === null ? '' : `/${tail}`}${search}`,
    headers,
    ...(body !== undefined && { body }),
  };
}

/** The query parameters that a request cannot do without, and that we know how to fill. */
function queryOf(surface: Surface, operation: Operation): string[] {
  const { required = [] } = sectionOf(surface, operation, 'query');
  return (required as string[]).filter((each) => each in fitting);
}

function bodyOf(surface: Surface, { place }: Drawn, json: string, broken: string | null): string | undefined {
  const { operation, part, name } = place;
  const properties = propertiesOf(surface, operation, 'body');
  if (broken !== null) return broken;
  // Of an operation as a whole, the whole body is the victim.
  if (part === 'none') return toBytes(json);
  const names = Object.keys(properties).filter(
    (each) => each in fitting || (part === 'body' && each === name),
  );
  if (names.length === 0) return undefined;
  const members = names.map(
    (each) =>
      `${JSON.stringify(each)}:${part === 'body' && each === name ? json : JSON.stringify(fitting[each])}`,
  );
  return toBytes(`{${members.join(',')}}`);
}

function propertiesOf(
  surface: Surface,
  operation: Operation,
  part: string,
): Readonly<Record<string, Schema>> {
  return (sectionOf(surface, operation, part).properties ?? {}) as Record<string, Schema>;
}

function sectionOf({ name, folder }: Surface, { request }: Operation, part: string): Schema {
  const { schemas } = documentsOf(name, folder);
  const sections = (request ? (schemas[request]?.properties ?? {}) : {}) as Record<string, Schema>;
  return sections[part] ?? {};
}

function decoded(text: string): string {
  try {
    return toBytes(decodeURIComponent(text))
      .replaceAll(/[^\x20-\x7e\x80-\xff]/g, '')
      .trim();
  } catch {
    return text;
  }
}
