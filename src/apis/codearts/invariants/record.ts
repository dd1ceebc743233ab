// What CodeArts promises about each build, wherever it is shown.
import type { BuildInfoRecord } from '../../../../schemas/codearts/types.ts';
import { invariantsOf, modelled } from '../../../core/invariants/checks.ts';
import type { Invariant, Seen } from '../../../core/invariants/invariant.ts';
import { isFinal } from '../../../core/records/lifecycle.ts';
import { lifecycle } from '../lifecycle.ts';
import { everyBuild, hasFinished, statesAgree } from '../observations.ts';
import { example } from './example.ts';
import { clauseOf, dayAt, dayOf, valueAt } from './members.ts';

const invariant = invariantsOf('codearts');

type Rule = readonly [
  member: string,
  right: (build: BuildInfoRecord) => boolean,
  expected: (build: BuildInfoRecord) => string,
  /** Only the service and the example have it so. */
  unusual?: boolean,
];

/** How long a build may have waited between being given its day's number and its start. In ms. */
const wait = 3_600_000;

/** What holds within each record. */
const rules: readonly Rule[] = [
  ['cost_time', (b) => b.cost_time === b.build_time, (b) => `${b.build_time}, as build_time`, true],
  ['job_running_status', statesAgree, ({ state }) => `a status that goes with ${state}`, true],
  ['state', statesAgree, (b) => `a state that goes with ${b.job_running_status}`, true],
  [
    'build_type',
    (b) => !/^\d/.test(b.build_type),
    () => 'a kind of source, such as branch, and no number',
    true,
  ],
  [
    'commit_info/commit_id',
    (b) => b.commit_id === b.commit_info.commit_id,
    (b) => `${b.commit_id}, as in the record`,
  ],
  [
    'commit_detail_url',
    (b) => b.scm_type !== 'codehub' || b.commit_detail_url.includes(b.commit_id),
    (b) => `an address with ${b.commit_id} in it`,
    true,
  ],
  [
    'daily_build_number',
    (b) => [0, wait].some((ms) => dayOf(b) === dayAt(b.start_time - ms)),
    (b) => `${dayAt(b.start_time)}, a dot and a number`,
    true,
  ],
];

const agreement = invariant(
  'record-agrees-with-itself',
  'A record that says something twice says the same.',
  rules.map(([member]) => clauseOf(member)),
  function* (trace) {
    for (const { seen, entry, pointer } of everyBuild(trace))
      for (const [member, right, expected, unusual = false] of rules)
        yield {
          seen,
          clause: clauseOf(member),
          pointer: `${pointer}/${member}`,
          right: right(entry),
          expected: expected(entry),
          actual: valueAt(entry, member),
          unusual,
        };
  },
);

const arranged = invariant(
  'state-as-arranged',
  'A build that was brought into a state is shown in it.',
  ['record/state', 'record/job-running-status'],
  function* (trace) {
    for (const { seen, entry, pointer } of everyBuild(trace)) {
      const wanted = arrangedFor(seen, entry);
      if (wanted === undefined) continue;
      const done = isFinal(lifecycle, wanted);
      const shown = { job_running_status: done ? 'Finished' : wanted, ...(done && { state: wanted }) };
      for (const [member, value] of Object.entries(shown)) {
        const actual = valueAt(entry, member);
        const expected = `${value}, for the build was brought there`;
        const at = `${pointer}/${member}`;
        yield { seen, clause: clauseOf(member), pointer: at, right: actual === value, expected, actual };
      }
    }
  },
);

/** The state that exactly this build was just brought into. */
function arrangedFor({ staged, request }: Seen, { number }: BuildInfoRecord): string | undefined {
  if (staged?.params.job_id !== request.params.job_id || staged?.params.number !== number) return undefined;
  return Object.keys(lifecycle.states).find(
    (state) => staged.preset === `build-is-${state.toLowerCase().replaceAll('_', '-')}`,
  );
}

const numbers = invariant(
  'one-build-one-number',
  'A build has one number for good.',
  ['record/number'],
  function* (trace) {
    const numberOf = new Map<string, number>();
    for (const { seen, entry, pointer } of everyBuild(trace)) {
      const { number, daily_build_number: daily } = entry;
      const build = [seen.scene, seen.request.params.job_id, daily].join(' ');
      const before = numberOf.get(build) ?? number;
      const expected = `${before}, as the build ${daily} of this task had before`;
      const at = `${pointer}/number`;
      yield {
        seen,
        clause: 'record/number',
        pointer: at,
        right: before === number,
        expected,
        actual: number,
      };
      numberOf.set(build, before);
    }
  },
);

const ofOneTask = invariant(
  'builds-of-one-task',
  'A build that has finished belongs to one task and is shown of no other.',
  ['purpose', 'request/job-id'],
  function* (trace) {
    const owners = new Map<string, string>();
    for (const { seen, entry, pointer } of everyBuild(trace).filter(({ entry }) => hasFinished(entry))) {
      const job = seen.request.params.job_id!;
      const text = JSON.stringify(entry);
      const owner = owners.get(text) ?? job;
      const expected = `a build of ${job} alone`;
      const actual = owner === job ? job : `a build that was shown of ${owner}`;
      yield { seen, clause: 'purpose', pointer, right: owner === job, expected, actual };
      owners.set(text, owner);
    }
  },
);

export const recordInvariants: readonly Invariant[] = [
  agreement,
  arranged,
  // That the number of the day names a build is our model.
  modelled(numbers),
  ofOneTask,
  example,
];
