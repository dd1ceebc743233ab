// Changes as commands to the hashes of a world, and a whole world as what stands in them.
import type { FaultCount } from '../../core/faults/meet.ts';
import type { Change, WorldFacts } from '../../core/replica/changes.ts';
import { type EditionPart, editionParts } from './keys.ts';

/** Numbers of keys, as the commit script is given them. */
const numbers = { meta: 1, journal: 3 } as const;
const numberOf = (part: EditionPart) => editionParts.indexOf(part) + 4;

type Command = readonly [command: string, key: number, ...args: string[]];

export function commandsOf(change: Change): readonly Command[] {
  if (change[0] === 'anew') return [];
  if (change[0] === 'no journal')
    return [
      ['DEL', numbers.journal],
      ['HSET', numbers.meta, 'journal', '0'],
      ['HINCRBY', numbers.meta, 'cleared', '1'],
    ];
  return [commandOf(change)];
}

function commandOf(change: Exclude<Change, readonly ['anew'] | readonly ['no journal']>): Command {
  switch (change[0]) {
    case 'put':
      return ['HSET', numberOf('records'), ...recordField(change[1], change[2])];
    case 'remove':
      return ['HDEL', numberOf('records'), `${change[1]} ${change[2]}`];
    case 'serial':
      return ['HSET', numberOf('serials'), change[1], `${change[2]}`];
    case 'parent': {
      const [, place, api, kind, id, parent] = change;
      return ['HSET', numberOf('parents'), ...parentField({ place, api, kind, id, parent })];
    }
    case 'no parent':
      return ['HDEL', numberOf('parents'), JSON.stringify(change.slice(1))];
    case 'clock':
    case 'readings':
    case 'scenarios':
    case 'faults':
      return ['HSET', numbers.meta, change[0], JSON.stringify(change[1])];
    case 'counted':
      return ['HSET', numberOf('counts'), ...countFields(change[1])];
    case 'callers':
      return ['HSET', numberOf('callers'), change[1], JSON.stringify(change[2])];
    case 'remembered':
      return change[2].length > 0
        ? ['HSET', numberOf('remembered'), change[1], JSON.stringify(change[2])]
        : ['HDEL', numberOf('remembered'), change[1]];
  }
}

/** The fields of each hash of an edition. */
export function fieldsOf(
  facts: WorldFacts,
): Readonly<Record<EditionPart, Iterable<readonly [string, string]>>> {
  return {
    records: mapped(facts.records, ([arrival, record]) => recordField(arrival, record)),
    parents: mapped(facts.parents, parentField),
    serials: mapped(facts.serials, ([series, used]) => [series, `${used}`]),
    counts: [],
    callers: [],
    remembered: mapped(facts.remembered, ([key, ids]) => [key, JSON.stringify(ids)]),
  };
}

const single = ['seed', 'readings', 'withSamples', 'begun', 'clock', 'scenarios', 'faults'] as const;

/** The fields of a world's meta that are of it alone. */
export function metaOf(facts: WorldFacts): string[] {
  return single.flatMap((name) => [name, JSON.stringify(facts[name])]);
}

type Fields = readonly (readonly [field: string, value: string])[];

/** A world, of what stands in its hashes. */
export function factsOf(
  meta: Readonly<Record<string, string>>,
  hashes: Readonly<Record<EditionPart, Fields>>,
): WorldFacts {
  const facts = Object.fromEntries(single.map((name) => [name, JSON.parse(meta[name]!)]));
  return {
    ...(facts as Pick<WorldFacts, (typeof single)[number]>),
    records: hashes.records.map(([, value]) => {
      const end = value.indexOf(' ');
      return [Number(value.slice(0, end)), JSON.parse(value.slice(end + 1))];
    }),
    parents: hashes.parents.map(([field, value]) => {
      const [api, kind, id] = JSON.parse(field) as [string, string, string];
      const [place, parent] = JSON.parse(value) as [number, WorldFacts['parents'][number]['parent']];
      return { place, api, kind, id, parent };
    }),
    serials: hashes.serials.map(([series, used]) => [series, Number(used)]),
    counted: countsOf(hashes.counts),
    callers: hashes.callers.map(([who, at]) => [who, JSON.parse(at)]),
    remembered: hashes.remembered.map(([key, ids]) => [key, JSON.parse(ids)]),
  };
}

function recordField(arrival: number, record: WorldFacts['records'][number][1]): [string, string] {
  return [`${record.api} ${record.id}`, `${arrival} ${JSON.stringify(record)}`];
}

function parentField({ place, api, kind, id, parent }: WorldFacts['parents'][number]): [string, string] {
  return [JSON.stringify([api, kind, id]), JSON.stringify([place, parent])];
}

/** What a fault has hit stands once, what it has counted stands by path. */
function countFields({ id, hits, rolled, path, requests }: FaultCount): string[] {
  const own = [`${id}`, JSON.stringify({ hits, rolled })];
  return path === undefined ? own : [...own, `${id} ${path}`, `${requests}`];
}

function countsOf(fields: Fields): FaultCount[] {
  const values = new Map(fields);
  return fields.map(([field, value]) => {
    const [id = '', ...path] = field.split(' ');
    const own = { id: Number(id), ...JSON.parse(values.get(id)!) } as FaultCount;
    return path.length === 0 ? own : { ...own, path: path.join(' '), requests: Number(value) };
  });
}

function* mapped<T, R>(items: Iterable<T>, map: (item: T) => R): Iterable<R> {
  for (const item of items) yield map(item);
}
