// A user's file, JSON or YAML, with the line of each of its places. Large files are JSON: that is parsed by
// the engine, and lines are found on first use.

import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Document, LineCounter, Node, Pair } from 'yaml';
import { nestingOf } from '../../core/values/nesting.ts';
import { partsOf } from '../../core/values/pointer.ts';
import { linesOfJson, twiceInJson } from './json-lines.ts';
import { mistakeAt } from './mistake.ts';
import type { Source } from './place.ts';

/** No real document is larger, and a larger one could fill the memory. */
const mostBytes = 64 * 2 ** 20;
const deepest = 500;
/** Characters. */
const large = 4 * 2 ** 20;
/** Libraries are loaded when a file needs them, to save time for all other uses. */
const load = createRequire(import.meta.url);

export function readSource(file: string, name: string): Source {
  const text = textOf(file, name);
  // The search for the bare word takes no time, even in a large file.
  if (text.includes('__proto__') && /["']?__proto__["']?\s*:/.test(text))
    throw mistakeAt(
      `${name}:${lineAt(text, text.search(/["']?__proto__["']?\s*:/))}`,
      "a member has the name '__proto__', which is not allowed.",
    );
  return /^\s*[{[]/.test(text) ? jsonSource(file, name, text) : yamlSource(file, name, text);
}

function textOf(file: string, name: string): string {
  let size: number;
  try {
    const found = statSync(file);
    if (found.isDirectory()) throw mistakeAt(name, 'is a folder, but must be a file.');
    size = found.size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw mistakeAt(
      name,
      `cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      'Give the path of an existing file.',
    );
  }
  if (size > mostBytes) throw mistakeAt(name, `has ${size} bytes, but may have at most ${mostBytes}.`);
  const bytes = readFileSync(file);
  // Both byte orders begin with a mark, or have a zero in each other byte of what is ASCII.
  if (bytes.subarray(0, 512).includes(0) || (bytes[0]! >= 0xfe && bytes[1]! >= 0xfe))
    throw mistakeAt(`${name}:1`, 'it is not UTF-8 text.', 'Save it as UTF-8.');
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') throw mistakeAt(`${name}:1`, 'it is empty.');
  return text;
}

function jsonSource(file: string, name: string, text: string): Source {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    // YAML's flow style begins like JSON.
    if (!/\.json$/i.test(file)) return yamlSource(file, name, text);
    throw notJson(name, text, (cause as Error).message);
  }
  // In a large file that would take half as long as its parse; what walks through a value is bounded by itself.
  if (text.length < large && nestingOf(text) > deepest)
    throw mistakeAt(`${name}:1`, `it is nested deeper than ${deepest} levels.`);
  let lines: ((pointer: string) => number) | undefined;
  return {
    file,
    name,
    text,
    value,
    lineOf(pointer) {
      lines ??= linesOfJson(text, load('jsonc-parser') as Pick<typeof import('jsonc-parser'), 'visit'>);
      return lines(pointer);
    },
  };
}

/** A member that is twice in a JSON file; YAML's parser finds its own. */
export function duplicateIn({ text }: Source): ReturnType<typeof twiceInJson> {
  if (!text.trimStart().startsWith('{')) return undefined;
  return twiceInJson(text, load('jsonc-parser') as Pick<typeof import('jsonc-parser'), 'visit'>);
}

/** With the line that the engine's message tells by an offset; without one, the text ends too early. */
function notJson(name: string, text: string, says: string): Error {
  const offset = Number(/position (\d+)/.exec(says)?.[1] ?? text.trimEnd().length);
  return mistakeAt(
    `${name}:${lineAt(text, offset)}`,
    `it is not JSON: ${says.replace(/ in JSON at position.*$/, '')}.`,
  );
}

function yamlSource(file: string, name: string, text: string): Source {
  const yaml = load('yaml') as typeof import('yaml');
  const lines = new yaml.LineCounter();
  const document = parsed(yaml, { name, text, lines });
  const [error] = document.errors;
  if (error) {
    const line = error.linePos?.[0].line ?? 1;
    throw mistakeAt(
      `${name}:${line}`,
      `it cannot be read: ${error.message.split('\n')[0]!.replace(/ at line.*$/, '')}.`,
    );
  }
  const value = valueIn(yaml, document, { name, lines });
  return { file, name, text, value, lineOf: (pointer) => lineInYaml(yaml, document, lines, pointer) };
}

function parsed(
  yaml: typeof import('yaml'),
  { name, text, lines }: { readonly name: string; readonly text: string; readonly lines: LineCounter },
): Document {
  try {
    return yaml.parseDocument(text, {
      lineCounter: lines,
      merge: true,
      uniqueKeys: true,
      logLevel: 'silent',
    });
  } catch (cause) {
    // What is nested too deeply exhausts the parser's stack.
    throw mistakeAt(`${name}:1`, `it cannot be read: ${(cause as Error).message}.`);
  }
}

/** The value of a document. Aliases may neither multiply it nor lead into themselves. */
function valueIn(
  yaml: typeof import('yaml'),
  document: Document,
  { name, lines }: { readonly name: string; readonly lines: LineCounter },
): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (hasCircle(value)) throw new Error('an alias leads into itself');
    return value;
  } catch (cause) {
    let first = 0;
    yaml.visit(document, {
      Alias(_, { range }) {
        first = range?.[0] ?? 0;
        return yaml.visit.BREAK;
      },
    });
    throw mistakeAt(
      `${name}:${lines.linePos(first).line}`,
      `it cannot be read: ${(cause as Error).message}.`,
      'Replace its aliases by their values.',
    );
  }
}

function hasCircle(value: unknown, around: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return around.includes(value) || Object.values(value).some((each) => hasCircle(each, [...around, value]));
}

function lineInYaml(
  { isMap, isSeq, isAlias }: typeof import('yaml'),
  document: Document,
  lines: LineCounter,
  pointer: string,
): number {
  let node = document.contents as Node | null | undefined;
  let offset = node?.range?.[0] ?? 0;
  for (const part of partsOf(pointer)) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => String((key as { value?: unknown } | null)?.value ?? key) === part,
      ) as Pair<Node, Node> | undefined;
      if (!pair) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)] as Node | undefined;
      if (!item) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return lines.linePos(offset).line;
}

/** The line of an offset, from 1. */
function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
