// The line of each place of a JSON text, found in one pass on first use.
import type * as Parser from 'jsonc-parser';
import { escapePointer } from '../../core/values/pointer.ts';

/** Places deeper than this get the line of the one around them. */
const deepest = 12;

/** A member that an object of a JSON text has twice: of two, only the last would count. */
export function twiceInJson(
  text: string,
  parser: Pick<typeof Parser, 'visit'>,
): { readonly name: string; readonly line: number } | undefined {
  const open: Set<string>[] = [];
  let found: { name: string; line: number } | undefined;
  parser.visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, _offset, _length, line) => {
      if (open.at(-1)?.has(name)) found ??= { name, line: line + 1 };
      open.at(-1)?.add(name);
    },
  });
  return found;
}

export function linesOfJson(text: string, parser: Pick<typeof Parser, 'visit'>): (pointer: string) => number {
  const lines = new Map<string, number>([['', 1]]);
  const path: (string | number)[] = [];
  const here = () => path.map((part) => `/${escapePointer(String(part))}`).join('');
  const note = (line: number) => {
    if (path.length <= deepest && !lines.has(here())) lines.set(here(), line + 1);
  };
  const next = () => {
    const last = path.at(-1);
    if (typeof last === 'number') path[path.length - 1] = last + 1;
  };
  parser.visit(text, {
    onObjectBegin: (_offset, _length, line) => {
      note(line);
      path.push('');
    },
    onObjectProperty: (name, _offset, _length, line) => {
      path[path.length - 1] = name;
      note(line);
    },
    onObjectEnd: () => void path.pop(),
    onArrayBegin: (_offset, _length, line) => {
      note(line);
      path.push(0);
    },
    onArrayEnd: () => void path.pop(),
    onLiteralValue: (_value, _offset, _length, line) => note(line),
    onSeparator: (separator) => {
      if (separator === ',') next();
    },
  });
  return (pointer) => {
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
      const line = lines.get(at);
      if (line !== undefined) return line;
      if (at === '') return 1;
    }
  };
}
