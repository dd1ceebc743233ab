// Parses texts of responses as JSON, in time linear in their length.
import { nestingOf } from '../../core/values/nesting.ts';

/** No build is nested deeper, and deeper JSON would overflow recursive functions. */
const deepest = 500;

/** The text parsed as JSON; undefined if it is not JSON. */
export function parsed(text: string): unknown {
  if (text.length < longText) return parse(text);
  if (text !== lastLong?.text) lastLong = { text, value: parse(text) };
  return lastLong.value;
}

function parse(text: string): unknown {
  try {
    return nestingOf(text) > deepest ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The last long text that was parsed: a server that sends one usually sends it again. */
let lastLong: { readonly text: string; readonly value: unknown } | undefined;

/**
 * The text parsed as JSON, also in the sloppy form of a printed example, or without its last bracket: one fault does not
 * hide what else is in it. Whether that is allowed others decide.
 */
export function meant(text: string): unknown {
  return parsed(text) ?? parsed(withoutTrailingCommas(text)) ?? parsed(withLastBracket(text));
}

function withLastBracket(text: string): string {
  return text + ({ '{': '}', '[': ']' }[text.trimStart()[0] ?? ''] ?? '');
}

/** In one pass, because a hostile text could make a regular expression run over it again and again. */
function withoutTrailingCommas(text: string): string {
  const parts: string[] = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '\\' && quoted) at++;
    else if (sign === '"') quoted = !quoted;
    else if (sign === ',' && !quoted) {
      const next = nextAfterSpace(text, at + 1);
      const last = text[next] === '}' || text[next] === ']';
      if (last) parts.push(text.slice(from, at));
      if (last) from = at + 1;
      at = next - 1;
    }
  }
  return parts.join('') + text.slice(from);
}

function nextAfterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text[at]!)) at++;
  return at;
}

/** Parses texts as JSON. A long one that is repeated is parsed once. */
export function createReading(prune: (value: unknown) => unknown): (text: string) => unknown {
  const long = new Map<string, unknown>();
  return (text) => {
    if (text.length < longText) return meant(text);
    if (!long.has(text)) long.set(text, prune(meant(text)));
    return long.get(text);
  };
}

const longText = 65_536;
