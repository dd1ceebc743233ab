// The mutation score: verifies every mutant. Each one that survives is a gap in the contract.
import { setImmediate } from 'node:timers/promises';
import type { Api, Mutant } from '../../core/api/api.ts';
import type { Report } from '../judge/finding.ts';

export interface Tried {
  readonly mutant: string;
  readonly clause: string;
  readonly says: string;
  /** equivalent: no request can show the difference. */
  readonly outcome: 'killed' | 'survived' | 'equivalent';
  /** Whether a finding names the clause that it breaks. */
  readonly named: boolean;
  /** The clauses whose findings tell of it; one that only empties is killed without any. */
  readonly by: readonly string[];
  /** Whether it was killed by unusual findings alone. */
  readonly unusual: boolean;
  /** Why no request can show the difference. */
  readonly why?: string;
}

export interface Score {
  readonly api: string;
  readonly mutants: number;
  /** Killed, by failed or by unusual findings. */
  readonly killed: number;
  /** Those of them with unusual findings alone. */
  readonly unusual: number;
  readonly named: number;
  readonly survived: number;
  readonly equivalent: number;
  /** The share of killed mutants among those that are not equivalent, from 0 to 1. */
  readonly score: number;
  /** By clause: how many of its mutants were killed, and how many it has. */
  readonly clauses: Readonly<Record<string, readonly [killed: number, mutants: number]>>;
  readonly tried: readonly Tried[];
}

/**
 * Verifies each mutant. `verify` judges an API against the document, read as corrected. With `thorough` it also runs the
 * exchanges of the contract, which are much slower and needed only if the rest has found nothing.
 */
export async function mutate(
  api: Api,
  mutants: readonly Mutant[],
  verify: (deceiving: Api, thoroughly: boolean) => Promise<Report>,
  onTried?: (tried: Tried) => void,
): Promise<Score> {
  const tried: Tried[] = [];
  for (const mutant of mutants) {
    let each = toTried(mutant, await verify(mutant.mutate(api), false));
    if (each.outcome === 'survived') each = toTried(mutant, await verify(mutant.mutate(api), true));
    tried.push(each);
    onTried?.(each);
    // An in-process mock answers with promises alone; V8 keeps every request alive for its signal until a macrotask ends.
    await setImmediate();
  }
  return toScore(api.name, tried);
}

const neverShown = 'The member is optional, and the mock never shows it under this reading.';

function toTried(mutant: Mutant, report: Report): Tried {
  const { id, clause, says, optional } = mutant;
  const { findings } = report;
  const equivalent = mutant.equivalent ?? (optional ? neverShown : undefined);
  const found = findings.filter(({ severity }) => severity === 'failed' || severity === 'unusual');
  const by = [...new Set(found.map((each) => each.clause))];
  const unusual = by.length > 0 && found.every(({ severity }) => severity === 'unusual');
  const { silences = [] } = mutant;
  const killed = silences.length > 0 ? isSilent(silences, report) : by.length > 0;
  const outcome = killed ? 'killed' : equivalent === undefined ? 'survived' : 'equivalent';
  const why = outcome === 'equivalent' && equivalent !== undefined ? { why: equivalent } : {};
  return { mutant: id, clause, says, outcome, named: by.includes(clause), by, unusual, ...why };
}

/** Whether none of these clauses passes: of what was emptied nothing was seen. */
function isSilent(silenced: readonly string[], { clauses }: Report): boolean {
  return clauses.every(({ id, verdict }) => verdict !== 'passed' || !silenced.includes(id));
}

function toScore(api: string, tried: readonly Tried[]): Score {
  const count = (outcome: Tried['outcome']) => tried.filter((each) => each.outcome === outcome).length;
  const clauses: Record<string, [number, number]> = {};
  for (const { clause, outcome } of tried) {
    if (outcome === 'equivalent') continue;
    const [killed, mutants] = clauses[clause] ?? [0, 0];
    clauses[clause] = [killed + (outcome === 'killed' ? 1 : 0), mutants + 1];
  }
  const [killed, survived] = [count('killed'), count('survived')];
  return {
    api,
    mutants: tried.length,
    killed,
    unusual: tried.filter(({ unusual }) => unusual).length,
    named: tried.filter(({ named }) => named).length,
    survived,
    equivalent: count('equivalent'),
    score: killed + survived === 0 ? 1 : killed / (killed + survived),
    clauses: Object.fromEntries(Object.entries(clauses).sort(([a], [b]) => (a < b ? -1 : 1))),
    tried,
  };
}
