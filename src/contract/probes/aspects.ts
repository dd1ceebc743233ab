// In what the answers of two readings differ: a status, a header, or what stands at the places that an erratum changes.
import type { Change } from '../../core/api/errata.ts';
import { unescapePointer } from '../../core/values/pointer.ts';
import { meant, parsed } from '../judge/text.ts';
import { type ProbeAnswer, tellingHeaders } from './probe.ts';

/** Undefined where an answer has nothing that could show it. */
type Aspect = (answer: ProbeAnswer) => unknown;
/** How closely a value is looked at. */
type Look = (value: unknown) => unknown;

export const valueAt: Look = (value) => value;
/** Whether a value is there, null, or of which type. */
export const kindAt: Look = (value) =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** In what the answers of several readings differ: status, headers, and the places that the erratum changes. */
export function differingAspects(
  changes: readonly Change[],
  look: Look,
  answers: readonly ProbeAnswer[],
): Aspect[] {
  const differs = (aspect: Aspect) => new Set(answers.map((each) => JSON.stringify(aspect(each)))).size > 1;
  // Where the status tells, headers and bodies belong to another kind of response.
  if (look === kindAt && differs(statusOf)) return [statusOf];
  return [...aspectsOf(changes, look)].filter(differs);
}

export function fits(aspects: readonly Aspect[], expected: ProbeAnswer, answer: ProbeAnswer): boolean {
  const agrees = (aspect: Aspect) => JSON.stringify(aspect(expected)) === JSON.stringify(aspect(answer));
  return aspects.length > 0 && aspects.every(agrees);
}

const statusOf: Aspect = ({ status }) => status;

function* aspectsOf(changes: readonly Change[], look: Look): Generator<Aspect> {
  yield statusOf;
  for (const name of tellingHeaders)
    yield ({ headers }) => (name === 'location' ? look(headers[name]) : (headers[name] ?? null));
  for (const change of changes) {
    if ('text' in change)
      yield (answer) => (isEmpty(bodyOf(answer)) ? undefined : parsed(answer.body) !== undefined);
    if ('body' in change)
      yield (answer) => {
        const places = valuesAt(bodyOf(answer), change.body.split('/').slice(1));
        if (places.length === 0) return undefined;
        if (change.how === 'presence') return places.every((value) => value !== undefined);
        // However many there are: what they are tells.
        return [...new Set(places.map((value) => JSON.stringify(look(value))))];
      };
  }
}

/** What was parsed: many aspects look at the same answer, and those of the mocks are kept from one run to the next. */
const bodies = new WeakMap<ProbeAnswer, { readonly value: unknown }>();

function bodyOf(answer: ProbeAnswer): unknown {
  const body = bodies.get(answer) ?? { value: meant(answer.body) };
  bodies.set(answer, body);
  return body.value;
}

/** Whether it is JSON with nothing in its lists. */
function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((member) => Array.isArray(member) && member.length === 0);
}

/** The values at a pointer, `*` for any member; undefined where there is none. */
export function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  if (typeof value !== 'object' || value === null) return [undefined];
  if (key === '*') return Object.values(value).flatMap((member) => valuesAt(member, rest));
  return valuesAt((value as Record<string, unknown>)[unescapePointer(key)], rest);
}
