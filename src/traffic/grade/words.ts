// Finds the place in a response that shows the state of a record, by comparing its responses in all states.
import { own } from '../../core/values/own.ts';

export interface StateWords {
  /** The path to the word in a body; undefined if no place distinguishes all states. */
  readonly path: readonly string[] | undefined;
  /** By word: its states. */
  readonly states: ReadonlyMap<string, readonly string[]>;
}

/** `bodies`: by state, a response that shows the record in it. */
export function stateWordsIn(bodies: Readonly<Record<string, unknown>>): StateWords {
  const paths = new Map<string, Map<string, string>>();
  for (const [state, body] of Object.entries(bodies))
    for (const [path, word] of wordsIn(body)) {
      const words = paths.get(path) ?? new Map<string, string>();
      paths.set(path, words.set(state, word));
    }
  // Of places that distinguish equally many states, the one nearest to the top is the record's own.
  const ranked = [...paths]
    .map(([path, words]) => ({
      path: JSON.parse(path) as string[],
      words,
      kinds: new Set(words.values()).size,
    }))
    .filter(({ kinds, words }) => kinds > 1 && words.size === Object.keys(bodies).length)
    .sort((a, b) => b.kinds - a.kinds || a.path.length - b.path.length);
  const [best] = ranked;
  const states = new Map<string, string[]>();
  for (const [state, word] of best?.words ?? []) states.set(word, [...(states.get(word) ?? []), state]);
  return { path: best?.path, states };
}

/** The word of a body at that place; undefined if it has none. */
export function wordAt(body: unknown, path: readonly string[]): unknown {
  let value = body;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = own(value as Record<string, unknown>, name);
  }
  return value;
}

/** The body with another word there; without the member if `word` is undefined. */
export function withWord(body: unknown, path: readonly string[], word: unknown): unknown {
  const changed = structuredClone(body);
  const holder = wordAt(changed, path.slice(0, -1)) as Record<string, unknown> | undefined;
  const name = path.at(-1)!;
  if (typeof holder !== 'object' || holder === null) return changed;
  if (word === undefined) delete holder[name];
  else holder[name] = word;
  return changed;
}

/** Whether a value may be the word of a state: not an instant, URL or id. */
const word = /^[A-Za-z][A-Za-z _-]{0,60}$/;

/** Each word or truth value in a body, by its path as JSON. */
function* wordsIn(value: unknown, path: readonly string[] = []): Generator<readonly [string, string]> {
  if (typeof value === 'boolean' || (typeof value === 'string' && word.test(value)))
    yield [JSON.stringify(path), `${value}`];
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) yield* wordsIn(member, [...path, name]);
}
