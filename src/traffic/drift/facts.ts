// What was seen at each place of each situation, counted: of what kinds the values are, and how often there was none.
import type { Observation, Seen } from '../../core/invariants/invariant.ts';
import { escapePointer } from '../../core/values/pointer.ts';
import { kindOf } from './kinds.ts';
import type { Ways } from './states.ts';

export interface Fact {
  readonly operation: string;
  readonly status: number;
  readonly situation: string;
  readonly place: string;
  /** How often each kind was seen; `absent` where the object around it had no such member. */
  readonly kinds: Map<string, number>;
  /** A pointer to it, as it first came: to find its schema. */
  readonly pointer: string;
}

export interface Facts {
  readonly all: ReadonlyMap<string, Fact>;
  note(seen: Seen, situation: string, place: string, kind: string): void;
  noteValue(seen: Seen, situation: string, place: string, value: unknown): void;
  noteBody(seen: Seen, observations: readonly Observation[]): void;
}

/** How deep a body is looked into, and how many entries of a list: more show nothing else. */
const deepest = 40;
const mostEntries = 300;

/** `isWord`: whether a text at a place is a word that is compared as it is. `ways`: what is known of a record's states. */
export function createFacts(
  isWord: (seen: Seen, place: string, pointer: string) => boolean,
  ways: Ways,
): Facts {
  const all = new Map<string, Fact>();
  const facts: Facts = {
    all,
    note: (seen, situation, place, kind) => put(seen, situation, place, kind, place),
    noteValue: (seen, situation, place, value) =>
      put(seen, situation, place, value === undefined ? 'absent' : kindOf(value), place),
    noteBody(seen, observations) {
      const { body, text, status } = seen.response;
      const plain = text === '' ? 'no body' : body === undefined ? 'text that is no JSON' : 'JSON';
      put(seen, String(status), 'body', plain, '');
      if (body !== undefined && body !== null && typeof body === 'object')
        walk({ seen, observations }, body, { pointer: '', place: '' }, 0);
    },
  };
  const put = (seen: Seen, situation: string | undefined, place: string, kind: string, pointer: string) => {
    if (situation === undefined) return;
    const { status } = seen.response;
    const key = `${seen.operation}\n${place === 'status' ? '' : status}\n${situation}\n${place}`;
    const fact = all.get(key) ?? {
      operation: seen.operation!,
      status,
      situation,
      place,
      kinds: new Map(),
      pointer,
    };
    fact.kinds.set(kind, (fact.kinds.get(kind) ?? 0) + 1);
    all.set(key, fact);
  };
  const kindAt = (seen: Seen, value: unknown, { place, pointer }: { place: string; pointer: string }) =>
    typeof value === 'string' && value.length < 40 && isWord(seen, place, pointer)
      ? `"${value}"`
      : kindOf(value);
  const walk = (
    about: { seen: Seen; observations: readonly Observation[] },
    value: object,
    at: { pointer: string; place: string },
    depth: number,
  ): void => {
    if (depth > deepest) return;
    const situation = situationAt(about, at.pointer, ways);
    const members = Array.isArray(value) ? [...value.slice(0, mostEntries).entries()] : Object.entries(value);
    put(about.seen, situation, at.place, Array.isArray(value) ? kindOf(value) : 'object', at.pointer);
    // Who holds the members says that they could have been there.
    if (!Array.isArray(value)) put(about.seen, situation, `${at.place}/`, 'object', at.pointer);
    for (const [name, member] of members) {
      const part = escapePointer(String(name));
      const there = {
        pointer: `${at.pointer}/${part}`,
        place: `${at.place}/${Array.isArray(value) ? '*' : part}`,
      };
      if (typeof member === 'object' && member !== null) walk(about, member, there, depth + 1);
      else
        put(
          about.seen,
          situationAt(about, there.pointer, ways),
          there.place,
          kindAt(about.seen, member, there),
          there.pointer,
        );
    }
  };
  return facts;
}

/**
 * The status, what was asked for, and the state of the record in which a place lies, or beside which. Undefined where that is
 * nothing to compare.
 */
function situationAt(
  { seen, observations }: { seen: Seen; observations: readonly Observation[] },
  pointer: string,
  ways: Ways,
): string | undefined {
  const around = new Set(observations.filter((each) => isOf(each.pointer, pointer)).map(ways));
  if (around.has(undefined)) return undefined;
  const names = [...seen.request.query.keys()].sort();
  return [
    String(seen.response.status),
    ...(around.size === 1 ? around : []),
    ...(names.length > 0 ? [`?${names.join('&')}`] : []),
  ].join(', ');
}

/** Within the same entry of a list; a record that is no entry is the whole body's. */
function isOf(record: string, pointer: string): boolean {
  const [entry] = /^.*\/\d+(?=\/|$)/.exec(record) ?? [''];
  return pointer === entry || pointer.startsWith(`${entry}/`);
}
