// Turns the results of the official verifier into findings: each mismatch cites the clause of its place, and is excused by the errata
// that touch it.
import type { Api } from '../../core/api/api.ts';
import { documentsOf, type Exchange } from '../../core/api/documents.ts';
import type { Change } from '../../core/api/errata.ts';
import type { Operation } from '../../core/api/operation.ts';
import { clauseOfSchema } from '../../core/api/schema-clauses.ts';
import type { Seen } from '../../core/invariants/invariant.ts';
import { escapePointer } from '../../core/values/pointer.ts';
import type { Mismatch } from '../pact/results.ts';
import type { Exchanged } from '../verify/exchanges.ts';
import { statusClause } from '../verify/headers.ts';
import { isUnwilling } from '../verify/target.ts';
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
    const why = ok ? undefined : reasonNotToJudge(api, exchanged, exchanges[key]!, shown);
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
  shown: Seen | undefined,
): string | undefined {
  if (!shown) return undefined;
  const { status } = shown.response;
  if (isUnwilling(status) && status !== exchange.response.status) return `The server answered ${status}.`;
  if (vouched) return undefined;
  if (hasMovedOn(api, exchange, shown))
    return 'The record that was found for it had changed before the request.';
  const other = otherSituation(api, exchange, observationsIn(api, shown, anyReading));
  return other && `The record that was found for it is in another situation: ${other}.`;
}

/** Whether a response shows a record in another state than the exchange requires. */
function hasMovedOn(api: Api, { presets: named = [] }: Exchange, seen: Seen): boolean {
  const presets = named.flatMap(({ name, params = {} }) => {
    const found = api.presets.find((each) => each.name === name || each.says === name);
    return found ? found.creates({ ...found.params, ...params }) : [];
  });
  const states = presets.map(({ state }) => state);
  const content = observationsIn(api, seen, anyReading);
  return (
    content.length === 0 ||
    // A response without a state does not prove that the record is still in that state.
    content.some((observation) => !observation.states.every((state) => states.includes(state)))
  );
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
  { kind }: Mismatch,
  pointer: string | undefined,
): string[] {
  const ids = operations.filter((each) => each.method === method && each.path === path).map(({ id }) => id);
  const touches = (change: Change) => {
    if (!change.operations.some((id) => ids.includes(id))) return false;
    if ('route' in change) return true;
    if (kind === 'StatusMismatch') return 'status' in change || 'parameter' in change;
    if (pointer === undefined) return 'header' in change;
    return 'text' in change || ('body' in change && isWithin(change.body, pointer));
  };
  return errata.filter(({ changes }) => changes.some(touches)).map(({ id }) => id);
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
