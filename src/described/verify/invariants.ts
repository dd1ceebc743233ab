// What a described API promises over several exchanges: each follows from the lifecycle file and cites its line.

import type { Operation } from '../../core/api/operation.ts';
import type { Invariant, InvariantBook } from '../../core/invariants/invariant.ts';
import { listInvariants } from '../../core/invariants/listing.ts';
import { isUnwilling } from '../../core/invariants/refusals.ts';
import { valueAt } from '../../core/values/pointer.ts';
import { shownId } from '../engine/finding.ts';
import { type Description, type Kind, wordOf } from '../engine/model.ts';
import type { Citations } from './clauses.ts';
import { commandInvariant, createdInvariant } from './commands.ts';
import { explorationOf } from './exploration.ts';
import { fieldsInvariant } from './fields.ts';
import { listingOf } from './listing.ts';
import { unknownId } from './looks.ts';
import { monitorInvariants } from './monitors.ts';
import { entriesFor, idInPath, observationsOf } from './observations.ts';

export function invariantsFor(
  description: Description,
  operations: readonly Operation[],
  cite: Citations,
): InvariantBook {
  const { name, kinds } = description;
  return {
    observations: (seen) => observationsOf(description, seen),
    order: cite.kind(kinds[0]!, 'order'),
    invariants: [
      ...monitorInvariants(description),
      ...kinds.flatMap((kind) => [
        ...wordsInvariant(description, kind, cite),
        fieldsInvariant(description, kind, cite),
        idInvariant(description, kind, cite),
        ...(kind.creates.length > 0 ? [createdInvariant(description, kind, cite)] : []),
        ...(kind.commands.length > 0 ? [commandInvariant(description, kind, cite)] : []),
        ...kind.lists.flatMap((list) =>
          listInvariants(listingOf(description, kind, list, cite)).map((each) => ({
            ...each,
            id: `${name}/${list.endpoint.id}/${each.id.split('/').at(-1)}`,
          })),
        ),
      ]),
    ],
    explore: explorationOf(description, operations),
  };
}

/** The word is one of those in the file. */
function wordsInvariant(description: Description, kind: Kind, cite: Citations): Invariant[] {
  if (kind.state === undefined) return [];
  const clause = cite.kind(kind, 'words');
  return [
    {
      id: `${description.name}/${kind.name}-words`,
      clauses: [clause],
      says: `The state of a ${kind.name} is a known one.`,
      judge(trace, judge) {
        for (const { seen, view, record, pointer } of entriesFor(description, kind, trace.seen)) {
          if (view.state === undefined) continue;
          const word = valueAt(record, view.state);
          const known = kind.states.map((state) => wordOf(view.words, state));
          if (word === undefined) continue;
          judge(known.includes(word as string), {
            seen,
            clause,
            pointer: pointer + view.state,
            expected: `one of ${[...new Set(known)].join(', ')}`,
            actual: word,
          });
        }
      },
    },
  ];
}

/** A path shows the record that it names; a record that was never there is a 404. */
function idInvariant(description: Description, kind: Kind, cite: Citations): Invariant {
  const clause = cite.kind(kind, 'id');
  const [detail] = kind.views;
  return {
    id: `${description.name}/${kind.name}-by-its-id`,
    clauses: [clause],
    says: `A request by id shows the ${kind.name} with that id, or a 404.`,
    judge(trace, judge) {
      for (const seen of trace.seen) {
        const isCommand = kind.commands.some(({ endpoint }) => endpoint.id === seen.operation);
        if (seen.operation === undefined || !(isCommand || seen.operation === detail?.endpoint.id)) continue;
        const id = idInPath(kind, seen);
        const { status } = seen.response;
        if (id === unknownId(kind) && !isUnwilling(status))
          judge(status === 404, {
            seen,
            clause,
            expected: 'status 404, because there is no such',
            actual: `status ${status}`,
          });
        const shown =
          !detail || kind.idAt === undefined || seen.content === undefined
            ? undefined
            : valueAt(seen.content, detail.at + kind.idAt);
        if (!detail || shown === undefined || kind.idInPath || status >= 300) continue;
        judge(shownId(kind, shown) === id, {
          seen,
          clause,
          pointer: detail.at + kind.idAt!,
          expected: id ?? '',
          actual: shown,
        });
      }
    },
  };
}
