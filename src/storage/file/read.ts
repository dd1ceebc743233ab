// Reading a state file: all of it or nothing, and what it is not said in one line.
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { Problem } from '../../core/values/problem.ts';
import { fileFormat, fileVersion, parseLines } from '../../core/worlds/state-text.ts';
import { type Format, upToDate } from '../../core/worlds/versions.ts';
import { notUsable, type Place, reasonOf } from './place.ts';

const format: Format = { name: fileFormat, version: fileVersion, migrations: {} };

/** Up to so many bytes a file is parsed as one, whoever laid it out; a larger one must be laid out as it was written. */
const largestWhole = 64 * 1_024 * 1_024;

/** The worlds of a state file, by name; none if there is no file yet. A Problem if it is no whole file of this version. */
export async function readWorlds(
  { name, file, size }: Place,
  { whole = largestWhole, known = format } = {},
): Promise<ReadonlyMap<string, unknown>> {
  if (size === undefined) return new Map();
  try {
    const parsed =
      size <= whole ? JSON.parse(decoder().decode(await readFile(file))) : await parseLines(linesOf(file));
    const { worlds } = upToDate(parsed, known);
    if (typeof worlds === 'object' && worlds !== null) return new Map(Object.entries(worlds));
    throw new SyntaxError('it has no worlds');
  } catch (error) {
    if (error instanceof Problem) throw notUsable(name, error.detail, `${error.hint} ${elsewhere}`);
    // What is not text, and what is not JSON; what the parser found instead is not shown, for it may be anybody's.
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw notUsable(name, reasonOf(error));
    const isOurs = await beginsAsOurs(file);
    throw notUsable(
      name,
      isOurs ? 'It is broken off or damaged.' : 'It is no state file of Standin.',
      elsewhere,
    );
  }
}

const elsewhere = 'It was left as it is: move it away to begin anew, or give another file with --state.';

const decoder = () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

async function* linesOf(file: string): AsyncIterable<string> {
  const text = decoder();
  let rest = '';
  for await (const chunk of createReadStream(file, { highWaterMark: 1_024 * 1_024 })) {
    const lines = (rest + text.decode(chunk as Buffer, { stream: true })).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest + text.decode() !== '') yield rest;
}

async function beginsAsOurs(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const beginning = `{"format":"${fileFormat}"`;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(beginning.length), 0, beginning.length, 0);
    return bytesRead > 0 && beginning.startsWith(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await handle.close();
  }
}
