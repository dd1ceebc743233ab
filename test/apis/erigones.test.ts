// The story of an Erigones task, from pending to its end, and of the log that remembers it.
import { expect } from 'vitest';
import { documentsOf } from '../../src/core/api/documents.ts';
import { type Answer, type Stage, startOfTime, stories } from '../_standin.ts';

const tasks = '/api/task/';
const log = '/api/task/log/';
const stats = '/api/task/log/stats/';
const printed = '0-4b48594c-2d77-4b72-a1e1';
const other = '0-fdc277df-84d6-4102-a6d5';
const full = '1e1d1-9f7c3a52-61d0-4e8b-a2c4';
const key = { headers: { 'es-api-key': 'secret' } };
const iso = (ms: number) => `${new Date(startOfTime + ms).toISOString().slice(0, 19)}+00:00`;

const about = ({ send }: Stage, id: string) => ({
  details: () => send(`${tasks}${id}/`),
  status: () => send(`${tasks}${id}/status/`),
  done: () => send(`${tasks}${id}/done/`),
  cancel: (init: RequestInit & { json?: unknown } = {}) =>
    send(`${tasks}${id}/cancel/`, { method: 'PUT', ...init }),
});
const lines = async ({ send }: Stage, query = '') => (await send(log + query)).body.results;
const create = (stage: Stage, attributes = {}) =>
  stage.standin.records.create({ api: 'erigones', attributes: { task_id: full, ...attributes } });

