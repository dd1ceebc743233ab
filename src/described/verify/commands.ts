// The invariants of changes: a created record is there, a command is run or refused.
import type { Invariant } from '../../core/invariants/invariant.ts';
import { isUnwilling } from '../../core/invariants/refusals.ts';
import type { Description, Kind } from '../engine/model.ts';
import type { Citations } from './clauses.ts';
import { entriesFor, idInPath } from './observations.ts';

/** A created record is new, and can be found at once. */
export function createdInvariant(description: Description, kind: Kind, cite: Citations): Invariant {
  const clause = cite.kind(kind, 'creates');
  const ids = kind.creates.map(({ endpoint }) => endpoint.id);
  return {
    id: `${description.name}/${kind.name}-created-is-there`,
    clauses: [clause],
    says: `A creation makes a new ${kind.name}, which can be found at once.`,
    judge(trace, judge) {
      const entries = entriesFor(description, kind, trace.seen);
      for (const entry of entries.filter(
        ({ seen }) => ids.includes(seen.operation!) && seen.response.status < 300,
      )) {
        const { seen, id, pointer } = entry;
        if (id === undefined || kind.idInPath) continue;
        const known = entries.find(
          (other) => other.id === id && other.seen.scene === seen.scene && other.seen.number < seen.number,
        );
        judge(!known, {
          seen,
          clause,
          pointer,
          expected: 'one that was not there before',
          actual: known ? `${id}, which exchange ${known.seen.number} shows` : id,
        });
        const next = trace.seen.find(
          ({ number, scene }) => number === seen.number + 1 && scene === seen.scene,
        );
        const isLook = next?.operation === kind.views[0]?.endpoint.id && next && idInPath(kind, next) === id;
        if (isLook && kind.unseen.length === 0)
          judge(next.response.status !== 404, {
            seen: next,
            clause,
            expected: `${id}, which exchange ${seen.number} has created`,
            actual: `status ${next.response.status}`,
          });
      }
    },
  };
}

/** A command that is not allowed is refused, and changes nothing. */
export function commandInvariant(description: Description, kind: Kind, cite: Citations): Invariant {
  const clause = cite.kind(kind, 'commands');
  return {
    id: `${description.name}/${kind.name}-commands`,
    clauses: [clause],
    says: 'A command is run in the states that allow it, and refused in others.',
    judge(trace, judge) {
      const entries = entriesFor(description, kind, trace.seen);
      for (const seen of trace.seen) {
        const command = kind.commands.find(({ endpoint }) => endpoint.id === seen.operation);
        const { status } = seen.response;
        if (!command || command.removes || isUnwilling(status)) continue;
        const near = (step: number) =>
          entries.find(
            (each) =>
              each.seen.number === seen.number + step &&
              each.seen.scene === seen.scene &&
              each.id === idInPath(kind, seen),
          );
        const [before, after] = [near(-1), near(1)];
        if (!before || before.states.length === 0) continue;
        const may = before.states.filter((state) => command.from.includes(state)).length;
        const isFinal = before.states.every((state) => Object.hasOwn(kind.ends, state));
        const settled = before.seen.staged !== undefined || isFinal;
        if (may === 0 && settled)
          judge(status >= 400, {
            seen,
            clause,
            expected: `a refusal: it is ${before.states.join(' or ')}`,
            actual: `status ${status}`,
          });
        if (may === before.states.length && before.seen.staged)
          judge(status < 400, {
            seen,
            clause,
            expected: `${command.name} to be run: it is ${before.states.join(' or ')}`,
            actual: `status ${status}`,
          });
        if (after && status < 300 && before.seen.staged) {
          const led = command.to.map((stage) => stage.state);
          judge(
            after.states.some((state) => led.includes(state)),
            {
              seen: after.seen,
              clause,
              pointer: after.pointer,
              expected: `${led.join(' or ')}, after ${command.name}`,
              actual: after.states.join(' or '),
            },
          );
        }
      }
    },
  };
}
