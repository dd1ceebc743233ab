// Two faults at a time: each mutant together with a second one of another clause, with a member beyond the document in every
// object, and with self links that lead elsewhere. One fault must never hide another.
import * as registry from '../../src/apis/index.ts';
import { placeOfAny } from '../../src/contract/judge/body.ts';
import type { Finding, Report } from '../../src/contract/judge/finding.ts';
import { mutantsFor } from '../../src/contract/mutate/mutants.ts';
import type { Api, Mutant } from '../../src/core/api/api.ts';
import { createStandin } from '../../src/index.ts';
import { verify } from '../../src/verify.ts';

export const apis: readonly Api[] = Object.values(registry);

/** What is wrong beside a mutant. */
export type Kind = 'mutant' | 'unknown members' | 'broken self links';

export interface Pair {
  readonly kind: Kind;
  readonly one: string;
  readonly other: string;
  /** The faults of the two that no finding names. */
  readonly hidden: readonly string[];
}

/** One fault, and what tells of it where nothing else is wrong: clauses, or the name of a member beyond the document. */
interface Fault {
  readonly id: string;
  readonly toldBy: ReadonlySet<string>;
}

/** Changes the text of a body on its way. */
type Change = (text: string) => string;

/** Mutants that leave nothing to see of records, so that nothing else can be named beside them: why. */
export const blinding: readonly (readonly [ids: RegExp, why: string])[] = [
  [/\/empty(\/|$)/, 'It shows no record.'],
  [/\/builds\/(gone|null|as-object)$/, 'Without its array the only list of the API shows no build.'],
  [
    /^codearts\/build-record-list\/result\/(gone|null|as-array)$/,
    'Without its result the only list shows no build.',
  ],
  [
    /\/job_build_states\/(gone|null|as-object)$/,
    'Without its array the only list of the API shows no build.',
  ],
  [/^copr-waiting\/path\/moved$/, 'The only list of the API is not where anybody looks.'],
  [/^copr-waiting\/json\/html$/, 'The only list of the API is a page.'],
];

interface Choice {
  /** Decides which mutants come first, and which go together. */
  readonly seed?: number;
  /** How many mutants are tried. */
  readonly most?: number;
  /** What their ids have in them. */
  readonly only?: string;
}

export async function* pairsOf(
  api: Api,
  { seed = 1, most = Number.POSITIVE_INFINITY, only = '' }: Choice = {},
): AsyncGenerator<Pair> {
  const mutants = shuffled(
    mutantsFor(api).filter(
      ({ id, equivalent }) => equivalent === undefined && !blinding.some(([ids]) => ids.test(id)),
    ),
    seed,
  );
  const alone = remembering(mutants, async (mutant) =>
    faultOf(mutant.id, await toldOf(api, mutant.mutate(api))),
  );
  const changes = Object.entries(changesBeside).map(([kind, change]) => ({ kind: kind as Kind, change }));
  const changed = remembering(changes, async ({ kind, change }) =>
    faultOf(kind, await toldOf(api, api, change)),
  );
  let tried = 0;
  for (const [index, one] of mutants.entries()) {
    if (tried === most || !one.id.includes(only)) continue;
    const fault = await alone(one);
    // What is not told alone cannot be hidden.
    if (fault.toldBy.size === 0) continue;
    tried++;
    for (const each of changes) {
      const other = await changed(each);
      if (!areApart(fault, other)) continue;
      const told = await toldOf(api, one.mutate(api), each.change);
      yield { kind: each.kind, one: one.id, other: each.kind, hidden: hiddenIn(told, [fault, other]) };
    }
    const rest = [...mutants.slice(index + 1), ...mutants.slice(0, index)];
    const partner = await partnerOf(fault, rest, alone);
    if (!partner) continue;
    yield {
      kind: 'mutant',
      one: one.id,
      other: partner.mutant.id,
      hidden: await hiddenOf(api, [one, partner.mutant], [fault, partner.fault]),
    };
  }
}

/** The next mutant such that each of the two is told by a clause that does not tell of the other. */
async function partnerOf(
  fault: Fault,
  candidates: readonly Mutant[],
  alone: (mutant: Mutant) => Promise<Fault>,
) {
  for (const mutant of candidates) {
    const other = await alone(mutant);
    if (areApart(fault, other)) return { mutant, fault: other };
  }
  return undefined;
}