stories('erigones', (story) => {
  story('runs a task from pending to success, its status following its state', async (stage) => {
    await create(stage, { hostname: 'web01.example.com', action: 'start', message: 'It runs' });
    const task = about(stage, full);
    const begun = { status: 201, body: { status: 'PENDING', result: null, task_id: full } };
    expect(await task.status()).toMatchObject(begun);
    expect(await task.done()).toMatchObject({ status: 201, body: { done: false, task_id: full } });
    expect(await task.details()).toMatchObject({ status: 200, body: { task_id: full, action: 'start' } });

    await stage.standin.clock.advance('2s');
    expect(await task.status()).toMatchObject({ status: 201, body: { status: 'STARTED', result: null } });
    expect((await stage.send(tasks)).body).toEqual([other, printed, full]);

    await stage.standin.clock.advance('6s');
    const result = { returncode: 0, message: 'It runs' };
    expect(await task.status()).toMatchObject({ status: 200, body: { status: 'SUCCESS', result } });
    expect(await task.done()).toMatchObject({ status: 200, body: { done: true } });
    expect(await task.details()).toMatchObject({ status: 404, body: { detail: 'Task does not exist' } });
    expect((await stage.send(tasks)).body).toEqual([other, printed]);
  });

  story(
    'logs when a task was created and when it ended, and dates both rightly after one jump',
    async (stage) => {
      await create(stage, { hostname: 'web01.example.com', username: 'ann', action: 'stop' });
      await stage.standin.clock.advance('1d');
      const [ended, created] = await lines(stage);
      expect(created).toEqual({
        time: iso(0),
        status: 'PENDING',
        task: full,
        object_type: 'vm',
        object_name: 'web01.example.com',
        object_alias: 'web01',
        username: 'ann',
        msg: 'Stop server',
        detail: '',
      });
      expect(ended).toEqual({
        ...created,
        time: iso(8_000),
        status: 'SUCCESS',
        detail: 'Completed stop of web01.example.com',
      });
    },
  );

  story('fails when the scenario says so, and says why', async (stage) => {
    await stage.standin.scenarios.set({ queue: { erigones: ['fails'] } });
    await create(stage, { failure: 'No room' });
    await stage.standin.clock.advance('1h');
    const task = about(stage, full);
    const result = { detail: 'No room' };
    expect(await task.status()).toMatchObject({ status: 400, body: { status: 'FAILURE', result } });
    expect(await task.done()).toMatchObject({ status: 400, body: { done: false } });
    expect((await lines(stage))[0]).toMatchObject({ time: iso(8_000), status: 'FAILURE', detail: 'No room' });
  });

  story('cancels a task at once, and only once', async (stage) => {
    await create(stage);
    await stage.standin.clock.advance('3s');
    const task = about(stage, full);
    const revoked = { status: 'REVOKED', result: 'terminated', task_id: full };
    const answer = await task.cancel({ json: { force: true } });
    expect(answer).toMatchObject({ status: 410, body: revoked });
    expect(answer.headers.get('es_task_response')).toBe('true');
    const again = { status: 406, body: { detail: 'Task cannot be canceled' } };
    expect(await task.cancel()).toMatchObject(again);
    await stage.standin.clock.advance('1h');
    expect(await task.status()).toMatchObject({ status: 410, body: revoked });
    expect(await task.done()).toMatchObject({ status: 410, body: { done: false } });
    expect((await lines(stage))[0]).toMatchObject({
      time: iso(3_000),
      status: 'REVOKED',
      detail: 'terminated',
    });
  });

  story('cancels neither what has ended nor what never was', async (stage) => {
    await create(stage);
    await stage.standin.clock.advance('8s');
    expect((await about(stage, full).cancel()).status).toBe(406);
    expect((await about(stage, '1e1d1-00000000-0000-4000-8000').cancel()).status).toBe(406);
  });

  story('shows the fate of a task in a header, on status and cancel alone', async (stage) => {
    const task = about(stage, printed);
    const marked = async (answer: Promise<Answer>) => (await answer).headers.get('es_task_response');
    expect(await marked(task.status())).toBe('true');
    expect(await marked(task.done())).toBeNull();
    expect(await marked(task.details())).toBeNull();
    expect(await marked(task.cancel())).toBe('true');
  });

  story('takes a task that nobody knows for pending, unless its call was answered at once', async (stage) => {
    const unknown = about(stage, '1e1d1-00000000-0000-4000-8000');
    expect(await unknown.status()).toMatchObject({ status: 201, body: { status: 'PENDING', result: null } });
    expect(await unknown.done()).toMatchObject({ status: 201, body: { done: false } });
    expect(await unknown.details()).toMatchObject({ status: 404, body: { detail: 'Task does not exist' } });
    for (const id of ['0-6f75849b-61d0-4e8b-a2c4', '2d2d1-cc14862c-61d0-4e8b-a2c4']) {
      const gone = { status: 404, body: { detail: 'Task does not exist (anymore)' } };
      expect(await about(stage, id).status()).toMatchObject(gone);
      expect(await about(stage, id).done()).toMatchObject(gone);
    }
    // The task of the printed log is not in the printed list.
    expect((await about(stage, '0-b6c8aa88-c7a2-4977-8738').status()).status).toBe(201);
  });

  story('takes a malformed id for a task that is not there', async (stage) => {
    for (const id of ['abc', '0-4b48594c', '1x1d1-4b48594c-2d77-4b72-a1e1', `${printed}0`, 'log%20']) {
      expect(await about(stage, id).status(), id).toMatchObject({
        status: 404,
        body: { detail: 'Task does not exist' },
      });
      expect((await about(stage, id).cancel()).status, id).toBe(404);
    }
  });

  story('answers with a preferred state, and cancels even a task that seems not to notice', async (stage) => {
    const { standin, send } = stage;
    const prefer = (state: string) => ({ headers: { prefer: `state=${state}` } });
    const path = `${tasks}${printed}/status/`;
    expect(await send(path, prefer('FAILURE'))).toMatchObject({ status: 400, body: { status: 'FAILURE' } });
    expect(await send(`${tasks}${printed}/done/`, prefer('SUCCESS'))).toMatchObject({ status: 200 });
    expect((await send(`${tasks}${printed}/`, prefer('SUCCESS'))).status).toBe(404);
    expect((await about(stage, printed).cancel(prefer('SUCCESS'))).status).toBe(406);
    expect((await standin.records.get('erigones', printed)).state).toBe('PENDING');
    const unnoticed = await about(stage, printed).cancel(prefer('STARTED'));
    expect(unnoticed).toMatchObject({ status: 201, body: { status: 'STARTED', result: null } });
    expect((await standin.records.get('erigones', printed)).state).toBe('REVOKED');
  });

  story('gives new tasks ids of the full form', async ({ standin }) => {
    const { id, url } = await standin.records.create({ api: 'erigones' });
    expect(id).toMatch(/^1e1d1-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}$/);
    expect(new URL(url).pathname).toBe(`${tasks}${id}/status/`);
  });
});

