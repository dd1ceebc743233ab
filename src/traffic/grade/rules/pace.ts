// How often a client looks: it waits, heeds Retry-After, and slows down.
import { looks } from '../run.ts';
import { busiestSecond, mean, pausesOf, percent, seconds, troubleIn } from './measure.ts';
import { failed, passed, type Rule, skipped } from './rule.ts';

/** How much earlier than told a client may come back, in ms: clocks and timers are not exact. */
const tolerance = 100;
/** More requests than this in one second are a loop that does not wait. */
const mostInASecond = 5;

export const pace: readonly Rule[] = [
  {
    id: 'waits',
    says: 'It waits between two looks.',
    source: 'RFC 9110, 15.5.10 and 15.6.4; RFC 6585, 4',
    points: 3,
    judge(run) {
      const most = busiestSecond(looks(run));
      if (looks(run).length < 2) return skipped('It looked only once.');
      return most <= mostInASecond
        ? passed(`At most ${most} looks in one second.`)
        : failed(`${most} looks in one second${troubleIn(run)}.`);
    },
  },
  {
    id: 'retry-after',
    says: 'It comes back no earlier than Retry-After says.',
    source: 'RFC 9110, 10.2.3',
    points: 3,
    judge(run) {
      const all = looks(run);
      for (const [index, { retryAfter, until }] of all.entries()) {
        const next = all[index + 1];
        if (retryAfter === undefined || !next) continue;
        const waited = next.at - until;
        // A date has whole seconds: as much earlier is no haste.
        const wanted = run.trial.endsWith('date') ? retryAfter - 1_000 : retryAfter;
        if (waited < wanted - tolerance)
          return failed(`It was told to wait ${seconds(retryAfter)} and came back after ${seconds(waited)}.`);
        return passed(`It was told to wait ${seconds(retryAfter)} and waited ${seconds(waited)}.`);
      }
      return skipped('No response with Retry-After was followed by another look.');
    },
  },
  {
    id: 'one-at-a-time',
    says: 'It never has two looks under way at once.',
    source: 'AWS Builders’ Library, Timeouts, retries, and backoff with jitter',
    points: 1,
    judge(run) {
      // Who has given up on a look that is never answered may look again.
      const together = looks(run).filter(({ others }) => others > 0);
      if (looks(run).length < 2 || run.trial === 'hang')
        return skipped('There were no two looks to compare.');
      return together.length === 0
        ? passed('One look at a time.')
        : failed(`${together.length} looks came while another was under way.`);
    },
  },
  {
    id: 'backs-off',
    says: 'Where it takes long, the pauses grow, or the server says how long they are.',
    source: 'Google AIP-194; AWS Builders’ Library, Timeouts, retries, and backoff with jitter',
    points: 1,
    judge(run) {
      if (run.trial !== 'very-long' && run.trial !== 'stuck') return skipped('It does not take long here.');
      const pauses = pausesOf(looks(run));
      if (pauses.length < 4) return skipped('Too few looks to tell.');
      const half = Math.floor(pauses.length / 2);
      const [early, late] = [mean(pauses.slice(0, half)), mean(pauses.slice(half))];
      return late > early * 1.2
        ? passed(`Pauses grew from ${seconds(early)} to ${seconds(late)}.`)
        : failed(`Pauses stayed at ${seconds(late)}.`);
    },
  },
  {
    id: 'jitter',
    says: 'Its pauses differ a little, so that many clients do not come at once.',
    source: 'AWS Builders’ Library, Timeouts, retries, and backoff with jitter',
    points: 1,
    judge(run) {
      if (run.trial !== 'very-long') return skipped('It does not take long here.');
      const pauses = pausesOf(looks(run));
      if (pauses.length < 4) return skipped('Too few looks to tell.');
      const even = mean(pauses);
      const spread = Math.sqrt(mean(pauses.map((each) => (each - even) ** 2))) / even;
      return spread > 0.05
        ? passed(`Pauses differ by ${percent(spread)}.`)
        : failed(`Pauses differ by ${percent(spread)} only.`);
    },
  },
];
