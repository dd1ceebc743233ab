// Rules of manners: a client stops at the end, keeps its credentials to itself, and reuses connections.
import { firstFinal, pollsOf } from '../run.ts';
import { mean, pausesOf } from './measure.ts';
import { failed, passed, type Rule, skipped } from './rule.ts';

/** How many requests after the end are allowed: one may be on its way. */
const afterthought = 1;

export const manners: readonly Rule[] = [
  {
    id: 'stops',
    says: 'It sends nothing more once a response has shown the end of the job.',
    source: 'Azure REST API Guidelines, long-running operations (stop at a terminal state)',
    points: 2,
    judge(run) {
      const end = firstFinal(run);
      if (!end) return skipped('No response showed the end of the job.');
      const later = pollsOf(run).filter(({ at, path }) => at > end.until && path === end.path);
      return later.length <= afterthought
        ? passed(`${later.length} polls after the end.`)
        : failed(`${later.length} polls after the end was shown.`);
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
        ? passed('None were sent there.')
        : failed(`${names.join(', ')} went to another origin.`);
    },
  },
  {
    id: 'reuses-connections',
    says: 'It reuses connections.',
    source: 'RFC 9112, 9.3',
    points: 1,
    judge(run) {
      const { polls, trial } = run;
      if (trial !== 'succeeds' || polls.length < 3) return skipped('Too few requests to tell.');
      // A server may close an idle connection; a client that polls rarely opens another.
      if (mean(pausesOf(pollsOf(run))) > 4_000) return skipped('It polls too rarely to keep a connection.');
      const connections = new Set(polls.map(({ connection }) => connection)).size;
      return connections <= Math.ceil(polls.length / 2)
        ? passed(`${polls.length} requests over ${connections} connections.`)
        : failed(`${polls.length} requests over ${connections} connections.`);
    },
  },
];
