// The matchers: what passes, and in which words they say what is wrong.
import { describe, expect, it } from 'vitest';
import { createStandin, verify } from '../../src/index.ts';
import { standinTest } from '../../src/runners/vitest.ts';

const test = standinTest({ apis: ['copr'], at: '2026-03-01T12:00:00Z' });

const task = {
  chroot_name: 'fedora-41-x86_64',
  build_id: 7,
  started_on: null,
  state: 'pending',
  ended_on: null,
  result_dir_url: 'http://example.com/results/',
  git_hash: null,
};

/** What a matcher that fails says. */
async function saying(matched: Promise<void>): Promise<string> {
  return matched.then(
    () => 'nothing',
    (error: Error) => error.message,
  );
}

describe('toMatchSchema', () => {
  it('takes a value that has the schema, and none that has not', async () => {
    await expect(task).toMatchSchema('copr/build-task');
    await expect({ ...task, build_id: 'seven' }).not.toMatchSchema('copr/build-task');
    expect(await saying(expect(task).not.toMatchSchema('copr/build-task'))).toContain('expected not to');
  });

  it('says what is wrong as verify does: clause, lines, place, expected, actual', async () => {
    const { git_hash: _, ...rest } = { ...task, build_id: 'seven' };
    expect(await saying(expect(rest).toMatchSchema('copr/build-task'))).toMatchInlineSnapshot(`
      "This does not match copr/build-task:

      copr/fields/git-hash
      says: git_hash is the dist-git commit that was built.
      document: copr-build-tasks.rst:31
      found by: schema build-task
      at: /git_hash
      expected: a member 'git_hash'
      actual: no such member

      copr/fields/build-id
      says: build_id is an integer that identifies the build.
      document: copr-build-tasks.rst:27
      found by: schema build-task
      at: /build_id
      expected: type integer
      actual: "seven""
    `);
  });

  it('accepts what any reading admits, or fewer if told so', async () => {
    const list = { build_tasks: [], _links: { self: { href: '/api_2/build_tasks' } } };
    await expect(list).toMatchSchema('copr/build-task-list');
    const waiting = { ...task, state: 'waiting' };
    await expect(waiting).toMatchSchema('copr/build-task');
    await expect(waiting).not.toMatchSchema('copr/build-task', { profile: 'corrected' });
  });

  test('takes a response, read or not', async ({ world }) => {
    const { url } = await world.records.create({ api: 'copr' });
    const response = await world.fetch(url);
    await response.text();
    await expect(response).toMatchSchema('copr/build-task-entry');
    await expect(new Response('no JSON')).not.toMatchSchema('copr/build-task-entry');
    const foreign = Response.json({});
    await foreign.text();
    await expect(expect(foreign).toMatchSchema('copr/error')).rejects.toThrow(/response\.clone\(\)/);
  });

  it('names the nearest where there is no such schema', async () => {
    await expect(expect({}).toMatchSchema('copr/build-taks')).rejects.toThrow(/no schema 'copr\/build-taks'/);
    await expect(expect({}).toMatchSchema('corp/build-task')).rejects.toThrow(/no api 'corp'/);
    await expect(expect({}).toMatchSchema('')).rejects.toThrow(/no api ''/);
  });
});