stories('the log of erigones', (story) => {
  const count = async ({ send }: Stage, query = '') => (await send(stats + query)).body;
  const walk = async (stage: Stage, query = '') => {
    // biome-ignore lint/suspicious/noExplicitAny: lines of the log.
    const found: any[] = [];
    let next: string | null = `${log}?page=1${query}`;
    while (next !== null) {
      const { body }: Answer = await stage.send(next);
      found.push(...body.results);
      expect(body.results.length).toBeLessThanOrEqual(100);
      if (body.next === null) expect(found).toHaveLength(body.count);
      next = body.next;
    }
    return found;
  };
  // biome-ignore lint/suspicious/noExplicitAny: lines of the log.
  const tally = (found: any[]) => {
    const of = (status: string) => found.filter((line) => line.status === status).length;
    const [pending, succeeded] = [of('PENDING'), of('SUCCESS')];
    return { failed: of('FAILURE'), pending, succeeded, revoked: of('REVOKED') };
  };

  story(
    'shows every line once on its pages, newest first, as many as the statistics count',
    async (stage) => {
      await stage.standin.scenarios.set({ queue: { erigones: ['succeeds', 'fails'] } });
      await create(stage);
      await stage.standin.records.create({ api: 'erigones' });
      await stage.standin.clock.advance('1m');
      await about(stage, printed).cancel();
      const all = await walk(stage);
      expect(tally(all)).toEqual({ failed: 1, pending: 7724, succeeded: 7739, revoked: 1 });
      expect(new Set(all.map(({ task, status }) => `${task} ${status}`)).size).toBe(all.length);
      const times = all.map(({ time }) => Date.parse(time));
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      expect(await count(stage, '?last=4000000000')).toEqual({ ...tally(all), _last: 4_000_000_000 });
      expect(all.slice(0, 10)).toEqual(await lines(stage));
      expect(all.filter(({ task }) => task === printed).map(({ status }) => status)).toEqual([
        'REVOKED',
        'PENDING',
      ]);
    },
  );

  story('pairs each printed success with the task that began, those done at once aside', async (stage) => {
    const all = await walk(stage);
    expect(all).toHaveLength(15_460);
    const begun = new Set(all.filter(({ status }) => status === 'PENDING').map(({ task }) => task));
    const ended = all.filter(({ status }) => status === 'SUCCESS').map(({ task }) => task);
    const alone = ended.filter((task) => !begun.has(task));
    expect(alone).toHaveLength(19);
    expect(alone.every((task) => task.startsWith('0-6f75849b-'))).toBe(true);
    const chances = new Set(all.map(({ task }) => task.slice('0-6f75849b-'.length)));
    expect(chances.size).toBe(begun.size + alone.length);
    const ids = (await stage.send(tasks)).body;
    for (const id of ids) expect(begun.has(id)).toBe(true);
    expect(all.slice(-2).map(({ task }) => task)).toEqual(ids.toReversed());
  });

  story('turns round when ordered by time, and keeps one state when asked for it', async (stage) => {
    await create(stage);
    const first = (await stage.send(`${log}?page=1&order_by=time`)).body.results;
    expect(first[0].task).toBe(other);
    const last = (await stage.send(`${log}?order_by=time&page=155`)).body;
    expect(last).toMatchObject({ count: 15_461, next: null });
    expect(last.results.map((line: { task: string }) => line.task).slice(-2)).toEqual([
      '0-b6c8aa88-c7a2-4977-8738',
      full,
    ]);
    for (const order of ['', '-time', '%2Btime'])
      expect((await stage.send(`${log}?page=1&order_by=${order}`)).body.results[0].task).toBe(full);
    expect((await stage.send(`${log}?page=1&order_by=+time`)).body.results[0].task).toBe(other);
    const pending = (await stage.send(`${log}?page=1&status=PENDING`)).body;
    expect(pending.count).toBe(7723);
    expect(tally(pending.results).pending).toBe(100);
    expect((await stage.send(`${log}?page=1&status=REVOKED`)).body).toMatchObject({ count: 0, next: null });
  });

  story('keeps what the filters let through', async (stage) => {
    await create(stage, { hostname: 'Odd.example.com', object_type: 'vm' });
    await stage.standin.records.create({
      api: 'erigones',
      attributes: { task_id: '7a1d1-9f7c3a52-61d0-4e8b-a2c4', object_type: 'image' },
    });
    const found = async (query: string) => (await stage.send(`${log}?page=1&${query}`)).body;
    expect(await found('object_type=vm&object_name=ODD.ex')).toMatchObject({
      count: 1,
      results: [{ task: full }],
    });
    expect((await found('object_type=image')).count).toBe(1);
    expect((await found('hide_auto=True&date_from=2026-01-01')).count).toBe(1);
    expect((await found('date_from=2026-03-01')).count).toBe(2);
    expect((await found('date_to=2026-03-01')).count).toBe(15_460);
    expect((await found('date_from=2012-01-22&date_to=2012-01-22')).count).toBe(0);
    expect((await found('status=SUCCESS&object_type=image')).count).toBe(0);
    expect((await found('status=&object_type=&show_running=false')).count).toBe(15_462);
    expect((await found('object_type=node')).results).toEqual([]);
    expect((await found('show_running=True')).count).toBe(4);
    await stage.standin.clock.advance('8s');
    expect((await found('show_running=True')).results.map((line: { task: string }) => line.task)).toEqual([
      printed,
      other,
    ]);
  });

  story('links to the next page and back, the query in order', async (stage) => {
    const { body, headers } = await stage.send(`${log}?status=PENDING&page=1&order_by=time`);
    expect(headers.get('content-type')).toBe('application/json');
    expect(body.previous).toBeNull();
    const url = new URL(body.next);
    expect(url.pathname + url.search).toBe(`${log}?order_by=time&page=2&status=PENDING`);
    const second = (await stage.send(body.next)).body;
    expect(second.previous).toBe(body.next.replace('page=2', 'page=1'));
    const third = (await stage.send(second.next)).body;
    expect(new URL(third.previous).searchParams.get('page')).toBe('2');
  });

  story('ignores everything without a page, and refuses what is wrong with one', async ({ send }) => {
    const wrong: [string, number, object][] = [
      ['status=STARTED', 400, { status: [expect.stringContaining('STARTED')] }],
      ['object_type=cow', 400, { object_type: [expect.stringContaining('cow')] }],
      ['object_name=web', 400, { object_type: [expect.any(String)] }],
      ['date_from=2012-22-01', 400, { date_from: ['Enter a valid date.'] }],
      ['date_to=tomorrow', 400, { date_to: ['Enter a valid date.'] }],
      ['hide_auto=perhaps', 400, { hide_auto: [expect.any(String)] }],
      ['order_by=status', 412, { detail: 'Invalid order_by; Possible sort fields are: time' }],
    ];
    const usual = (await send(log)).body;
    expect(Object.keys(usual)).toEqual(['results']);
    expect(usual.results).toHaveLength(10);
    for (const [query, status, body] of wrong) {
      expect(await send(`${log}?page=1&${query}`), query).toMatchObject({ status, body });
      expect(await send(`${log}?${query}`), query).toMatchObject({ status: 200, body: usual });
      expect(await send(`${log}?page=&${query}`), query).toMatchObject({ status: 200, body: usual });
    }
    for (const page of ['0', '-1', 'x', '1.5', '156', '1000000000000000000000'])
      expect(await send(`${log}?page=${page}`), page).toMatchObject({
        status: 404,
        body: { detail: 'Invalid page.' },
      });
    expect((await send(`${log}?page=155`)).body.results).toHaveLength(60);
  });

  story('counts back from now, and the printed lines from the printed instant', async (stage) => {
    await create(stage);
    await stage.standin.clock.advance('100s');
    const fresh = { failed: 0, pending: 7723, succeeded: 7739, revoked: 0, _last: 86400 };
    expect(await count(stage)).toEqual(fresh);
    expect(await count(stage, '?last=86399')).toMatchObject({ pending: 7721, succeeded: 7739, _last: 86399 });
    expect(await count(stage, '?last=0')).toMatchObject({ pending: 1, succeeded: 0, _last: 0 });
    expect(await count(stage, '?last=-5')).toMatchObject({ pending: 0, succeeded: 0, _last: -5 });
    const recent = await count(stage, '?last=95');
    const printedRecently = await count(
      { ...stage, send: (path) => stage.send(`/~fresh${path}`) },
      '?last=95',
    );
    expect(recent.succeeded).toBe(printedRecently.succeeded + 1);
    expect(recent.pending).toBe(printedRecently.pending);
    for (const last of ['x', '1.5', '', '99999999999', '99999999999999999999'])
      expect(await stage.send(`${stats}?last=${last}`), last).toMatchObject({
        status: 412,
        body: { detail: 'Invalid "last" parameter' },
      });
  });

  story('is the same whatever was read before, and after a reset', async (stage) => {
    const before = await lines(stage);
    await create(stage);
    expect(await lines(stage)).not.toEqual(before);
    await stage.standin.records.delete('erigones', printed);
    expect(await count(stage)).toMatchObject({ pending: 7723 });
    await stage.standin.reset();
    expect(await lines(stage)).toEqual(before);
    expect((await stage.send(tasks)).body).toEqual([other, printed]);
  });

  story('lists, details and log agree on a server with many tasks', async (stage) => {
    await stage.standin.presets.create({ api: 'erigones', name: 'server-has-many-tasks' });
    const many = await walk(stage, '&object_type=vm&object_name=many');
    expect(tally(many)).toEqual({ failed: 0, pending: 125, succeeded: 125, revoked: 0 });
    expect((await stage.send(tasks)).body).toEqual([other, printed]);
    expect((await about(stage, many[0].task).status()).body.result.message).toBe(many[0].detail);
  });
});

