// How worlds lie in a file: one JSON of which each record is a line, so that a world of any size is written and read in
// parts. `jq .worlds.default` of it is what GET /__standin/world shows.
import type { WorldState } from './world-state.ts';

export const fileFormat = 'standin-state';
export const fileVersion = 1;

/** So many characters are made at once: a few milliseconds of work. */
const partLength = 256 * 1_024;

/** The text of a file, in parts. */
export function* fileText(worlds: Iterable<readonly [string, WorldState]>): Iterable<string> {
  yield* gathered(fileLines(worlds));
}

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
  yield before === '' ? '}}\n' : '\n}}\n';
}

function* worldLines({ records, ...facts }: WorldState): Iterable<string> {
  yield `${JSON.stringify(facts).slice(0, -1)},"records":[`;
  let before = '\n';
  for (const record of records) {
    yield before + JSON.stringify(record);
    before = ',\n';
  }
  yield '\n]}';
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

/** What the lines of such a text say, put together. Throws a SyntaxError if they are no whole text of this layout. */
export async function parseLines(lines: AsyncIterable<string>): Promise<unknown> {
  let head: { worlds: Record<string, unknown> } | undefined;
  let records: unknown[] | undefined;
  let ended = false;
  for await (const line of lines) {
    if (ended) throw new SyntaxError('it goes on after its end');
    if (!head) head = JSON.parse(`${line}}}`) as { worlds: Record<string, unknown> };
    else if (records && line.startsWith('{')) records.push(JSON.parse(line.replace(/,$/, '')));
    else if (records && /^\]\},?$/.test(line)) records = undefined;
    else if (!records && line.startsWith('"')) {
      records = [];
      const [[name, facts]] = Object.entries(JSON.parse(`{${line}]}}`)) as [[string, object]];
      head.worlds[name] = { ...facts, records };
    } else if (!records && line === '}}') ended = true;
    else throw new SyntaxError('a line is not as Standin writes it');
  }
  if (!ended) throw new SyntaxError('it has no end');
  return head;
}