/** A mutant may overwrite what another has changed before it. Then they are put together the other way round. */
async function hiddenOf(api: Api, mutants: readonly [Mutant, Mutant], faults: readonly [Fault, Fault]) {
  let least: readonly string[] = mutants.map(({ id }) => id);
  for (const deceiving of together(api, mutants)) {
    const hidden = hiddenIn(await toldOf(api, deceiving), faults);
    if (hidden.length < least.length) least = hidden;
    if (least.length === 0) break;
  }
  return least;
}

/** An API's own mutants read the bodies that they change, so those that break their schemas come after them. */
export function* together(api: Api, mutants: readonly [Mutant, Mutant]): Generator<Api> {
  const [one, other] = mutants;
  const [inner, outer] = api.mutants.includes(other) ? [other, one] : [one, other];
  yield outer.mutate(inner.mutate(api));
  yield inner.mutate(outer.mutate(api));
}

/** Whether each of two faults is told by something that does not tell of the other. */
function areApart(one: Fault, other: Fault): boolean {
  return ownOf(one, other).length > 0 && ownOf(other, one).length > 0;
}

/** What tells of a fault and not of the other. */
function ownOf({ toldBy }: Fault, other: Fault): readonly string[] {
  return [...toldBy].filter((each) => !other.toldBy.has(each));
}

function hiddenIn(told: ReadonlySet<string>, [one, other]: readonly [Fault, Fault]): readonly string[] {
  const isHidden = (fault: Fault, beside: Fault) => !ownOf(fault, beside).some((each) => told.has(each));
  return [...(isHidden(one, other) ? [one.id] : []), ...(isHidden(other, one) ? [other.id] : [])];
}

const faultOf = (id: string, toldBy: ReadonlySet<string>): Fault => ({ id, toldBy });

const at = Date.parse('2026-03-01T12:00:00Z');

/** What is told of a server whose bodies are changed on their way: the clauses of all that failed or is unusual. */
async function toldOf(api: Api, deceiving: Api, change?: Change): Promise<ReadonlySet<string>> {
  const { findings } = await reportOf(api, deceiving, change);
  const isAdded = ({ pointer = '' }: Finding) => pointer.endsWith(`/${added}`);
  const wrong = findings.filter(({ severity }) => severity === 'failed' || severity === 'unusual');
  return new Set([...wrong.flatMap(tellingOf), ...(findings.some(isAdded) ? [added] : [])]);
}

/** A clause, and where and by what it was found broken: two faults may break one clause. */
function tellingOf({ clause, by, pointer = '', shown }: Finding): readonly string[] {
  return [clause, [clause, by.name, placeOfAny(pointer), shown?.request.method].join(' ')];
}

export async function reportOf(api: Api, deceiving: Api, change?: Change): Promise<Report> {
  const standin = createStandin({ apis: [deceiving], clock: 'frozen', at });
  return verify({
    api,
    profile: 'corrected',
    pact: false,
    fetch: async (url, init) => {
      const response = await standin.fetch(url, init);
      return change && !new URL(url).pathname.startsWith('/__standin')
        ? rewritten(response, change)
        : response;
    },
  });
}

async function rewritten(response: Response, change: Change): Promise<Response> {
  const text = await response.text();
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  return new Response(text === '' ? null : change(text), { status: response.status, headers });
}

/** A member that no document has. */
const added = 'zzz';

// Texts are changed and not values, because a mutant may send what is no JSON.
export const changesBeside: Readonly<Record<Exclude<Kind, 'mutant'>, Change>> = {
  'unknown members': (text) =>
    text.replace(/"(?:[^"\\]|\\.)*"|\{(\s*\})?/g, (part, end) =>
      part.startsWith('"') ? part : `{"${added}":1${end ?? ','}`,
    ),
  'broken self links': (text) =>
    text.replace(/("self":\s*\{[^{}]*"href":\s*"[^"]*?)[^"/]+"/g, (_, start: string) => `${start}"`),
};

function remembering<Key, Value>(_: readonly Key[], make: (key: Key) => Promise<Value>) {
  const known = new Map<Key, Promise<Value>>();
  return (key: Key): Promise<Value> => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key)!;
  };
}

/** The same items in an order that the seed decides. */
function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  return items
    .map((item) => ({ item, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
