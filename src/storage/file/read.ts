// Reading a state file: all of it or nothing, and what it is not said in one line.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { Problem } from '../../core/values/problem.ts';
import {
  checksumLength,
  checksumLine,
  fileFormat,
  fileVersion,
  parseLines,
} from '../../core/worlds/state-text.ts';
import { type Format, upToDate } from '../../core/worlds/versions.ts';
import { notUsable, type Place, reasonOf, title } from './place.ts';

/** Version 1 had no checksum. */
const format: Format = { name: fileFormat, version: fileVersion, migrations: { 1: (old) => old } };

/** Up to so many bytes a file is parsed as one, whoever laid it out; a larger one must be laid out as it was written. */
const largestWhole = 64 * 1_024 * 1_024;

interface ReadOptions {
  readonly whole?: number;
  readonly known?: Format;
  /** Takes a file that is not as it was written. */
  readonly acceptEdited?: boolean | undefined;
}

/** The worlds of a state file, by name; none if there is no file yet. A Problem if it is no whole file that we wrote. */
export async function readWorlds(
  { name, file, size }: Pick<Place, 'name' | 'file' | 'size'>,
  { whole = largestWhole, known = format, acceptEdited = false }: ReadOptions = {},
): Promise<ReadonlyMap<string, unknown>> {
  if (size === undefined) return new Map();
  try {
    const parsed =
      size <= whole ? JSON.parse(decoder().decode(await readFile(file))) : await parseLines(linesOf(file));
    const { worlds } = upToDate(parsed, known);
    if (!acceptEdited && isSealed(parsed) && !(await isAsWritten(file, size))) throw notAsWritten(name);
    if (typeof worlds === 'object' && worlds !== null && !Array.isArray(worlds))
      return new Map(Object.entries(worlds));
    throw new SyntaxError('it has no worlds');
  } catch (error) {
    if (error instanceof Problem && error.title === title) throw error;
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

/** Whether a file should have a checksum: only version 1 had none, and a file that says it is one may not be. */
function isSealed(parsed: { readonly version?: unknown; readonly checksum?: unknown }): boolean {
  return parsed.version !== 1 || parsed.checksum !== undefined;
}

/** Whether the last line of a file is the checksum of all that stands before it. */
async function isAsWritten(file: string, size: number): Promise<boolean> {
  const end = size - checksumLength;
  if (end <= 0) return false;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { end: end - 1 })) hash.update(chunk as Buffer);
  let last = '';
  for await (const chunk of createReadStream(file, { start: end }))
    last += (chunk as Buffer).toString('latin1');
  return last === checksumLine(hash.digest('hex'));
}

function notAsWritten(name: string): Problem {
  return notUsable(
    name,
    'It is not as Standin wrote it: it was edited or damaged since.',
    `If you edited it, take it with --accept-edited-state (acceptEditedState: true). ${elsewhere}`,
  );
}

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
