// The format of worlds in a file: one JSON with a line for each record, so that a world of any size is written and read in
// parts. `jq .worlds.default` of it is what GET /__standin/world shows. Its last line is a checksum of all lines before it.
import { createHash } from 'node:crypto';
import type { WorldState } from './state.ts';

export const fileFormat = 'standin-state';
export const fileVersion = 2;

/** How many characters are made at once: a few milliseconds of work. */
const partLength = 256 * 1_024;

/** The text of a file, in parts. */
export function* fileText(worlds: Iterable<readonly [string, WorldState]>): Iterable<string> {
  const hash = createHash('sha256');
  for (const part of gathered(fileLines(worlds))) {
    hash.update(part);
    yield part;
  }
  yield checksumLine(hash.digest('hex'));
}

/** The last line of a file. */
export function checksumLine(hex: string): string {
  return `"checksum":"sha256:${hex}"}\n`;
}

/** In bytes. */
export const checksumLength = checksumLine('0'.repeat(64)).length;

/** The text of one world, in parts. */
export function* worldText(world: WorldState): Iterable<string> {
  yield* gathered(worldLines(world));
}

function* fileLines(worlds: Iterable<readonly [string, WorldState]>): Iterable<string> {
  yield `{"format":"${fileFormat}","version":${fileVersion},"worlds":{\n`;
  let before = '';
  for (const [name, world] of worlds) {
    yield `${before}${JSON.stringify(name)}:`;
    yield* worldLines(world);
    before = ',\n';
  }
  yield before === '' ? '},\n' : '\n},\n';
}

function* worldLines({ serials, parents, records, ...facts }: WorldState): Iterable<string> {
  yield `${JSON.stringify(facts).slice(0, -1)},"serials":[`;
  yield* separated(serials);
  yield '\n],"parents":[';
  yield* separated(parents);
  yield '\n],"records":[';
  yield* separated(records);
  yield '\n]}';
}

function* separated(items: Iterable<unknown>): Iterable<string> {
  let before = '\n';
  for (const item of items) {
    yield before + JSON.stringify(item);
    before = ',\n';
  }
}

/** The same text in fewer parts. */
function* gathered(lines: Iterable<string>): Iterable<string> {
  let part: string[] = [];
  let length = 0;
  for (const line of lines) {
    part.push(line);
    length += line.length;
    if (length < partLength) continue;
    yield part.join('');
    part = [];
    length = 0;
  }
  yield part.join('');
}

/**
 * Parses the lines of such a text. Throws a SyntaxError if they are not a complete text of this format. Version 1 had no
 * checksum.
 */
export async function parseLines(lines: AsyncIterable<string>): Promise<unknown> {
  const worlds: [string, unknown][] = [];
  let head: object | undefined;
  let world: Gathering | undefined;
  let end: object | undefined;
  let isClosed = false;
  for await (const line of lines) {
    if (end) throw new SyntaxError('there is more after its end');
    if (!head) head = JSON.parse(`${line}}}`) as object;
    else if (isClosed) end = JSON.parse(`{${line}`) as object;
    else if (!world && line === '},') isClosed = true;
    else if (!world && line === '}}') end = {};
    else if (!world) world = gathering(line);
    else if (!gather(world, line)) {
      worlds.push([world.name, { ...world.facts, ...world.lists }]);
      world = undefined;
    }
  }
  if (!end) throw new SyntaxError('it has no end');
  return { ...head, worlds: Object.fromEntries(worlds), ...end };
}

/** A world of which some lines have been read. */
interface Gathering {
  readonly name: string;
  readonly facts: object;
  readonly lists: Readonly<Record<'serials' | 'parents' | 'records', unknown[]>>;
  part: keyof Gathering['lists'];
}

function gathering(line: string): Gathering {
  const [[name, facts]] = Object.entries(JSON.parse(`{${line}]}}`)) as [[string, object]];
  return { name, facts, lists: { serials: [], parents: [], records: [] }, part: 'serials' };
}

/** Reads a line of a world; false if it was the last. */
function gather(world: Gathering, line: string): boolean {
  const { part, lists } = world;
  const item = line.endsWith(',') ? line.slice(0, -1) : line;
  if (part === 'serials' && line === '],"parents":[') world.part = 'parents';
  else if (part === 'parents' && line === '],"records":[') world.part = 'records';
  else if (part === 'records' && item === ']}') return false;
  else lists[part].push(JSON.parse(item));
  return true;
}
