// The aspects in which the responses of two readings differ: a status, a header, or the values at the places that an erratum changes.
import type { Change } from '../../core/api/errata.ts';
import { unescapePointer } from '../../core/values/pointer.ts';
import { meant, parsed } from '../judge/text.ts';
import { type ProbeAnswer, tellingHeaders } from './probe.ts';

/** Undefined if a response has nothing that could show it. */
type Aspect = (answer: ProbeAnswer) => unknown;
/** How closely values are compared. */
type Look = (value: unknown) => unknown;

export const valueAt: Look = (value) => value;
/** Only whether a value is there, null, or its type. */
export const kindAt: Look = (value) =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** The aspects in which the responses of several readings differ: status, headers, and the places that the erratum changes. */
export function differingAspects(
  changes: readonly Change[],
  look: Look,
  answers: readonly ProbeAnswer[],
): Aspect[] {
  const differs = (aspect: Aspect) => new Set(answers.map((each) => JSON.stringify(aspect(each)))).size > 1;
  // If the status differs, headers and bodies belong to different kinds of responses.
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
        // Their values count, not their number.
        return [...new Set(places.map((value) => JSON.stringify(look(value))))];
      };
  }
}

/** Parsed bodies: many aspects look at the same response, and those of the mocks are kept between runs. */
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
