// The mutation score: every liar is verified, and each that is not caught is a hole in the contract.
import { setImmediate } from 'node:timers/promises';
import type { Api } from '../core/api.ts';
import type { Liar } from '../core/liar.ts';
import type { Report } from './finding.ts';

export interface Tried {
  readonly liar: string;
  readonly clause: string;
  readonly says: string;
  /** equivalent: nobody can tell it from the truth. */
  readonly outcome: 'killed' | 'survived' | 'equivalent';
  /** Whether a violation names the clause that it breaks. */
  readonly named: boolean;
  /** The clauses whose violations gave it away. */
  readonly by: readonly string[];
  /** Why nobody can tell. */
  readonly why?: string;
}

export interface Score {
  readonly api: string;
  readonly liars: number;
  readonly killed: number;
  readonly named: number;
  readonly survived: number;
  readonly equivalent: number;
  /** Killed of those that can be told from the truth, from 0 to 1. */
  readonly score: number;
  /** By clause: how many of its liars were killed, and how many there are. */
  readonly clauses: Readonly<Record<string, readonly [killed: number, liars: number]>>;
  readonly tried: readonly Tried[];
}

/**
 * Verifies each liar. `verify` judges an API as it is against the document, reading it as corrected; thoroughly, with the
 * exchanges of the contract as well, which take far longer and are asked for only where the rest has seen nothing.
 */
export async function mutate(
  api: Api,
  liars: readonly Liar[],
  verify: (deceiving: Api, thoroughly: boolean) => Promise<Report>,
  onTried?: (tried: Tried) => void,
): Promise<Score> {
  const tried: Tried[] = [];
  for (const liar of liars) {
    let each = toTried(liar, await verify(liar.deceive(api), false));
    if (each.outcome === 'survived') each = toTried(liar, await verify(liar.deceive(api), true));
    tried.push(each);
    onTried?.(each);
    // A mock in process answers in promises alone; until a job ends, V8 keeps every request for the sake of its signal.
    await setImmediate();
  }
  return toScore(api.name, tried);
}

const neverShown = 'The member may be left out, and the mock never shows it under this reading.';

function toTried({ id, clause, says, optional, ...liar }: Liar, { findings }: Report): Tried {
  const equivalent = liar.equivalent ?? (optional ? neverShown : undefined);
  const by = [
    ...new Set(findings.filter(({ severity }) => severity === 'violation').map((each) => each.clause)),
  ];
  const outcome = by.length > 0 ? 'killed' : equivalent === undefined ? 'survived' : 'equivalent';
  const why = outcome === 'equivalent' && equivalent !== undefined ? { why: equivalent } : {};
  return { liar: id, clause, says, outcome, named: by.includes(clause), by, ...why };
}

function toScore(api: string, tried: readonly Tried[]): Score {
  const count = (outcome: Tried['outcome']) => tried.filter((each) => each.outcome === outcome).length;
  const clauses: Record<string, [number, number]> = {};
  for (const { clause, outcome } of tried) {
    if (outcome === 'equivalent') continue;
    const [killed, liars] = clauses[clause] ?? [0, 0];
    clauses[clause] = [killed + (outcome === 'killed' ? 1 : 0), liars + 1];
  }
  const [killed, survived] = [count('killed'), count('survived')];
  return {
    api,
    liars: tried.length,
    killed,
    named: tried.filter(({ named }) => named).length,
    survived,
    equivalent: count('equivalent'),
    score: killed + survived === 0 ? 1 : killed / (killed + survived),
    clauses: Object.fromEntries(Object.entries(clauses).sort(([a], [b]) => (a < b ? -1 : 1))),
    tried,
  };
}
