// What verify's own builds show: one that was started is listed, and one that was stopped does not succeed. Starting and
// stopping are told by other pages of the service, so what is strange about them breaks no sentence of this one.
import type { BuildStarted } from '../../../../schemas/codearts/types.ts';
import { invariantsOf } from '../../../core/invariants/checks.ts';
import type { Invariant, Seen, Trace } from '../../../core/invariants/invariant.ts';
import { type Build, buildsIn, hasFinished, lists, pageOf, spansOf } from '../observations.ts';
import { startOperation, stopOperation } from '../own-records.ts';

const invariant = invariantsOf('codearts');

const started = invariant(
  'started-is-listed',
  'A build that was started is in the list of its task, whether or not it has ended.',
  ['purpose'],
  function* (trace) {
    for (const { seen: start, job, number } of startsIn(trace)) {
      for (const list of listsAfter(trace, start, job)) {
        const right = find(list, number) !== undefined;
        const expected = `build ${number}, which exchange ${start.number} has started`;
        const actual = `${buildsIn(list).length} builds without it`;
        const pointer = '/result/job_build_states';
        yield { seen: list, clause: 'purpose', pointer, right, expected, actual, unusual: true };
      }
    }
  },
);

const stopped = invariant(
  'stopped-does-not-succeed',
  'A build that was stopped while it was under way does not succeed.',
  ['record/state'],
  function* (trace) {
    for (const seen of trace.seen) {
      const { job_id, build_no } = seen.request.params;
      if (seen.operation !== stopOperation || seen.response.status !== 200) continue;
      const number = Number(build_no);
      const before = listsOf(trace, job_id).findLast((list) => list.number < seen.number);
      const last = listsOf(trace, job_id).findLast((list) => list.number > seen.number);
      const [was, is] = [before && find(before, number), last && find(last, number)];
      if (!was || !is || hasFinished(was.entry) || !hasFinished(is.entry)) continue;
      const { state } = is.entry;
      const pointer = `${is.pointer}/state`;
      const expected = `no success, after exchange ${seen.number} has stopped it`;
      const right = state !== 'SUCCESS';
      yield { seen: is.seen, clause: 'record/state', pointer, right, expected, actual: state, unusual: true };
    }
  },
);

function* startsIn(
  trace: Trace,
): Iterable<{ readonly seen: Seen; readonly job: unknown; readonly number: number }> {
  for (const seen of trace.of([startOperation])) {
    const { job_id: job } = seen.request.body as { readonly job_id?: unknown };
    const number = Number((seen.content as BuildStarted).actual_build_number);
    if (Number.isInteger(number)) yield { seen, job, number };
  }
}

/** First pages of a task's list that were requested after a start, of a window that goes on beyond it. */
function listsAfter(trace: Trace, start: Seen, job: unknown): readonly Seen[] {
  const reaches = (list: Seen) => {
    const spans = spansOf(list, trace.may);
    return (
      spans.length > 0 &&
      spans.every(({ from, until }) => from < start.at - hour && until > list.until + hour)
    );
  };
  return listsOf(trace, job).filter(
    (list) =>
      list.number > start.number && list.scene === start.scene && pageOf(list)?.offset === 0 && reaches(list),
  );
}

const hour = 3_600_000;

function listsOf(trace: Trace, job: unknown): readonly Seen[] {
  return trace.of(lists).filter(({ request }) => request.params.job_id === job);
}

function find(list: Seen, number: number): Build | undefined {
  return buildsIn(list).find(({ entry }) => entry.number === number);
}

export const writes: readonly Invariant[] = [started, stopped];
