// Makes builds of tasks by number, and says which schemas show them.
import {
  amongSupporting,
  type FixtureBook,
  type Showing,
  type Shown,
  shared,
} from '../../core/api/fixtures.ts';
import { type Random, randomFor } from '../../core/values/random.ts';
import { breaches } from './breaches.ts';
import { type BuildAttributes, chinaOffset, offsetText, wallClock } from './record.ts';
import { offsetOf, toCommitInfo, toRecord, toRecordList } from './wire.ts';

/** Ten builds belong to one job: a page of them, one on each day, which is the first of that day. */
const perJob = 10;
const people = 500;
const day = 86_400_000;
const greatest = 2_147_483_647;
const nicknames = ['张伟', '王芳', '李娜', '刘洋', '陈杰', '021', 'zhang.wei', 'O\u2019Neil, "Bo"'];

type Builds = readonly Shown<BuildAttributes>[];

export const fixtures: FixtureBook<BuildAttributes> = {
  draw(drawing) {
    const { number: index, at, random, edge } = drawing;
    const job = jobOf(drawing, Math.floor(index / perJob));
    const person = personOf(drawing, random.between(0, people - 1));
    const place = index % perJob;
    const age = ageOf(at, perJob - 1 - place, random);
    const number = (edge ? greatest - perJob : 0) + place + 1;
    return {
      id: `${job.job_id}:${number}`,
      age,
      ended: place < perJob - 1,
      // Member by member: to spread several objects into one takes as long as all the rest.
      attributes: {
        job_id: job.job_id,
        build_type: job.build_type,
        code_branch: job.code_branch,
        scm_type: job.scm_type,
        scm_web_url: job.scm_web_url,
        user_id: person.user_id,
        executor: person.executor,
        nickname: person.nickname,
        number,
        daily_build_number: `${wallClock(at - age, chinaOffset)
          .slice(0, 10)
          .replaceAll('-', '')}.1`,
        trigger_type: random.pick(['Manual', 'Scheduled']),
        commit_id: random.hex(40),
        committed_at: offsetText(at - age - random.between(60, 86_400) * 1_000),
      },
    };
  },

  breaches,

  schemas: {
    'build-info-record': { show: ([build], { now }) => toRecord(build!.record, build!.snapshot, now) },
    'build-record-page': { most: perJob, show: (shown, showing) => listOf(shown, showing).result },
    'build-record-list': {
      most: perJob,
      show: listOf,
      request: (shown, showing, { result }: ReturnType<typeof listOf>) => ({
        operation: 'list-build-records',
        path: pathOf(shown, showing, result.page_index),
        headers: { 'X-Auth-Token': 'any' },
        status: 200,
      }),
    },
    'commit-info': { show: ([build]) => toCommitInfo(build!.record.attributes) },
  },
};

/** How long ago a build of so many days ago began, in ms: on that day in +08:00, and not after the instant. */
function ageOf(at: number, days: number, random: Random): number {
  const sinceMidnight = (((at + chinaOffset) % day) + day) % day;
  if (days === 0) return random.between(0, sinceMidnight);
  return sinceMidnight + (days - 1) * day + random.between(1, day);
}

/** What the builds of a job have in common. */
const jobOf = shared((drawing, number) => {
  const { seed, words, edge } = drawing;
  const random = randomFor(seed, 'codearts job', number);
  const tag = random.between(0, 5) === 0;
  const branch = random.pick(['master', 'main', 'develop', random.pick(words.branches)]);
  const version = `v${random.between(0, 30)}.${random.between(0, 20)}.${random.between(0, 99)}`;
  return {
    job_id: random.hex(32),
    build_type: tag ? 'tag' : 'branch',
    code_branch: edge ? random.pick(['a', `${branch}/`.repeat(30).slice(0, 200)]) : tag ? version : branch,
    scm_type: 'codehub',
    scm_web_url: `https://codehub.example.com/codehub/${random.between(2_000_000_000, 2_147_483_647)}/home`,
  };
}, amongSupporting);

const personOf = shared(({ seed, words }, number) => {
  const random = randomFor(seed, 'codearts person', number);
  const executor = random.pick(words.users);
  const nickname = random.between(0, 1) === 0 ? executor : random.pick(nicknames);
  return { user_id: random.hex(32), executor, nickname };
});

/** A page, newest first. One that is not full is the last. */
function listOf(shown: Builds, showing: Showing) {
  const items = shown.map(({ record }) => record).reverse();
  const before = items.length === 0 ? 0 : showing.row % 4;
  const after = items.length === perJob ? (showing.row * 7) % 90 : 0;
  const total = before * perJob + items.length + after;
  return toRecordList({ items, total }, { page_index: before, page_size: perJob }, showing);
}

function pathOf(shown: Builds, showing: Showing, page_index: string): string {
  const { random, now, reading } = showing;
  const job = shown[0]?.record.attributes.job_id ?? random.hex(32);
  const time = (instant: number) => wallClock(instant, offsetOf(reading));
  const window = { start_time: time(now - (perJob + 1) * day), end_time: time(now) };
  const query = new URLSearchParams({ ...window, page_index, page_size: `${perJob}` });
  return `/v3/jobs/${job}/build-info-records?${query}`;
}
