// Turns the results of the official verifier into findings: each mismatch cites the clause of its place, and is excused by the errata
// that touch it.
import type { Api } from '../../core/api/api.ts';
import { documentsOf, type Exchange } from '../../core/api/documents.ts';
import type { Change } from '../../core/api/errata.ts';
import type { Operation } from '../../core/api/operation.ts';
import { clauseOfSchema } from '../../core/api/schema-clauses.ts';
import type { Observation, Seen } from '../../core/invariants/invariant.ts';
import { isUnwilling } from '../../core/invariants/refusals.ts';
import { escapePointer } from '../../core/values/pointer.ts';
import type { Mismatch } from '../pact/results.ts';
import type { Exchanged } from '../verify/exchanges.ts';
import { statusClause } from '../verify/headers.ts';
import { otherSituation } from './situation.ts';
import { anyReading, observationsIn } from './trace.ts';
import type { Verdict } from './verdict.ts';

export function judgeExchanges(
  api: Api,
  exchanged: Exchanged,
  seen: readonly Seen[],
  verdict: Verdict,
): void {
  const { exchanges } = documentsOf(api.name, api.folder);
  for (const { interaction, why } of exchanged.unjudged) {
    const clause = exchanges[interaction.key]!.clauses[0]!;
    const by = { layer: 'exchange', name: interaction.description } as const;
    verdict.remark({ severity: 'skipped', clause, by, expected: 'the documented exchange', actual: why });
  }
  for (const { key, description, ok, mismatches, seen: number, silence } of exchanged.results) {
    const { clauses, operation: id } = exchanges[key]!;
    const by = { layer: 'exchange', name: description } as const;
    const operation = api.operations.find((each) => `${api.name}/${each.id}` === id)!;
    const shown = seen.find((each) => each.number === number);
    if (ok) verdict.pass(by, clauses, shown);
    const why = ok ? undefined : reasonNotToJudge(api, exchanged, exchanges[key]!, { shown, seen });
    if (why !== undefined) {
      const about = { clause: clauses[0]!, by, expected: 'the documented exchange', actual: why };
      verdict.remark({ ...about, severity: 'skipped' });
      continue;
    }
    if (silence !== undefined) {
      verdict.check(false, { by, clause: clauses[0]!, expected: 'a response', actual: silence });
      continue;
    }
    const status = mismatches.find(({ kind }) => kind === 'StatusMismatch');
    // If another status is excused, so is everything else in that response.
    const forgiven = status ? excusesOf(api, operation, status, undefined) : [];
    for (const mismatch of mismatches) {
      const pointer = mismatch.kind.startsWith('Body') ? pointerOf(mismatch.path ?? '$') : undefined;
      verdict.check(false, {
        by,
        clause: clauseFor(api, operation, mismatch, pointer, { key, clauses }),
        expected: mismatch.expected || 'a response like the documented one',
        actual: mismatch.actual || mismatch.text,
        errata: [...excusesOf(api, operation, mismatch, pointer), ...forgiven],
        ...(shown && { seen: shown }),
        ...(pointer && { pointer }),
      });
    }
  }
}

/** Why an exchange with another result proves nothing. */
function reasonNotToJudge(
  api: Api,
  { vouched }: Exchanged,
  exchange: Exchange,
  { shown, seen }: { readonly shown: Seen | undefined; readonly seen: readonly Seen[] },
): string | undefined {
  if (!shown) return undefined;
  const { status } = shown.response;
  if (isUnwilling(status) && status !== exchange.response.status) return `The server answered ${status}.`;
  if (vouched) return undefined;
  const elsewhere = otherState(api, exchange, shown, seen);
  if (elsewhere !== undefined) return elsewhere;
  const other = otherSituation(api, exchange, observationsIn(api, shown, anyReading));
  return other && `The record that was found for it is in another situation: ${other}.`;
}

/** Says so if a response shows a record in another state than the exchange presupposes, or none at all. */
function otherState(
  api: Api,
  { presets: named = [] }: Exchange,
  shown: Seen,
  seen: readonly Seen[],
): string | undefined {
  const presets = named.flatMap(({ name, params = {} }) => {
    const found = api.presets.find((each) => each.name === name || each.says === name);
    return found ? found.creates({ ...found.params, ...params }) : [];
  });
  const wanted = presets.flatMap(({ state }) => state ?? []);
  // A response that leaves the state open does not say that it is still that one.
  const isWanted = ({ states }: Observation) => states.every((state) => wanted.includes(state));
  const content = observationsIn(api, shown, anyReading);
  if (content.length === 0) return 'Nothing was found for it.';
  const other = content.find((each) => !isWanted(each));
  if (!other) return undefined;
  const before = seen.filter(({ number }) => number < shown.number);
  const wasWanted = before.some((each) =>
    observationsIn(api, each, anyReading).some((known) => known.id === other.id && isWanted(known)),
  );
  if (wasWanted) return 'What was found for it had moved on when it was asked for.';
  return `What was found for it is ${other.states.join(' or ')}, and not ${[...new Set(wanted)].join(' or ')}.`;
}

function clauseFor(
  api: Api,
  operation: Operation,
  { kind }: Mismatch,
  pointer: string | undefined,
  { key, clauses }: { readonly key: string; readonly clauses: readonly string[] },
): string {
  const { schemas, exchanges } = documentsOf(api.name, api.folder);
  const { status } = exchanges[key]!.response;
  const schemaName = operation.responses[status];
  if (kind === 'StatusMismatch') return statusClause(api, operation, status);
  if (schemaName && operation.clauses.length > 0)
    return clauseOfSchema(schemas, schemaName, operation, pointer);
  return clauses[0]!;
}

/** The errata that change the place of the mismatch, in this operation or in its alternative. */
function excusesOf(
  { operations, errata }: Api,
  { method, path }: Operation,
  { kind, actual }: Mismatch,
  pointer: string | undefined,
): string[] {
  const ids = operations.filter((each) => each.method === method && each.path === path).map(({ id }) => id);
  const touches = (change: Change) => {
    if (!change.operations.some((id) => ids.includes(id))) return false;
    if ('route' in change) return true;
    if (kind === 'StatusMismatch')
      return 'parameter' in change || ('status' in change && isNamed(change.status, actual));
    if (pointer === undefined) return 'header' in change;
    return 'text' in change || ('body' in change && isWithin(change.body, pointer));
  };
  return errata.filter(({ changes }) => changes.some(touches)).map(({ id }) => id);
}

/** Whether a change names this very status: an erratum excuses no other. */
function isNamed(text: string, status: string): boolean {
  return text.match(/\b\d{3}\b/g)?.includes(status.trim()) ?? true;
}

/** Whether one of two places equals or contains the other; `*` stands for any member. */
function isWithin(pattern: string, pointer: string): boolean {
  const parts = pattern.split('/');
  return pointer.split('/').every((part, index) => {
    const wanted = parts[index];
    return wanted === undefined || wanted === '*' || wanted === part;
  });
}

/** `$.build_tasks[0].state` or `$['a.b']` as a JSON Pointer. */
function pointerOf(path: string): string {
  const parts = path.slice(1).matchAll(/\.([^.[\]]+)|\[(?:'((?:[^'\\]|\\.)*)'|(\d+|\*))\]/g);
  return [...parts]
    .map(([, plain, quoted, index]) => plain ?? quoted ?? index ?? '')
    .map((part) => `/${escapePointer(part)}`)
    .join('');
}
