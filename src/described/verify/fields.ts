// The invariant of fields: a fact of some states is there in these states and in no other.

import type { Invariant } from '../../core/invariants/invariant.ts';
import { valueAt } from '../../core/values/pointer.ts';
import type { Description, Kind } from '../engine/model.ts';
import { isRule } from '../values/rules.ts';
import type { Citations } from './clauses.ts';
import { entriesFor, valueIn } from './observations.ts';

/** A fact of some states is there in these states and in no other; an instant is there once its state was entered, not before. */
export function fieldsInvariant(description: Description, kind: Kind, cite: Citations): Invariant {
  const clause = cite.kind(kind, 'fields');
  return {
    id: `${description.name}/${kind.name}-fields-fit-the-state`,
    clauses: [clause],
    says: 'A fact of some states is there in these states and in no other.',
    judge(trace, judge) {
      for (const { seen, view, record, pointer, states, fits } of entriesFor(description, kind, trace.seen)) {
        if (states.length === 0) continue;
        // Several states have this word, and each has facts of its own.
        if (states.length > 1)
          judge(fits, {
            seen,
            clause,
            pointer,
            expected: `the facts of ${states.join(' or ')}`,
            actual: 'the facts of none of them',
          });
        for (const field of view.fields) {
          const wanted = new Set(states.map((state) => wantedIn(kind, field.given, state)));
          const [due] = wanted;
          if (wanted.size !== 1 || due === undefined) continue;
          const shown = valueAt(record, field.pointer) ?? undefined;
          judge((shown !== undefined) === due, {
            seen,
            clause,
            pointer: pointer + field.pointer,
            expected: `${due ? 'something' : 'nothing'} while ${states.join(' or ')}`,
            actual: shown ?? 'nothing',
          });
        }
      }
    },
  };
}

/** Whether a rule writes something in a state; undefined if that is unknown. */
function wantedIn(kind: Kind, given: unknown, state: string): boolean | undefined {
  if (!isRule(given)) return undefined;
  if (given.in !== undefined) {
    const value = valueIn(given, state);
    return value !== undefined && value !== null;
  }
  if (given.at === undefined) return undefined;
  if (given.at === 'created' || given.at === 'last') return true;
  if (given.else !== undefined && given.else !== null && given.else !== 'absent') return undefined;
  const ends = Object.hasOwn(kind.ends, state);
  if (given.at === 'end') return ends;
  if (given.at === state) return true;
  const ways = Object.values(kind.plans).filter((plan) => plan.some((stage) => stage.state === state));
  const before = ways.map((plan) =>
    plan
      .slice(
        0,
        plan.findIndex((stage) => stage.state === state),
      )
      .some((stage) => String(given.at).split('|').includes(stage.state)),
  );
  // The result of a command may be entered from many states.
  if (kind.commands.some(({ to }) => to.some((stage) => stage.state === state)) || before.length === 0)
    return before.some(Boolean) ? undefined : isBeforeAll(kind, given.at, state) ? false : undefined;
  return before.every(Boolean) ? true : before.some(Boolean) ? undefined : false;
}

/** Whether a state is another final state than this one: no record is in both. */
function isBeforeAll(kind: Kind, at: string, state: string): boolean {
  return Object.hasOwn(kind.ends, at) && at !== state;
}
