// A user's file, JSON or YAML, with the line of each of its places. Large files are JSON: that is parsed by
// the engine, and lines are found on first use.

import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Document, LineCounter, Node, Pair } from 'yaml';
import { nestingOf } from '../../core/values/nesting.ts';
import { partsOf } from '../../core/values/pointer.ts';
import { linesOfJson } from './json-lines.ts';
import { mistakeAt } from './mistake.ts';
import type { Source } from './place.ts';

/** No real document is larger, and a larger one could fill the memory. */
const mostBytes = 64 * 2 ** 20;
const deepest = 500;
/** Libraries are loaded when a file needs them, to save time for all other uses. */
const load = createRequire(import.meta.url);

export function readSource(file: string, name: string): Source {
  const text = textOf(file, name);
  if (/["']?__proto__["']?\s*:/.test(text))
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
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') throw mistakeAt(`${name}:1`, 'it is empty.');
  return text;
}

function jsonSource(file: string, name: string, text: string): Source {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // YAML's flow style begins like JSON.
    return yamlSource(file, name, text);
  }
  if (nestingOf(text) > deepest) throw mistakeAt(name, `is nested deeper than ${deepest} levels.`);
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

function yamlSource(file: string, name: string, text: string): Source {
  const yaml = load('yaml') as typeof import('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, {
    lineCounter: lines,
    merge: true,
    uniqueKeys: true,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error) {
    const line = error.linePos?.[0].line ?? 1;
    throw mistakeAt(
      `${name}:${line}`,
      `it cannot be read: ${error.message.split('\n')[0]!.replace(/ at line.*$/, '')}.`,
    );
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw mistakeAt(
      name,
      `it cannot be read: ${(cause as Error).message}.`,
      'Replace its aliases by their values.',
    );
  }
  return { file, name, text, value, lineOf: (pointer) => lineInYaml(yaml, document, lines, pointer) };
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
