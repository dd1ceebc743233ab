// What CodeArts promises about each build, wherever it is shown.
import type { BuildInfoRecord, BuildRecordList } from '../../../../schemas/codearts/types.ts';
import { documentsOf } from '../../../core/api/documents.ts';
import { invariantsOf, modelled } from '../../../core/invariants/checks.ts';
import type { Invariant, Seen } from '../../../core/invariants/invariant.ts';
import { isFinal } from '../../../core/records/lifecycle.ts';
import { endOfTime } from '../../../core/time/duration.ts';
import { lifecycle } from '../lifecycle.ts';
import { everyBuild, hasFinished, statesAgree } from '../observations.ts';
import { chinaOffset, wallClock } from '../record.ts';

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
const day = 24 * wait;

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
  'What a record says twice it says alike.',
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

/** The state into which this very build was brought just before. */
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

const example = invariant(
  'example-as-printed',
  'The build that the page prints, where it is, is shown as printed.',
  ['example-reply'],
  function* (trace) {
    const { request, response } = documentsOf('codearts').exchanges['list-build-records.documented']!;
    const printed = (response.body as BuildRecordList).result;
    const [build] = printed.job_build_states as [BuildInfoRecord];
    for (const { seen, entry, pointer } of everyBuild(trace)) {
      const { number, start_time, commit_id } = entry;
      const isIt =
        number === build.number && start_time === build.start_time && commit_id === build.commit_id;
      if (!isIt || !request.path.includes(seen.request.params.job_id!)) continue;
      for (const member of [...Object.keys(build), 'commit_info/created_at'])
        yield {
          seen,
          clause: clauseOf(member),
          pointer: `${pointer}/${member}`,
          right:
            typeof valueAt(build, member) === 'object' || valueAt(entry, member) === valueAt(build, member),
          expected: `${valueAt(build, member)}, as printed`,
          actual: valueAt(entry, member),
        };
      const asPrinted = Object.entries(request.query!).every(
        ([name, value]) => seen.request.query.get(name) === value,
      );
      if (!asPrinted || seen.request.method !== request.method) continue;
      const { total_record } = (seen.content as BuildRecordList).result;
      yield {
        seen,
        clause: 'example-reply',
        pointer: '/result/total_record',
        right: total_record === printed.total_record,
        expected: `${printed.total_record}, as printed`,
        actual: total_record,
      };
    }
  },
);

/** The clause that speaks of a member of a record. */
function clauseOf(member: string): string {
  const clause = member.replaceAll('_', '-');
  return clause.startsWith('commit-info/') ? clause.replace('commit-info', 'commit') : `record/${clause}`;
}

function valueAt(build: BuildInfoRecord, member: string): unknown {
  return member.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], build);
}

/** The day (+08:00) of an instant in ms, as `20231226`. */
export function dayAt(instant: number): string {
  return wallClock(Math.max(0, Math.min(instant, endOfTime - day)), chinaOffset)
    .slice(0, 10)
    .replaceAll('-', '');
}

export function dayOf({ daily_build_number }: BuildInfoRecord): string {
  return daily_build_number.split('.')[0]!;
}

export const recordInvariants: readonly Invariant[] = [
  agreement,
  arranged,
  // That the number of the day names a build is our model.
  modelled(numbers),
  ofOneTask,
  example,
];
