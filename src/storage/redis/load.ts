// A whole world, read from its hashes and written into them, part by part. What changes meanwhile stands in the log.

import type { WorldFacts } from '../../core/replica/changes.ts';
import type { Place } from '../../core/replica/engine.ts';
import type { Connection } from './connection.ts';
import { factsOf, fieldsOf } from './encode.ts';
import { editionParts, type WorldKeys } from './keys.ts';

/** So many fields are read or written at once. */
const part = 1_000;
/** So many parts are on their way at once. */
const atOnce = 4;
/** How long (ms) an edition lives that nobody finishes. */
const draftLasts = 600_000;

type Fields = readonly (readonly [string, string])[];

export async function loadWorld(
  { command }: Connection,
  keys: WorldKeys,
): Promise<{ readonly at: Place; readonly facts: WorldFacts } | undefined> {
  const meta = paired((await command('hgetall', keys.meta)) as string[] | Record<string, string>);
  const { edition, version } = Object.fromEntries(meta);
  if (edition === undefined) return undefined;
  const names = keys.edition(edition);
  const hashes = await Promise.all(names.map((key) => readHash(command, key)));
  const byPart = Object.fromEntries(editionParts.map((name, index) => [name, hashes[index]!]));
  const facts = factsOf(Object.fromEntries(meta), byPart as never);
  return { at: { edition, version: Number(version) }, facts };
}

async function readHash(command: Connection['command'], key: string): Promise<Fields> {
  // A field may come twice while its hash grows; the later value counts.
  const fields = new Map<string, string>();
  let cursor = '0';
  do {
    const [next, found] = (await command('hscan', key, cursor, 'COUNT', part)) as [string, string[]];
    for (const [field, value] of paired(found)) fields.set(field, value);
    cursor = next;
  } while (cursor !== '0');
  return [...fields];
}

/** Writes the hashes of a new edition. They go by themselves if nobody puts the edition in its place. */
export async function writeEdition(
  { command }: Connection,
  names: readonly string[],
  facts: WorldFacts,
): Promise<void> {
  const byPart = fieldsOf(facts);
  for (const [index, name] of editionParts.entries()) {
    const key = names[index]!;
    let isNew = true;
    let underWay: Promise<unknown>[] = [];
    for (const args of inParts(byPart[name])) {
      underWay.push(command('hset', key, ...args));
      if (isNew || underWay.length >= atOnce) {
        await Promise.all(underWay);
        underWay = [];
      }
      if (isNew) await command('pexpire', key, draftLasts);
      isNew = false;
    }
    await Promise.all(underWay);
  }
}

function* inParts(fields: Iterable<readonly [string, string]>): Iterable<string[]> {
  let args: string[] = [];
  for (const [field, value] of fields) {
    args.push(field, value);
    if (args.length < 2 * part) continue;
    yield args;
    args = [];
  }
  if (args.length > 0) yield args;
}

/** Fields and values one after the other, as the protocol has them, or as an object. */
function paired(found: readonly string[] | Record<string, string>): [string, string][] {
  if (!Array.isArray(found)) return Object.entries(found);
  const pairs: [string, string][] = [];
  for (let at = 0; at < found.length; at += 2) pairs.push([found[at]!, found[at + 1]!]);
  return pairs;
}
