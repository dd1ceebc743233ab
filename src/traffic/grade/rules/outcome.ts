// Rules of outcomes: a client reports the result of the job, and gives up in time.
import { firstFinal } from '../run.ts';
import { seconds } from './measure.ts';
import { failed, passed, type Rule, skipped } from './rule.ts';

export const outcome: readonly Rule[] = [
  {
    id: 'succeeds',
    says: 'It reports success if the job succeeds, whatever happened on the way.',
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
    says: 'It reports failure if the job fails, is canceled or is gone.',
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
    says: 'It gives up in time if the job never ends or the server never answers.',
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
    says: 'It does not take an unknown state for success.',
    source: 'Google AIP-216 (states may be added)',
    points: 3,
    judge(run) {
      if (!run.polls.some(({ fault }) => fault?.startsWith('unknown')))
        return skipped('No unknown word was shown.');
      if (run.ending.how === 'success' && !firstFinal(run))
        return failed('It reported success, although no final state was shown.');
      return passed('It waited for a state that it knows, or failed.');
    },
  },
];
