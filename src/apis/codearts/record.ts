// The facts of a build of a task, and how one is created.
import type { BuildAttributes as AttributesInput } from '../../../schemas/codearts/types.ts';
import type { CreationContext, RecordKind } from '../../core/api/api.ts';
import type { StandinRecord } from '../../core/records/snapshot.ts';
import { numberFor } from '../../core/store/numbers.ts';
import { endOfTime, toIso } from '../../core/time/duration.ts';
import type { Random } from '../../core/values/random.ts';

export type BuildAttributes = Required<AttributesInput>;
export type Build = StandinRecord<BuildAttributes>;

/** The service's days begin at midnight of +08:00, all year round. In ms. */
export const chinaOffset = 8 * 3_600_000;

const people = ['zhang.wei', 'li.na', 'wang.fang', 'chen.jie', 'liu.yang'];
const branches = ['master', 'develop', 'release/2.4', 'feature/login'];

/** An instant as the wall clock of an offset (ms) shows it: `yyyy-MM-dd HH:mm:ss`. */
export function wallClock(instant: number, offset: number): string {
  return toIso(Math.min(instant + offset, endOfTime))
    .slice(0, 19)
    .replace('T', ' ');
}

/** The instant (ms) of `yyyy-MM-dd HH:mm:ss` at an offset (ms). Undefined if no calendar has that day, or no day that time. */
export function instantOf(text: string, offset: number): number | undefined {
  const read = Date.parse(`${text.replace(' ', 'T')}Z`);
  return Number.isNaN(read) || wallClock(read, 0) !== text ? undefined : read - offset;
}

/** When a build began, in whole ms: a fast clock may stand between two. */
export function startOf(build: Build): number {
  return Math.floor(build.created);
}

export const record: RecordKind<BuildAttributes> = {
  schemaName: 'build-attributes',
  order: startOf,
  indexes: { job: ({ attributes }) => attributes.job_id },

  async complete(given, context) {
    const { created, random, store } = context;
    const job_id = given.job_id ?? random.hex(32);
    const series = `codearts number ${job_id}`;
    const number = await numberFor(store, series, { name: 'number', given: given.number });
    const daily_build_number = await dailyNumber(job_id, given.daily_build_number, context);
    const known = await store.parent('codearts', 'job', job_id);
    const numbers = { job_id, number, daily_build_number };
    const attributes = { ...lifelike(random, created), ...known, ...given, ...numbers } as BuildAttributes;
    const { scm_type, scm_web_url, build_type, code_branch } = attributes;
    const job = { job_id, scm_type, scm_web_url, build_type, code_branch };
    return {
      id: `${job_id}:${number}`,
      attributes,
      parents: [{ kind: 'job', id: job_id, parent: job }],
    };
  },
};

/** The date and a counter that starts at 1 each day, as `20231226.1`. */
async function dailyNumber(jobId: string, given: string | undefined, { created, store }: CreationContext) {
  const today = wallClock(created, chinaOffset).slice(0, 10).replaceAll('-', '');
  const [date, counter] = (given ?? today).split('.');
  // Joined it is one text; added up it would be kept as its pieces, for each job and day.
  const series = ['codearts', 'daily', jobId, date].join(' ');
  if (given === undefined) return `${date}.${await store.serial(series)}`;
  await store.raiseSerial(series, Number(counter));
  return given;
}

function lifelike(
  random: Random,
  created: number,
): Omit<BuildAttributes, 'job_id' | 'number' | 'daily_build_number'> {
  const person = random.pick(people);
  return {
    user_id: random.hex(32),
    executor: person,
    nickname: person,
    trigger_type: random.pick(['Manual', 'Scheduled']),
    commit_id: random.hex(40),
    committed_at: offsetText(created - random.between(60, 86_400) * 1_000),
    build_type: 'branch',
    code_branch: random.pick(branches),
    scm_type: 'codehub',
    scm_web_url: `https://codehub.example.com/codehub/${random.between(2_000_000_000, 2_147_483_647)}/home`,
  };
}

/** ISO 8601 to the second, in the service's spelling of UTC. */
export function offsetText(instant: number): string {
  return toIso(instant).replace(/\.\d{3}Z$/, '.000+00:00');
}
