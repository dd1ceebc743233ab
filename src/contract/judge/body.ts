// Checks a body against its schema: finds everything that is wrong with it, and members that are not documented. A server that answers
// with millions of members or items must not make us work longer than it took to send them.
import type { Schema } from '../../core/api/documents.ts';
import { opened } from '../../core/api/narrow.ts';
import { createValidator, type Violation } from '../../core/api/schema.ts';
import { type UnknownMember, unknownMembers } from '../../core/api/unknown-members.ts';
import { hidden } from '../../core/worlds/redact.ts';

type Schemas = Readonly<Record<string, Schema>>;

export interface BodyJudge {
  /** The part of a body that is checked. */
  checked(body: unknown): unknown;
  /** All that is wrong with it, except undocumented members. */
  faults(schemaName: string, body: unknown): Promise<readonly Violation[]>;
  /** The undocumented members; only the first ones if there are many. */
  beyond(schemaName: string, body: unknown): readonly UnknownMember[];
}

/** The most items of a list that are checked. */
const mostItems = 10_000;
/** How often the same violation is reported for one body, and how many unknown members. */
const mostAlike = 100;

export function createBodyJudge(schemas: Schemas): BodyJudge {
  const validator = createValidator(opened(schemas), { every: true, judged: true });
  const shortenedOnce = remembering((_, body) => shortened(body));
  return {
    checked: (body) => shortenedOnce('', body),
    faults: remembering(async (schemaName, body) =>
      thinned((await validator.violations(schemaName, shortened(body))).filter(isSeen)),
    ),
    beyond: remembering((schemaName, body) => {
      const found: UnknownMember[] = [];
      for (const member of unknownMembers(schemas, schemaName, shortened(body))) {
        if (found.length === mostAlike) break;
        found.push(member);
      }
      return found;
    }),
  };
}

/** What was redacted in a recording tells nothing of the value that was there. */
function isSeen({ given }: Violation): boolean {
  return given !== hidden;
}

/** Bodies that were judged before: a repeated body is parsed once and judged once. */
function remembering<T>(
  judge: (schemaName: string, body: unknown) => T,
): (schemaName: string, body: unknown) => T {
  const known = new WeakMap<object, Map<string, T>>();
  return (schemaName, body) => {
    if (typeof body !== 'object' || body === null) return judge(schemaName, body);
    const bySchema = known.get(body) ?? new Map<string, T>();
    known.set(body, bySchema);
    if (!bySchema.has(schemaName)) bySchema.set(schemaName, judge(schemaName, body));
    return bySchema.get(schemaName)!;
  };
}

/** A pointer with any index of a list replaced, so that all items count as one place. */
export function placeOfAny(pointer: string): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
}

function thinned(violations: readonly Violation[]): readonly Violation[] {
  const counts = new Map<string, number>();
  return violations.filter(({ pointer, name, rule, expected }) => {
    const key = [placeOfAny(pointer), rule === 'required' ? name : '', rule, expected].join('\n');
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= mostAlike;
  });
}

/** The same value with long lists cut to the items that are checked. */
function shortened(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.length > mostItems ? value.slice(0, mostItems) : value;
    return mapped(items, shortened);
  }
  return membersBy(value as Record<string, unknown>, shortened);
}

/** Returns the same list if nothing in it changes. */
function mapped(items: readonly unknown[], change: (item: unknown) => unknown): readonly unknown[] {
  const changed = items.map(change);
  return changed.every((item, index) => item === items[index]) ? items : changed;
}

/** No honest list within the size of a response has more items. */
const mostKept = 100_000;
/** How many members that no schema names are kept of one object. */
const mostUnknown = 1_000;

/** Cuts lists to the longest length that a real one can have, and objects to the members that some schema names plus the first of the others. */
export function createPruning(schemas: Schemas): (value: unknown) => unknown {
  const names = new Set<string>();
  collectNames(schemas, names);
  const prune = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value))
      return mapped(value.length > mostKept ? value.slice(0, mostKept) : value, prune);
    const entries = Object.entries(value);
    if (entries.length <= mostUnknown) return membersBy(value as Record<string, unknown>, prune);
    let others = 0;
    const kept = entries.filter(([name]) => names.has(name) || ++others <= mostUnknown);
    return Object.fromEntries(kept.map(([name, member]) => [name, prune(member)]));
  };
  return prune;
}

function membersBy(object: Readonly<Record<string, unknown>>, change: (value: unknown) => unknown): unknown {
  let changed: Record<string, unknown> | undefined;
  for (const [name, before] of Object.entries(object)) {
    const member = change(before);
    if (member === before) continue;
    changed ??= { ...object };
    changed[name] = member;
  }
  return changed ?? object;
}

function collectNames(value: unknown, names: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    if (key === 'properties' && typeof member === 'object' && member !== null)
      for (const name of Object.keys(member)) names.add(name);
    collectNames(member, names);
  }
}
