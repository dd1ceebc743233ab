// Readings decided by whatever was seen, recorded traffic included: where no probe has told, exchanges may have signs of them.
import type { Api } from '../../core/api/api.ts';
import type { Change, Erratum, Reading } from '../../core/api/errata.ts';
import { readingNames } from '../../core/api/errata.ts';
import type { Sign } from '../../core/invariants/checks.ts';
import type { Seen } from '../../core/invariants/invariant.ts';
import { unescapePointer } from '../../core/values/pointer.ts';
import { isTelling } from '../judge/trace.ts';
import { valuesAt } from './aspects.ts';
import type { Outcome, SendToMock } from './probes.ts';

/** The outcomes with those decided that exchanges have signs of. Errata that nobody probed are among them. */
export async function decideBySigns(
  api: Api,
  seen: readonly Seen[],
  outcomes: readonly Outcome[],
  sendToMock: SendToMock,
): Promise<readonly Outcome[]> {
  const decided: Outcome[] = [];
  for (const erratum of api.errata) {
    const outcome = outcomes.find((each) => each.erratum === erratum);
    if (outcome?.follows !== undefined || Object.keys(erratum.readings).length < 2) {
      if (outcome) decided.push(outcome);
      continue;
    }
    const signs = [...signsOf(api, erratum), ...(await signsOfPresence(api, erratum, sendToMock))];
    const found = readBy(erratum, signs, seen);
    if (found ?? outcome) decided.push((found ?? outcome)!);
  }
  return decided;
}

function signsOf({ invariants: { signs = [] } }: Api, { id }: Erratum): readonly Sign[] {
  return signs.filter(({ erratum }) => erratum === id);
}

/** What all signs say; where they contradict each other, nobody can tell. */
function readBy(erratum: Erratum, signs: readonly Sign[], seen: readonly Seen[]): Outcome | undefined {
  const shown = new Map<Reading, Seen>();
  for (const each of seen)
    for (const sign of signs) {
      const reading = shownBy(sign, each);
      if (reading !== undefined && erratum.readings[reading] !== undefined && !shown.has(reading))
        shown.set(reading, each);
    }
  if (shown.size === 0) return undefined;
  const [[follows, telling] = []] = shown;
  if (shown.size === 1) return { erratum, follows: follows!, seen: telling! };
  const which = [...shown].map(([reading, { number }]) => `exchange ${number} is ${reading}`);
  return { erratum, why: `What was seen fits no one reading: ${which.join(', ')}.` };
}

/** What one sign says. A body that does not match the promised schema may make its reader throw: then it says nothing. */
function shownBy(sign: Sign, seen: Seen): Reading | undefined {
  if (seen.faults.length === 0) return sign.shownBy(seen);
  try {
    return sign.shownBy(seen);
  } catch {
    return undefined;
  }
}

/**
 * A member that is there by one reading and not by another tells of the first; the mocks say which that is. That it is
 * missing tells nothing, for it may be left out.
 */
async function signsOfPresence(api: Api, erratum: Erratum, sendToMock: SendToMock): Promise<readonly Sign[]> {
  const presences = erratum.changes.filter(isOfPresence);
  const readings = readingNames.filter((name) => erratum.readings[name] !== undefined);
  if (presences.length === 0 || presences.length < erratum.changes.length || !erratum.probe) return [];
  const bodies = new Map<Reading, unknown>();
  for (const reading of readings) {
    const { body } = await sendToMock(erratum, reading, 'corrected', true);
    bodies.set(reading, JSON.parse(body || 'null'));
  }
  return presences.flatMap(({ operations, body }): Sign[] => {
    const has = new Map([...bodies].map(([reading, value]) => [reading, isThere(value, body)]));
    if (new Set(has.values()).size < 2 || [...has.values()].includes(undefined)) return [];
    return [
      {
        erratum: erratum.id,
        shownBy(seen) {
          if (!operations.includes(seen.operation!) || !isTelling(api, seen) || seen.response.status >= 300)
            return undefined;
          const fitting = readings.filter((reading) => has.get(reading));
          return isThere(seen.content, body) && fitting.length === 1 ? fitting[0] : undefined;
        },
      },
    ];
  });
}

type Presence = Extract<Change, { body: string }>;

function isOfPresence(change: Change): change is Presence {
  return 'body' in change && change.how === 'presence';
}

/** Whether every place of a pointer has its member, or none has; undefined where it is mixed, or where there is no place. */
function isThere(value: unknown, pointer: string): boolean | undefined {
  const parts = pointer.split('/').slice(1);
  const owners = valuesAt(value, parts.slice(0, -1)).filter(
    (owner) => typeof owner === 'object' && owner !== null,
  );
  const there = owners.map((owner) => Object.hasOwn(owner as object, unescapePointer(parts.at(-1)!)));
  if (there.length === 0 || there.some((each) => each !== there[0])) return undefined;
  return there[0];
}