stories('what erigones refuses', (story) => {
  story('paths and methods that it does not have', async ({ send }) => {
    for (const path of ['/api', '/api/', '/api/nothing/', `${tasks}${printed}/state/`])
      expect(await send(path), path).toMatchObject({ status: 404, body: { detail: 'Resource not found' } });
    for (const [path, allow] of [
      [tasks, 'GET'],
      [log, 'GET'],
      [stats, 'GET'],
      [`${tasks}${printed}/`, 'GET'],
      [`${tasks}${printed}/done/`, 'GET'],
      [`${tasks}${printed}/cancel/`, 'PUT'],
    ] as const) {
      const { status, body, headers } = await send(path, { method: 'POST' });
      expect(status, path).toBe(405);
      expect(body).toEqual({ detail: 'Method "POST" not allowed.' });
      expect(headers.get('allow')).toBe(allow);
      expect(headers.get('content-type')).toBe('application/json');
    }
  });

  story(
    'bodies that are too large, not JSON or of the wrong type',
    async (stage) => {
      const task = about(stage, printed);
      const wrong: [RequestInit & { json?: unknown }, number][] = [
        [{ body: 'x'.repeat(101) }, 413],
        [{ body: '{"force": tr' }, 400],
        [{ json: { force: 'maybe' } }, 400],
        [{ json: [] }, 400],
      ];
      for (const [init, status] of wrong)
        expect(await task.cancel(init)).toMatchObject({ status, body: { detail: expect.any(String) } });
      expect((await task.status()).status).toBe(201);
      expect((await task.cancel({ json: { dc: 'main' } })).status).toBe(410);
    },
    { limits: { body: 100 } },
  );
});

