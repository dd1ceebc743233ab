// Which members a task of Copr has in which state. `docs/decisions/0018-what-is-promised.md` says what each rests on.
import type { BuildTask } from '../../../../schemas/copr/types.ts';
import type { Invariant } from '../../../core/invariants/invariant.ts';
import { everyEntry } from '../observations.ts';

type Member = 'started_on' | 'ended_on' | 'git_hash' | 'result_dir_url';

interface Rule {
  readonly member: Member;
  /** Whether the member is there in these states. */
  readonly there: boolean;
  readonly states: readonly string[];
  /** Only our model has it so. */
  readonly unusual?: boolean;
}

const begun = ['starting', 'running', 'succeeded'];
const notOver = ['importing', 'pending', 'waiting', 'starting', 'running'];

/** A task that failed or was canceled may have begun or not, so it is not listed here. */
const rules: readonly Rule[] = [
  { member: 'started_on', there: true, states: begun },
  { member: 'started_on', there: false, states: ['importing', 'waiting'] },
  { member: 'ended_on', there: true, states: ['succeeded'] },
  { member: 'ended_on', there: false, states: notOver },
  // Builds that are older than the service's dist-git have no commit for ever.
  { member: 'git_hash', there: true, states: ['pending', ...begun], unusual: true },
  { member: 'git_hash', there: false, states: ['importing'], unusual: true },
  // No reading has it null once the task is starting.
  { member: 'result_dir_url', there: true, states: begun },
];

const clauseOf = (member: Member) => `copr/fields/${member.replaceAll('_', '-')}`;

export const dates: Invariant = {
  id: 'copr/dates-fit-the-state',
  clauses: (['started_on', 'ended_on', 'git_hash', 'result_dir_url'] as const).map(clauseOf),
  says: 'A task that runs or has succeeded has begun and has its folder; it has an end when it is over, and not before.',
  judge(trace, judge) {
    for (const { seen, entry, pointer } of everyEntry(trace)) {
      const task = entry.build_task;
      for (const { member, there, states, unusual = false } of rules) {
        if (!states.includes(task.state)) continue;
        judge(isThere(task, member) === there, {
          seen,
          clause: clauseOf(member),
          pointer: `${pointer}/build_task/${member}`,
          expected: `${there ? 'not null' : 'null'} while ${task.state}`,
          actual: task[member] ?? null,
          unusual,
        });
      }
    }
  },
};

function isThere(task: BuildTask, member: Member): boolean {
  return (task[member] ?? null) !== null;
}
