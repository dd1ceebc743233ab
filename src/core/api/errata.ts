// The places where a document contradicts itself or the real service, and the choice among their readings. They are data:
// `contracts/<api>/errata.json`, from whose schema the types are derived.
import type { Change, Erratum, Probe, ProbeRequest } from '../../../schemas/standin/types.ts';
import { Problem, unknownName } from '../values/problem.ts';

export const readingNames = ['literal', 'corrected', 'observed'] as const;
export type Reading = (typeof readingNames)[number];
export type Profile = Reading;

export type { Change, Erratum, Probe, ProbeRequest };

/** Which reading holds for an erratum. */
export type Readings = (erratum: string) => Reading;

/** Chooses a reading for each erratum: the override, else the profile; `corrected` where the erratum lacks that reading. */
export function resolveReadings(
  ledger: readonly Erratum[],
  profile: Profile = 'corrected',
  overrides: Readonly<Record<string, Reading>> = {},
): Readings {
  const chosen = new Map<string, Reading>();
  for (const erratum of ledger) {
    const wanted = overrides[erratum.id] ?? profile;
    chosen.set(erratum.id, erratum.readings[wanted] === undefined ? 'corrected' : wanted);
  }
  for (const id of Object.keys(overrides))
    if (!chosen.has(id)) throw unknownName('erratum', id, [...chosen.keys()]);
  return (id) => {
    const reading = chosen.get(id);
    if (!reading) throw new Error(`no erratum '${id}' in the ledger`);
    return reading;
  };
}

export function parseReading(given: string): Reading {
  const reading = readingNames.find((name) => name === given);
  if (!reading) throw unknownName('reading', given, readingNames);
  return reading;
}

/** Reads `copr/list-path=observed`. */
export function parseOverride(given: string): [string, Reading] {
  const [id, reading, ...rest] = given.split('=');
  if (!id || !reading || rest.length > 0) {
    throw new Problem(400, 'Bad reading', {
      detail: `'${given}' does not choose a reading.`,
      given,
      hint: "Write '<erratum>=<reading>', for example 'copr/list-path=observed'.",
    });
  }
  return [id, parseReading(reading)];
}
