// Rules of pace: a client waits between polls, heeds Retry-After, and slows down.
import { pollsOf } from '../run.ts';
import { busiestSecond, faultsIn, mean, pausesOf, percent, seconds } from './measure.ts';
import { failed, passed, type Rule, skipped } from './rule.ts';

/** How much earlier than Retry-After a client may come back, in ms: clocks and timers are not exact. */
const tolerance = 100;
/** More requests than this in one second are a loop that does not wait. */
const mostInASecond = 5;

export const pace: readonly Rule[] = [
  {
    id: 'waits',
    says: 'It waits between two polls.',
    source: 'RFC 9110, 15.5.10 and 15.6.4; RFC 6585, 4',
    points: 3,
    judge(run) {
      const most = busiestSecond(pollsOf(run));
      if (pollsOf(run).length < 2) return skipped('It polled only once.');
      return most <= mostInASecond
        ? passed(`At most ${most} polls in one second.`)
        : failed(`${most} polls in one second${faultsIn(run)}.`);
    },
  },
  {
    id: 'retry-after',
    says: 'It comes back no earlier than Retry-After says.',
    source: 'RFC 9110, 10.2.3',
    points: 3,
    judge(run) {
      const all = pollsOf(run);
      for (const [index, { retryAfter, until }] of all.entries()) {
        const next = all[index + 1];
        if (retryAfter === undefined || !next) continue;
        const waited = next.at - until;
        // A date has whole seconds: that much earlier is allowed.
        const wanted = run.trial.endsWith('date') ? retryAfter - 1_000 : retryAfter;
        if (waited < wanted - tolerance)
          return failed(
            `Retry-After said ${seconds(retryAfter)}, but it came back after ${seconds(waited)}.`,
          );
        return passed(`Retry-After said ${seconds(retryAfter)}, and it waited ${seconds(waited)}.`);
      }
      return skipped('No poll followed a response with Retry-After.');
    },
  },
  {
    id: 'one-at-a-time',
    says: 'It never has two polls in progress at once.',
    source: 'AWS Builders’ Library, Timeouts, retries, and backoff with jitter',
    points: 1,
    judge(run) {
      // A client that has given up on a poll without a response may poll again.
      const together = pollsOf(run).filter(({ others }) => others > 0);
      if (pollsOf(run).length < 2 || run.trial === 'hang')
        return skipped('There were no two polls to compare.');
      return together.length === 0
        ? passed('One poll at a time.')
        : failed(`${together.length} polls came while another was in progress.`);
    },
  },
  {
    id: 'backs-off',
    says: 'If the job takes long, the pauses grow, or the server sets them.',
    source: 'Google AIP-194; AWS Builders’ Library, Timeouts, retries, and backoff with jitter',
    points: 1,
    judge(run) {
      if (run.trial !== 'very-long' && run.trial !== 'stuck')
        return skipped('The job does not take long here.');
      const pauses = pausesOf(pollsOf(run));
      if (pauses.length < 4) return skipped('Too few polls to tell.');
      const half = Math.floor(pauses.length / 2);
      const [early, late] = [mean(pauses.slice(0, half)), mean(pauses.slice(half))];
      return late > early * 1.2
        ? passed(`Pauses grew from ${seconds(early)} to ${seconds(late)}.`)
        : failed(`Pauses stayed at ${seconds(late)}.`);
    },
  },
  {
    id: 'jitter',
    says: 'Its pauses vary, so that many clients do not poll at once.',
    source: 'AWS Builders’ Library, Timeouts, retries, and backoff with jitter',
    points: 1,
    judge(run) {
      if (run.trial !== 'very-long') return skipped('The job does not take long here.');
      const pauses = pausesOf(pollsOf(run));
      if (pauses.length < 4) return skipped('Too few polls to tell.');
      const even = mean(pauses);
      const spread = Math.sqrt(mean(pauses.map((each) => (each - even) ** 2))) / even;
      return spread > 0.05
        ? passed(`Pauses differ by ${percent(spread)}.`)
        : failed(`Pauses differ by ${percent(spread)} only.`);
    },
  },
];