describe('toMatchClause', () => {
  test('takes a response that keeps it', async ({ world }) => {
    const { url } = await world.records.create({ api: 'copr' });
    const response = await world.fetch(url);
    await expect(response).toMatchClause('copr/detail/status-200');
    expect(await saying(expect(response).not.toMatchClause('copr/detail/status-200'))).toMatch(
      /^This passes copr\/detail\/status-200, but was expected to fail it\.\nsays: .+\ndocument: copr-build-tasks\.rst:\d/,
    );
  });

  test('says what breaks it, and where', async ({ world }) => {
    const { url } = await world.records.create({ api: 'copr' });
    // biome-ignore lint/suspicious/noExplicitAny: a body that is about to be spoilt.
    const body = (await (await world.fetch(url)).json()) as any;
    body.build_task.state = 'baking';
    const exchange = { request: new Request(url), response: Response.json(body) };
    expect(await saying(expect(exchange).toMatchClause('copr/fields/state'))).toMatchInlineSnapshot(`
      "This fails copr/fields/state:

      copr/fields/state
      says: state is text: where the task is now.
      document: copr-build-tasks.rst:28
      found by: schema build-task-entry
      request: GET http://standin.localhost/~test-3/api_2/build_tasks/106883/fedora-41-aarch64
      response: status 200
      at: /build_task/state
      expected: one of failed, succeeded, canceled, running, pending, starting, importing, waiting, skipped, forked, unknown
      actual: "baking"
      repeat: curl -i 'http://standin.localhost/~test-3/api_2/build_tasks/106883/fedora-41-aarch64'"
    `);
    await expect(expect(exchange).toMatchClause('copr/list/limit')).rejects.toThrow(
      /It fails copr.fields.state\./,
    );
  });

  test('sees over several responses what none of them shows', async ({ world }) => {
    const build = await world.records.create({ api: 'copr' });
    const early = await world.fetch(build.url);
    await world.clock.runUntil(build, 'succeeded');
    const late = await world.fetch(build.url);
    // Nothing that has ended is without its end later on.
    await expect([early, late]).toMatchClause('copr/fields/ended-on');
    await expect([late, early]).not.toMatchClause('copr/fields/ended-on');
  });

  it('takes what fetch got over a socket, and a report', async () => {
    await using standin = createStandin({ apis: ['copr'], clock: 'frozen' });
    await standin.listen();
    const { url } = await standin.records.create({ api: 'copr' });
    await expect(await fetch(url)).toMatchClause('copr/detail/status-200');
    await expect(await fetch(url)).toMatchSchema('copr/build-task-entry');
    const report = await verify({ api: 'copr', fetch: standin.fetch, pact: false });
    await expect(report).toMatchClause('copr/list/state-values');
    await expect(expect(report).toMatchClause('entrecode/no/such')).rejects.toThrow(/no clause/);
  });

  test('is an error, with and without not, where nothing tells', async ({ world }) => {
    const response = await world.fetch('/api_2/build_tasks/7/none');
    await expect(expect(response).toMatchClause('copr/list/limit')).rejects.toThrow(/cannot show whether/);
    await expect(expect(response).not.toMatchClause('copr/list/limit')).rejects.toThrow(
      /cannot show whether/,
    );
    await expect(expect(Response.json({})).toMatchClause('copr/list/limit')).rejects.toThrow(
      /\{ request, response \}/,
    );
    await expect(expect(response).toMatchClause('copr/list/limits')).rejects.toThrow(
      /no clause 'copr\/list\/limits'/,
    );
  });
});

describe('the world of a test', () => {
  const urls = new Set<string>();
  test('is its own', async ({ world }) => {
    urls.add(world.url);
    await world.records.create({ api: 'copr', attributes: { build_id: 7, chroot_name: 'fedora-41-x86_64' } });
  });
  test('and not that of another', async ({ world, standin }) => {
    urls.add(world.url);
    expect(urls.size).toBe(2);
    expect((await world.fetch('/api_2/build_tasks/7/fedora-41-x86_64')).status).toBe(404);
    const names = (await (await standin.fetch('/__standin/worlds')).json()) as unknown;
    expect(JSON.stringify(names)).not.toContain([...urls][0]!.split('~')[1]);
  });
});

describe('what cannot be judged', () => {
  it.each([
    ['a number', 42, '42'],
    ['nothing', undefined, 'undefined'],
    ['an empty list', [], 'an empty list'],
    ['a list with a stranger in it', [Response.json({}), 'text'], '"text"'],
  ])('is refused by toMatchClause in a sentence: %s', async (_, received, named) => {
    const text = await saying(expect(received).toMatchClause('copr/detail/status-200'));
    expect(text).toMatch(/^Nothing to judge: A clause is judged by exchanges/);
    expect(text).toContain(named);
    expect(text).toContain('Give a Response');
  });

  it('is named as what it is where a name is none', async () => {
    expect(await saying(expect({}).toMatchSchema(42 as never))).toMatch(/^Bad schema: 42 is not a schema/);
    expect(await saying(expect(Response.json({})).toMatchClause(null as never))).toMatch(/^Bad clause: null/);
  });
});

it('whoever sees nothing but a message sees what was meant', async () => {
  expect(await saying(expect({}).toMatchSchema('copr/build-tusk'))).toContain(
    "Did you mean 'copr/build-task'?",
  );
  const text = await saying(expect(Response.json({})).toMatchClause('copr/detail/status-20'));
  expect(text).toContain("Did you mean 'copr/detail/status-200'?");
  await using standin = createStandin({ apis: ['copr'], clock: 'frozen' });
  const record = await standin.records.create({ api: 'copr' });
  const failed = await standin.clock.runUntil(record, 'sucseeded').catch((error: Error) => error.message);
  expect(failed).toContain("Unknown state: There is no state 'sucseeded'. Did you mean 'succeeded'?");
});

test('says both statuses where the status is another', async ({ world }) => {
  const response = await world.fetch('/api_2/build_tasks/7/fedora-41-x86_64');
  for (const expectation of [expect(response), expect(response).not])
    expect(await saying(expectation.toMatchClause('copr/detail/status-200'))).toMatch(
      /^Expected status 200, received 404, which/,
    );
});
