// One side of a comparison: what a server answered, by situation. A situation is what two recordings can have in common whose
// ids, times and states are not the same.
import type { Api } from '../../core/api/api.ts';
import type { Observation, Seen } from '../../core/invariants/invariant.ts';
import { redactNamed, redactValue } from '../../core/worlds/redact.ts';
import { createFacts, type Facts } from './facts.ts';
import { namesState } from './places.ts';
import { type StatesAt, statesIn, waysOf } from './states.ts';

export interface Side {
  readonly api: Api;
  readonly facts: Facts;
}

/** `observations`: what each exchange tells of records. `usual`: see {@link waysOf}. */
export function sideOf(
  api: Api,
  seen: readonly Seen[],
  observations: (seen: Seen) => readonly Observation[],
  usual: boolean,
): Side {
  const shown = new Map(seen.map((each) => [each, observations(each)]));
  const all = [...shown.values()].flat();
  const states = statesIn(all);
  const facts = createFacts(wordsIn(api), waysOf(api.lifecycle, all, usual));
  for (const each of seen) {
    if (each.operation === undefined) continue;
    noteStatus(facts, each, states);
    if (!each.response.lacksHeaders) noteHeaders(facts, api, each);
    if (!each.response.lacksBody) facts.noteBody(each, shown.get(each)!);
  }
  return { api, facts };
}

/** Every value is looked at, so what a place is, is found out once. */
function wordsIn(api: Api): (seen: Seen, place: string, pointer: string) => boolean {
  const known = new Map<string, boolean>();
  return ({ operation, response: { status } }, place, pointer) => {
    const key = `${operation} ${status} ${place}`;
    const isWord = known.get(key) ?? namesState(api, { operation: operation!, status }, pointer);
    known.set(key, isWord);
    return isWord;
  };
}

/** Whoever is let in, and how busy a server is, is nothing that two recordings have in common. */
const passing = [401, 403, 407, 408, 425, 429, 502, 503, 504];

function noteStatus(facts: Facts, seen: Seen, states: StatesAt): void {
  const { status } = seen.response;
  if (!passing.includes(status)) facts.note(seen, situationOf(seen, states), 'status', String(status));
}

/**
 * The request itself, with what it names in the place of an id: two requests are the same if they are told apart by nothing but
 * which record they name, and if that is in the same state.
 */
function situationOf({ request, at }: Seen, states: StatesAt): string {
  const named = { ...request.params, ...Object.fromEntries(request.query) };
  const words = Object.entries(named).map(([name, value]) => {
    const state = states(name, value, at);
    if (state !== undefined) return `${name} of a record that is ${state}`;
    return isName(name) ? `unknown ${name}` : `${name}=${String(redactNamed(name, value)).slice(0, 100)}`;
  });
  const body =
    request.body === undefined ? [] : [`body ${JSON.stringify(redactValue(request.body)).slice(0, 500)}`];
  const credentials = Object.keys(request.headers).filter((name) => /authorization|token|key/.test(name));
  return [request.method, ...words, ...credentials.map((name) => `with ${name}`), ...body].join(', ');
}

const isName = (name: string) => /id$|^name$/i.test(name);

/** Those that clients act upon, and those that the API says it sends. */
const telling = ['allow', 'location', 'retry-after', 'link'];

function noteHeaders(facts: Facts, { advertised, operations }: Api, seen: Seen): void {
  const { headers, status } = seen.response;
  const operation = operations.find(({ id }) => id === seen.operation)!;
  const named = Object.keys(advertised?.headers?.(operation, status, () => 'observed') ?? {});
  const situation = String(status);
  facts.note(
    seen,
    situation,
    'header content-type',
    (headers['content-type'] ?? 'absent').split(';')[0]!.trim(),
  );
  for (const name of new Set([...telling, ...named.map((each) => each.toLowerCase())]))
    facts.noteValue(seen, situation, `header ${name}`, headers[name]);
}