stories('the readings of erigones', (story) => {
  const bare = [
    ['/api/task', 200],
    [`/api/task/${printed}`, 200],
    [`/api/task/${printed}/status`, 201],
    [`/api/task/${printed}/done`, 201],
    ['/api/task/log', 200],
    ['/api/task/log/stats', 200],
  ] as const;
  const reading = (as: 'literal' | 'observed', errata: string[]) => ({
    readings: Object.fromEntries(errata.map((erratum) => [`erigones/${erratum}`, as])),
  });
  const literal = (...errata: string[]) => reading('literal', errata);
  const observed = (...errata: string[]) => reading('observed', errata);

  story('trailing-slash: a path without it leads to it', async ({ send }) => {
    for (const [path] of bare) {
      const { status, headers, text } = await send(`${path}?page=2&status=PENDING`);
      expect([status, headers.get('location'), text], path).toEqual([
        301,
        `${path}/?page=2&status=PENDING`,
        '',
      ]);
    }
    const { status, headers } = await send(`/~w/api/task/${printed}/cancel`, { method: 'PUT' });
    expect([status, headers.get('location')]).toEqual([301, `/~w/api/task/${printed}/cancel/`]);
    expect((await send(`/api/task/${printed}`, { method: 'PUT' })).status).toBe(405);
  });

  story(
    'trailing-slash: or answers as printed',
    async ({ send }) => {
      for (const [path, status] of bare)
        expect(await send(path), path).toMatchObject({ status, body: (await send(`${path}/`)).body });
      expect((await send('/api/task/log?page=2')).body.count).toBe(15_460);
      expect((await send(`/api/task/${printed}/cancel`, { method: 'PUT' })).status).toBe(410);
    },
    literal('trailing-slash', 'details-slash'),
  );

  story(
    'details-slash: is a matter of its own',
    async ({ send }) => {
      for (const [path, status] of bare)
        expect((await send(path)).status, path).toBe(path.endsWith(printed) ? status : 301);
    },
    literal('details-slash'),
  );

  story('log-time: an instant that there is', async (stage) => {
    expect((await lines(stage))[0].time).toBe('2012-01-22T23:23:23.133700+00:00');
  });

  story(
    'log-time, log-fraction: or the month last, in four digits',
    async (stage) => {
      await create(stage);
      expect((await lines(stage)).map((line: { time: string }) => line.time).slice(0, 2)).toEqual([
        '2026-01-03T12:00:00.0000+00:00',
        '2012-22-01T23:23:23.1337+00:00',
      ]);
    },
    literal('log-time', 'log-fraction'),
  );

  story(
    'log-zone: or Z on pages',
    async (stage) => {
      expect((await lines(stage))[0].time).toBe('2012-01-22T23:23:23.133700+00:00');
      expect((await lines(stage, '?page=1'))[0].time).toBe('2012-01-22T23:23:23.133700Z');
    },
    observed('log-zone'),
  );

  story(
    'log-placeholder: the newest line and three dots, but not on pages',
    async (stage) => {
      await create(stage);
      const [newest, ...more] = await lines(stage);
      expect(newest.task).toBe(full);
      expect(more).toEqual([{ '...': '...' }]);
      expect(await lines(stage, '?page=1')).toHaveLength(100);
    },
    literal('log-placeholder'),
  );

  const flags = [
    ['Import image', 1],
    ['Remove snapshot', 2],
    ['Rollback snapshot', 3],
    ['Remote user callback', 4],
  ] as const;
  story(
    'log-flag, log-task-type: a flag, and without a page a task_type',
    async (stage) => {
      await create(stage, { msg: 'Create backup' });
      expect((await lines(stage))[0]).toMatchObject({ flag: 1, task_type: 1 });
      const [line] = await lines(stage, '?page=1');
      expect(line.flag).toBe(1);
      expect(line).not.toHaveProperty('task_type');
      await create(stage, { task_id: '1m1u1-9f7c3a52-61d0-4e8b-a2c4' });
      expect((await lines(stage))[0]).toMatchObject({ flag: 0, task_type: 103 });
      for (const [index, [msg, flag]] of flags.entries()) {
        await create(stage, { task_id: full.replace(/.$/, `${index}`), msg });
        expect((await lines(stage))[0]).toMatchObject({ msg, flag });
      }
    },
    observed('log-flag', 'log-task-type'),
  );

  story(
    'details-time: the time of the call',
    async (stage) => {
      await create(stage);
      await stage.standin.clock.advance('3s');
      expect((await about(stage, full).details()).body.time).toBe(iso(0));
    },
    observed('details-time'),
  );

  const ending = async (stage: Stage, init?: RequestInit & { json?: unknown }) => {
    const { result } = (await about(stage, full).cancel(init)).body;
    return [result, (await lines(stage))[0].detail];
  };
  const revocations = observed('revoked-result', 'revoked-unstarted', 'revoked-detail', 'cancel-force');

  story(
    'revoked-unstarted: a task that waits is revoked',
    async (stage) => {
      await create(stage);
      expect(await ending(stage, { json: { force: true } })).toEqual([
        'TaskRevokedError: revoked',
        'revoked',
      ]);
    },
    revocations,
  );

  story(
    'revoked-detail: one that has begun is terminated, and the log knows the signal',
    async (stage) => {
      await create(stage);
      await stage.standin.clock.advance('3s');
      expect(await ending(stage)).toEqual(['TaskRevokedError: terminated', 'terminated (15)']);
    },
    revocations,
  );

  story(
    'cancel-force: by force with another signal',
    async (stage) => {
      await create(stage);
      await stage.standin.clock.advance('3s');
      expect(await ending(stage, { json: { force: true } })).toEqual([
        'TaskRevokedError: terminated',
        'terminated (9)',
      ]);
    },
    revocations,
  );

  story(
    'delete: by force, and only what has not ended',
    async (stage) => {
      await create(stage);
      const remove = (json?: unknown) => stage.send(`${tasks}${full}/`, { method: 'DELETE', json });
      expect(await remove()).toMatchObject({ status: 406 });
      expect(await remove({ force: true, dc: 'nowhere' })).toMatchObject({ status: 404 });
      expect((await stage.send(tasks)).body).toContain(full);
      expect(await remove({ force: true })).toMatchObject({ status: 200, body: 'Delete pending' });
      expect((await stage.send(tasks)).body).not.toContain(full);
      expect((await lines(stage))[0]).toMatchObject({ task: full, status: 'REVOKED', detail: 'vanished' });
      expect(await remove({ force: true })).toMatchObject({ status: 404 });
    },
    observed('delete', 'dc-parameter'),
  );

  story(
    'legacy-ids, malformed-ids, datacenter-ids: nobody is let to them',
    async (stage) => {
      await create(stage);
      for (const id of [printed, 'abc', full.replace('d1', 'd2'), `${full}0`]) {
        const task = about(stage, id);
        for (const answer of [task.details(), task.status(), task.done(), task.cancel()])
          expect(await answer, id).toMatchObject({ status: 403, body: { detail: 'Permission denied' } });
      }
      expect((await about(stage, 'a%20b').status()).body.detail).toBe('Resource not found');
      expect((await about(stage, full).status()).status).toBe(201);
      // Clients cancel each task of the list, so it must name no task that the service refuses.
      expect((await stage.send(tasks)).body).toEqual([full]);
    },
    observed('legacy-ids', 'malformed-ids', 'datacenter-ids'),
  );

  story(
    'dc-prefix, dc-parameter: all the same in main, and nothing elsewhere',
    async ({ send }) => {
      for (const path of [tasks, log, `${log}?page=1`, stats, `${tasks}${printed}/`]) {
        const there = path.replace('/api/', '/api/dc/main/');
        expect((await send(there)).text, there).toBe((await send(path)).text);
        const elsewhere = await send(path.replace('/api/', '/api/dc/nowhere/'));
        expect(elsewhere).toMatchObject({ status: 404, body: { detail: 'Datacenter not found' } });
      }
      const bareThere = await send('/api/dc/main/task');
      expect([bareThere.status, bareThere.headers.get('location')]).toEqual([301, '/api/dc/main/task/']);
      const cancel = `${tasks}${printed}/cancel/`;
      expect((await send(cancel, { method: 'PUT', json: { dc: 'nowhere' } })).status).toBe(404);
      expect((await send(cancel.replace('/api/', '/api/dc/main/'), { method: 'PUT' })).status).toBe(410);
    },
    observed('dc-prefix', 'dc-parameter'),
  );

  story(
    'response-headers: who, where and what is allowed, on errors too',
    async ({ send }) => {
      const shown = async (path: string, method = 'GET') => {
        const { headers } = await send(path, { method });
        return ['es_version', 'es_username', 'es_dc', 'allow'].map((name) => headers.get(name));
      };
      expect(await shown(tasks)).toEqual(['4.6', 'admin', 'main', 'GET, OPTIONS']);
      expect(await shown(`${tasks}${printed}/`)).toEqual(['4.6', 'admin', 'main', 'GET, DELETE, OPTIONS']);
      expect(await shown(`${tasks}${full}/`)).toEqual(['4.6', 'admin', 'main', 'GET, DELETE, OPTIONS']);
      expect(await shown(log, 'POST')).toEqual(['4.6', 'admin', 'main', 'GET, OPTIONS']);
      expect(await shown(log, 'HEAD')).toEqual(['4.6', 'admin', 'main', 'GET, OPTIONS']);
      expect(await shown('/api/nothing/')).toEqual([null, null, null, null]);
    },
    observed('response-headers', 'delete', 'options', 'head'),
  );

  story(
    'options: what the service says of itself',
    async ({ send }) => {
      const named = async (path: string) => (await send(path, { method: 'OPTIONS' })).body;
      const json = ['application/json'];
      expect(await named(log)).toEqual({
        name: 'Task Log',
        description: expect.any(String),
        renders: json,
        parses: json,
      });
      expect((await named(stats)).name).toBe('Task Log Stats');
      expect((await named(`${tasks}${printed}/`)).name).toBe('Task Details');
      expect((await named('/api/nothing/')).detail).toBe('Resource not found');
    },
    observed('options'),
  );

  story(
    'accept, indent: what can be read, and how it is laid out',
    async ({ send }) => {
      const read = (accept: string, path = tasks) => send(path, { headers: { accept } });
      const [one, four] = [await read('*/*'), await read('application/json; indent=4')];
      expect(one.text).toBe(`["${other}","${printed}"]`);
      expect(four.text).toBe(`[\n    "${other}",\n    "${printed}"\n]`);
      expect((await read('text/html, application/*;q=0.5')).text).toBe(one.text);
      expect((await read('application/json; indent=0')).text).toBe(one.text);
      expect((await read('application/json; indent=2', `${tasks}${full}/`)).text).toBe(
        '{\n  "detail": "Task does not exist"\n}',
      );
      for (const accept of ['text/html', 'application/jsonp', 'text/*'])
        expect((await read(accept)).status, accept).toBe(406);
    },
    observed('accept', 'indent'),
  );

  story(
    'login: a token or a key, else nothing',
    async ({ send }) => {
      for (const path of [
        tasks,
        log,
        `${log}?page=1`,
        stats,
        `${tasks}${full}/`,
        `${tasks}${full}/status/`,
      ]) {
        const refused = async (headers: Record<string, string>) =>
          (await send(path, { headers })).body.detail;
        expect((await send(path)).status).toBe(403);
        expect(await refused({})).toBe('Authentication credentials were not provided.');
        expect(await refused({ authorization: 'Basic c2VjcmV0' })).toBe(
          'Authentication credentials were not provided.',
        );
        expect(await refused({ authorization: 'Token wrong' })).toBe('Invalid token.');
        expect(await refused({ 'es-api-key': 'wrong' })).toBe('Invalid API key');
        const token = await send(path, { headers: { authorization: 'Token secret' } });
        expect(token.status).not.toBe(403);
        expect(await send(path, key)).toMatchObject({ status: token.status, body: token.body });
      }
      expect((await send('/api/task')).status).toBe(301);
      expect((await send(tasks, { method: 'POST' })).status).toBe(403);
      expect((await send(tasks, { method: 'POST', ...key })).status).toBe(405);
    },
    { ...observed('login'), credentials: { erigones: ['secret'] } },
  );

  story(
    'unknown-route: bare words',
    async ({ send }) => {
      const { status, text, headers } = await send('/api/nothing/');
      expect([status, text, headers.get('content-type')]).toEqual([
        404,
        'Resource not found',
        'application/json',
      ]);
    },
    observed('unknown-route'),
  );

  story(
    'observed: what the service was seen to answer',
    async ({ standin, send }) => {
      const seen = Object.values(documentsOf('erigones').exchanges).filter(
        ({ source }) => source.kind === 'observed',
      );
      expect(seen).toHaveLength(22);
      for (const { presets = [], request, response } of seen) {
        await standin.reset();
        for (const each of presets) await standin.presets.create({ api: 'erigones', ...each });
        const { method, path, query = {}, headers = {}, body: json } = request;
        const answer = await send(`${path}?${new URLSearchParams(query)}`, {
          method,
          headers,
          ...(json !== undefined && { json }),
        });
        expect(answer).toMatchObject({ status: response.status, body: response.body });
      }
    },
    { profile: 'observed' },
  );

  story(
    'observed: a record is found where Standin says it is',
    async ({ standin, send }) => {
      const { url, headers } = await standin.records.create({ api: 'erigones' });
      expect((await send(new URL(url).pathname, { headers })).status).toBe(201);
    },
    { profile: 'observed' },
  );
});
