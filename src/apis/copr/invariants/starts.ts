// When a task of Copr started: for good, unless the service starts it anew, as it does when a builder is lost.
import type { Invariant, Judge, Observation } from '../../../core/invariants/invariant.ts';

/** In s: how far the clocks of a service may differ. */
const slack = 2;

export const starts: Invariant = {
  id: 'copr/start-stays',
  clauses: ['copr/fields/started-on'],
  says: 'A start stays as it was, unless the task went back and started anew, later.',
  judge(trace, judge) {
    const stories = new Map<string, Observation[]>();
    for (const observation of trace.observations) {
      const key = `${observation.seen.scene} ${observation.id}`;
      stories.set(key, [...(stories.get(key) ?? []), observation]);
    }
    for (const story of stories.values()) judgeStory(story, judge);
  },
};

function judgeStory(story: readonly Observation[], judge: Judge): void {
  let known: { readonly start: number; readonly seen: Observation['seen'] } | undefined;
  let over = false;
  let wentBack = false;
  for (const { seen, pointer, times = {}, states } of story) {
    const start = times.started_on ?? null;
    wentBack ||= states.includes('pending') || states.includes('starting');
    if (known && known.seen.until <= seen.at) {
      const anew = start !== null && start > known.start && !over;
      const possible = anew && start + slack >= (serverTime(known.seen) ?? Number.NEGATIVE_INFINITY);
      judge(start === known.start || (possible && wentBack), {
        seen,
        pointer: `${pointer}/started_on`,
        expected: `${known.start}, as in exchange ${known.seen.number}`,
        actual: start,
        unusual: possible,
      });
    }
    if (start === null) continue;
    if (start !== known?.start) wentBack = states.includes('pending');
    known = { start, seen };
    over ||= typeof times.ended_on === 'number';
  }
}

/** When the service answered, by its own clock, in s. */
function serverTime({ response }: Observation['seen']): number | undefined {
  const at = Date.parse(response.headers.date ?? '');
  return Number.isNaN(at) ? undefined : Math.floor(at / 1_000);
}
