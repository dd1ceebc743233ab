// What is expected of a client that polls: each rule with the public source it rests on, judged on one trial.
import { firstFinal, looks, type Poll, type Run } from './run.ts';

export interface Verdict {
  readonly verdict: 'passed' | 'failed' | 'skipped';
  /** What was seen, as a sentence. */
  readonly says: string;
}

export interface Rule {
  readonly id: string;
  readonly says: string;
  readonly source: string;
  /** How much it counts. */
  readonly points: number;
  judge(run: Run): Verdict;
}

const passed = (says: string): Verdict => ({ verdict: 'passed', says });
const failed = (says: string): Verdict => ({ verdict: 'failed', says });
const skipped = (says: string): Verdict => ({ verdict: 'skipped', says });

/** How much earlier than told a client may come back, in ms: clocks and timers are not exact. */
const tolerance = 100;
/** More requests than this in one second are a loop that does not wait. */
const mostInASecond = 5;
/** Requests after the end that still count as none: one may be on its way. */
const afterthought = 1;

export const rules: readonly Rule[] = [
  {
    id: 'succeeds',
    says: 'It reports success where the job succeeds, whatever happened on the way.',
    source: 'Google AIP-194 (retry what is transient); Azure REST API Guidelines, long-running operations',
    points: 3,
    judge({ expected, ending }) {
      if (expected !== 'success') return skipped('The job does not simply succeed here.');
      return ending.how === 'success'
        ? passed(`It ${ending.says}.`)
        : failed(`The job succeeds; the client ${ending.says}.`);
    },
  },
  {
    id: 'reports-failure',
    says: 'It reports failure where the job fails, is canceled or is gone.',
    source: 'POSIX exit status; Azure REST API Guidelines, long-running operations',
    points: 3,
    judge({ expected, ending }) {
      if (expected !== 'failure') return skipped('The job does not fail here.');
      return ending.how === 'failure'
        ? passed(`It ${ending.says}.`)
        : failed(`The job does not succeed; the client ${ending.says}.`);
    },
  },
  {
    id: 'gives-up',
    says: 'It gives up in time where the job never ends or the server never answers.',
    source: 'AWS Builders’ Library, Timeouts, retries, and backoff with jitter',
    points: 2,
    judge({ expected, ending, patience }) {
      if (expected !== 'end') return skipped('The job ends here.');
      if (ending.how !== 'endless') return passed(`It ${ending.says} after ${seconds(ending.at)}.`);
      return failed(`It did not give up within ${seconds(patience)}.`);
    },
  },
  {
    id: 'no-false-success',
    says: 'It takes no word that it does not know for success.',
    source: 'Google AIP-216 (states may be added)',
    points: 3,
    judge(run) {
      if (!run.polls.some(({ trouble }) => trouble?.startsWith('unknown')))
        return skipped('No unknown word was shown.');
      if (run.ending.how === 'success' && !firstFinal(run))
        return failed('It reported success, and no final state was shown.');
      return passed('It waited for a state that it knows, or failed.');
    },
  },
  {
    id: 'stops',
    says: 'It sends nothing more once it was told that the job is over.',
    source: 'Azure REST API Guidelines, long-running operations (stop at a terminal state)',
    points: 2,
    judge(run) {
      const end = firstFinal(run);
      if (!end) return skipped('It was never told that the job is over.');
      const later = looks(run).filter(({ at, path }) => at > end.until && path === end.path);
      return later.length <= afterthought
        ? passed(`${later.length} looks after the end.`)
        : failed(`${later.length} looks after the end was shown.`);
    },
  },
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
  {
    id: 'credentials',
    says: 'It sends no credentials to another origin.',
    source: 'RFC 9110, 15.4; Fetch Standard, HTTP-redirect fetch',
    points: 3,
    judge({ polls }) {
      const away = polls.filter(({ elsewhere }) => elsewhere);
      if (away.length === 0) return skipped('It sent nothing to another origin.');
      const names = [...new Set(away.flatMap(({ credentials }) => credentials))];
      if (!polls.some(({ credentials, elsewhere }) => !elsewhere && credentials.length > 0))
        return skipped('It sends no credentials at all.');
      return names.length === 0
        ? passed('None went along.')
        : failed(`${names.join(', ')} went to another origin.`);
    },
  },
  {
    id: 'reuses-connections',
    says: 'It uses a connection again.',
    source: 'RFC 9112, 9.3',
    points: 1,
    judge(run) {
      const { polls, trial } = run;
      if (trial !== 'succeeds' || polls.length < 3) return skipped('Too few requests to tell.');
      // A server may close a connection that idles; who looks seldom opens another.
      if (mean(pausesOf(looks(run))) > 4_000) return skipped('It looks too seldom to keep a connection.');
      const connections = new Set(polls.map(({ connection }) => connection)).size;
      return connections <= Math.ceil(polls.length / 2)
        ? passed(`${polls.length} requests over ${connections} connections.`)
        : failed(`${polls.length} requests over ${connections} connections.`);
    },
  },
];

function busiestSecond(polls: readonly Poll[]): number {
  return Math.max(
    0,
    ...polls.map(({ at }) => polls.filter((each) => each.at >= at && each.at < at + 1_000).length),
  );
}

/** From the end of a response to the next request, in ms. */
function pausesOf(polls: readonly Poll[]): number[] {
  return polls.slice(1).map(({ at }, index) => Math.max(0, at - polls[index]!.until));
}

function troubleIn({ polls }: Run): string {
  const trouble = polls.find((poll) => poll.trouble)?.trouble;
  return trouble ? ` after ${trouble}` : '';
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
