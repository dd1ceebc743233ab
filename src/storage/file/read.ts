// Reads a state file: all of it or nothing, with the reason in one line.
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

/** Up to this many bytes a file is parsed as one text with any layout; a larger one must have the layout that Standin writes. */
const largestWhole = 64 * 1_024 * 1_024;

interface ReadOptions {
  readonly whole?: number;
  readonly known?: Format;
  /** Accepts an edited file. */
  readonly acceptEdited?: boolean | undefined;
}

/** The worlds of a state file, by name; none if there is no file yet. A Problem if it is not a complete file that Standin wrote. */
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
    // Not text, or not JSON. The message of the parser is not shown, because it may quote private content.
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw notUsable(name, reasonOf(error));
    const isOurs = await beginsAsOurs(file);
    throw notUsable(
      name,
      isOurs ? 'It is incomplete or damaged.' : 'It is not a state file of Standin.',
      elsewhere,
    );
  }
}

const elsewhere = 'It was not changed. Move it away to start fresh, or give another file with --state.';

/** Whether a file should have a checksum: only version 1 had none, but a file may claim to be version 1. */
function isSealed(parsed: { readonly version?: unknown; readonly checksum?: unknown }): boolean {
  return parsed.version !== 1 || parsed.checksum !== undefined;
}

/** Whether the last line of a file is the checksum of all lines before it. */
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
    'It was edited or damaged since Standin wrote it.',
    `If you edited it, accept it with --accept-edited-state (acceptEditedState: true). ${elsewhere}`,
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
