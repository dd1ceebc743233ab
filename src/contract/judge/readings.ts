// The readings that a server may follow: the acceptable ones, narrowed down to the one that a probe has found.
import type { Api } from '../../core/api/api.ts';
import type { Erratum, Reading } from '../../core/api/errata.ts';
import type { May } from '../../core/invariants/invariant.ts';
import type { Outcome } from '../probes/probes.ts';
import type { Followed } from './finding.ts';
import { showsByReading } from './shows.ts';
import type { Verdict } from './verdict.ts';

/** `profile`: the acceptable readings. If an erratum lacks one, its `corrected` counts instead. */
export function mayFollow({ errata }: Api, profile: readonly Reading[], outcomes: readonly Outcome[]): May {
  const possible = new Map<string, readonly Reading[]>();
  for (const erratum of errata) {
    const acceptable = acceptableOf(erratum, profile);
    const found = outcomes.find((outcome) => outcome.erratum === erratum)?.follows;
    const decided = found !== undefined && found !== 'neither' && acceptable.includes(found);
    possible.set(erratum.id, decided ? [found] : acceptable);
  }
  return (erratum, reading) => {
    const readings = possible.get(erratum);
    if (!readings) throw new Error(`no erratum '${erratum}' in the ledger`);
    return readings.includes(reading);
  };
}

/** Reports for every erratum with several readings which one is followed, and remarks on those that the profile does not accept. */
export function judgeReadings(
  api: Api,
  profile: readonly Reading[],
  outcomes: readonly Outcome[],
  verdict: Verdict,
): readonly Followed[] {
  return api.errata
    .filter(({ readings }) => Object.keys(readings).length > 1)
    .map((erratum) => {
      const { id, says, readings } = erratum;
      const outcome = outcomes.find((each) => each.erratum === erratum);
      const { follows, why = 'No exchange shows it.', seen } = outcome ?? {};
      const acceptable = follows === undefined || acceptableOf(erratum, profile).includes(follows as Reading);
      remark(api, erratum, { follows, why, acceptable, seen }, profile, verdict);
      return { erratum: id, says, readings, acceptable, ...(follows === undefined ? { why } : { follows }) };
    });
}

function remark(
  api: Api,
  erratum: Erratum,
  {
    follows,
    why,
    acceptable,
    seen,
  }: { follows: Followed['follows']; why: string; acceptable: boolean; seen: Outcome['seen'] },
  profile: readonly Reading[],
  verdict: Verdict,
): void {
  const clause = erratum.clauses[0]!;
  const by = { layer: 'probe', name: erratum.id } as const;
  const wanted = acceptableOf(erratum, profile).map((reading) => `${reading}: ${erratum.readings[reading]}`);
  const expected = wanted.join(' Or ');
  const about = { clause, by, expected };
  const telling = seen && showsByReading(api, seen, clause) ? seen : undefined;
  if (follows === undefined) verdict.remark({ ...about, severity: 'skipped', actual: why });
  else if (acceptable && follows === 'corrected') verdict.pass(by, [clause], telling);
  else {
    if (acceptable) verdict.pass(by, [clause], telling);
    verdict.remark({
      ...about,
      severity: acceptable ? 'erratum' : 'failed',
      actual:
        follows === 'neither'
          ? 'a response of one of the readings'
          : `${follows}: ${erratum.readings[follows]}`,
      ...(seen && { seen }),
      reading: { erratum: erratum.id, follows },
    });
  }
}

function acceptableOf(
  { readings, alsoObserved = [] }: Erratum,
  profile: readonly Reading[],
): readonly Reading[] {
  const named = profile.map((reading) => (readings[reading] === undefined ? 'corrected' : reading));
  return [...new Set([...named, ...(profile.includes('observed') ? alsoObserved : [])])];
}
