// Where two sides differ in what they have in common: of one situation nothing that the one has the other has ever had.
import { visible } from '../../core/values/visible.ts';
import type { Difference } from './difference.ts';
import type { Fact } from './facts.ts';
import { alike } from './kinds.ts';
import { asIfUnmoved } from './moved.ts';
import { placeInSchema } from './places.ts';
import type { Side } from './side.ts';

export function differencesBetween(before: Side, after: Side): Difference[] {
  const keys = new Set([...before.facts.all.keys(), ...after.facts.all.keys()]);
  const moved = asIfUnmoved(before, after).flatMap((unmoved) =>
    differencesAt(new Set(unmoved.facts.all.keys()), before, unmoved),
  );
  return withoutInner(merged([...differencesAt(keys, before, after), ...moved]));
}

function differencesAt(keys: ReadonlySet<string>, before: Side, after: Side): Difference[] {
  return [...keys].flatMap((key) => {
    const [here, there] = [factAt(before, key, after), factAt(after, key, before)];
    if (!here || !there || alike(kindsOf(here), kindsOf(there))) return [];
    return [toDifference(before, here, there)];
  });
}

/** A fact; where a side has none, that its holder was there without it, if it was. */
function factAt(side: Side, key: string, other: Side): Fact | undefined {
  const own = side.facts.all.get(key);
  const theirs = other.facts.all.get(key);
  const place = (own ?? theirs)!.place;
  const holders = place.startsWith('/') ? side.facts.all.get(holderOf(key)) : undefined;
  const total = holders ? sum(holders.kinds) : 0;
  if (!own) return total === 0 || !theirs ? undefined : { ...theirs, kinds: new Map([['absent', total]]) };
  const missing = total - sum(own.kinds);
  return missing > 0 && !place.endsWith('/*')
    ? { ...own, kinds: new Map([...own.kinds, ['absent', missing]]) }
    : own;
}

/** Of a key of a member that of the object around it. Entries of a list have none: a list may be empty. */
function holderOf(key: string): string {
  return key.endsWith('/*') || key.endsWith('/') ? '' : key.replace(/\/[^/\n]*$/, '/');
}

const kindsOf = ({ kinds }: Fact) => new Set(kinds.keys());
const sum = (kinds: ReadonlyMap<string, number>) => [...kinds.values()].reduce((all, each) => all + each, 0);

function toDifference({ api }: Side, before: Fact, after: Fact): Difference {
  const pointer = before.kinds.has('absent') ? after.pointer : before.pointer;
  const schema = placeInSchema(api, before, pointer, wordsToLookFor(before, after));
  const presence = [before, after].some(({ kinds }) =>
    [...kinds.keys()].every((kind) => kind === 'absent' || kind === 'null'),
  );
  return {
    operation: before.operation,
    situation: before.situation,
    place: before.place === '' ? 'body' : before.place,
    before: wordsOf(before),
    after: wordsOf(after),
    times: [sum(before.kinds), sum(after.kinds)],
    clause: schema.clause,
    errata: schema.errata,
    optional: presence && before.place.startsWith('/') && schema.optional,
  };
}

/** By which an erratum shows that it speaks of a status or a header. */
function wordsToLookFor(before: Fact, after: Fact): string[] {
  if (before.place === 'status') return [...before.kinds.keys(), ...after.kinds.keys()];
  if (before.place === 'body' || before.place === 'header content-type') return ['HTML', 'JSON'];
  return [before.place.replace('header ', '')];
}

function wordsOf({ kinds }: Fact): string {
  return visible([...kinds.keys()].sort().join(' or '));
}

/** The same difference in several situations is one. */
function merged(differences: readonly Difference[]): Difference[] {
  const byPlace = new Map<string, Difference[]>();
  for (const each of differences) {
    const plain = [each.before, each.after].map((words) => words.replaceAll(/ with [^"]*?(?= or |$)/g, ''));
    const key = [each.operation, each.place, ...plain].join('\n');
    byPlace.set(key, [...(byPlace.get(key) ?? []), each]);
  }
  return [...byPlace.values()].map((all) => ({
    ...all[0]!,
    situation: [...new Set(all.map(({ situation }) => situation))].slice(0, 5).join('; '),
    times: [total(all, 0), total(all, 1)],
  }));
}

function total(differences: readonly Difference[], side: 0 | 1): number {
  return differences.reduce((all, { times }) => all + times[side], 0);
}

/** What lies within an object that is not there is not there either, and where a status differs so does its body. */
function withoutInner(differences: readonly Difference[]): Difference[] {
  return differences.filter(
    (each) =>
      !differences.some(
        (other) =>
          other.operation === each.operation &&
          other.place.startsWith('/') &&
          each.place.startsWith(`${other.place}/`),
      ) && !(each.place.endsWith('/') && each.place.length > 1),
  );
}

/** How many exchanges two sides have of the same operation. */
export function inCommon(before: Side, after: Side): number {
  const operations = (side: Side) => new Set([...side.facts.all.values()].map(({ operation }) => operation));
  const there = operations(after);
  return [...operations(before)].filter((operation) => there.has(operation)).length;
}
