// What CodeArts promises about windows of time: what began in them and nothing else, and all of that.
import { type Checked, invariantsOf } from '../../../core/invariants/checks.ts';
import type { Invariant, Seen } from '../../../core/invariants/invariant.ts';
import { type Build, buildsIn, hasBegun, isComplete, lists, type Span, spansOf } from '../observations.ts';

const invariant = invariantsOf('codearts');
/** A window that begins before and ends after these instants (ms) holds every existing build. */
const ever: Span = { from: Date.UTC(1980), until: Date.UTC(2090) };

const windows = invariant(
  'within-the-window',
  'A list holds builds that began in the window that was requested.',
  ['request/start-time', 'request/end-time', 'record/start-time'],
  function* (trace) {
    for (const { seen, entry, pointer } of trace.of(lists).flatMap(buildsIn)) {
      const spans = spansOf(seen, trace.may);
      if (spans.length === 0) continue;
      const { start_time: start } = entry;
      const { query } = seen.request;
      const check = (clause: string, right: boolean, expected: string): Checked => ({
        ...{ seen, clause, right, expected },
        pointer: `${pointer}/start_time`,
        actual: start,
      });
      const from = `no earlier than ${query.get('start_time')}, in ms`;
      const until = `no later than ${query.get('end_time')}, in ms`;
      yield check(
        'request/start-time',
        spans.some((span) => start >= span.from),
        from,
      );
      yield check(
        'request/end-time',
        spans.some((span) => start <= span.until),
        until,
      );
      yield check('record/start-time', !spans.every((span) => isIn(span, start * 1_000)), 'a time in ms');
    }
  },
);

const completeness = invariant(
  'window-has-all',
  'A build that was shown is in every window that it belongs to.',
  ['purpose', 'request/start-time', 'request/end-time'],
  function* (trace) {
    const known = new Map<string, Map<number, Build>>();
    for (const seen of trace.of(lists)) {
      const job = seen.request.params.job_id;
      const before = known.get(`${seen.scene} ${job}`) ?? new Map<number, Build>();
      known.set(`${seen.scene} ${job}`, before);
      if (isComplete(seen)) yield* judgeComplete(seen, before.values(), spansOf(seen, trace.may));
      // What waits may yet be given another start.
      for (const build of buildsIn(seen)) if (hasBegun(build.entry)) before.set(build.entry.number, build);
    }
  },
);

function* judgeComplete(seen: Seen, known: Iterable<Build>, spans: readonly Span[]): Iterable<Checked> {
  const shown = buildsIn(seen).map(({ entry }) => entry.number);
  const about = { seen, pointer: '/result/job_build_states', actual: `${shown.length} builds without it` };
  if (spans.length === 0) return;
  for (const { entry, seen: before } of known) {
    const { number, start_time: start } = entry;
    if (!spans.every((span) => isIn(span, start))) continue;
    const expected = `build ${number}, which exchange ${before.number} shows`;
    yield { ...about, clause: edgeOf(spans, start), right: shown.includes(number), expected };
  }
  const { staged, request } = seen;
  const { job_id, number } = staged?.params ?? {};
  if (job_id !== request.params.job_id || typeof number !== 'number') return;
  if (!spans.every((span) => span.from < ever.from && span.until > ever.until)) return;
  const right = shown.includes(number);
  yield { ...about, clause: 'purpose', right, expected: `build ${number}, which there is` };
}

/** The clause about the end of the window at which a build began: only there do the bounds matter. */
function edgeOf(spans: readonly Span[], start: number): string {
  if (spans.every(({ from }) => start - from < 1_000)) return 'request/start-time';
  return spans.every(({ until }) => until - start < 1_000) ? 'request/end-time' : 'purpose';
}

function isIn({ from, until }: Span, instant: number): boolean {
  return instant >= from && instant <= until;
}

export const windowInvariants: readonly Invariant[] = [windows, completeness];
