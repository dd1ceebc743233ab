// The story of an entrecode build, from the POST that starts it to its deletion.
import { expect } from 'vitest';
import { type Stage, startOfTime, stories } from '../_standin.ts';

const builds = '/platform/build';
const platform = '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';
const other = '0f8fad5b-d9cb-469f-a165-70867728950e';
const nowhere = '00000000-0000-4000-8000-000000000000';
const list = `${builds}?platformID=${platform}`;
const iso = (ms: number) => new Date(startOfTime + ms).toISOString();

interface Event {
  buildEventID: number;
  buildEventType: string;
  timestamp: string;
  temporary: boolean;
  message: string;
  info: Record<string, unknown>;
}
interface Shown {
  buildID: number;
  events: Event[];
  _links: Record<string, { href: string }>;
}
type Send = Stage['send'];

/** Starts a build as clients do, and gives where it is to be seen. */
async function start(send: Send, init?: Parameters<Send>[1]): Promise<string> {
  const { status, body } = await send(list, { method: 'POST', ...init });
  expect(status).toBe(201);
  return body._links.self.href;
}
const idsOf = (body: { _embedded?: { 'ec:app/build': Shown[] } }) =>
  (body._embedded?.['ec:app/build'] ?? []).map(({ buildID }) => buildID);
const codeOf = async (send: Send, path: string, init?: Parameters<Send>[1]) => {
  const { status, body, headers } = await send(path, init);
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(body).toMatchObject({ status, code: expect.any(Number), title: expect.any(String) });
  expect(body._links).toEqual({ up: { href: '/' }, describedby: { href: body.type } });
  expect(body.type.endsWith(`/${body.code}`)).toBe(true);
  return [status, body.code, body.detail];
};

stories('entrecode', (story) => {
  story('starts a build, runs it to success as the clock moves, and dates every step', async (stage) => {
    const { standin, send } = stage;
    const { status, body, headers } = await send(list, { method: 'POST' });
    expect(status).toBe(201);
    expect(headers.get('content-type')).toBe('application/hal+json');
    expect(headers.get('location')).toBe(body._links.self.href);
    expect(body).toMatchObject({ buildID: 1, started: iso(0), successful: 'running', events: [] });
    const seen = async () => (await send(body._links.self.href)).body;

    await standin.clock.advance('7999ms');
    const running = await seen();
    expect(running).toMatchObject({ started: iso(0), successful: 'running' });
    expect(Object.keys(running)).toEqual(['buildID', 'started', 'successful', 'events', '_links']);
    await standin.clock.advance('1ms');
    expect(await seen()).toMatchObject({
      started: iso(0),
      finished: iso(8_000),
      successful: 'success',
      buildLocation: { type: 'zipFile', config: { url: expect.stringMatching(/^https:.+\.zip$/) } },
    });
  });

  story('tells of events as they happen, and changes nothing that it has told', async ({ standin, send }) => {
    const path = await start(send);
    let content: Event[] = [];
    for (let second = 0; second <= 9; second++) {
      const { events } = (await send(path)).body as Shown;
      expect(events.slice(0, content.length)).toEqual(content);
      for (const { timestamp } of events)
        expect(Date.parse(timestamp)).toBeLessThanOrEqual(startOfTime + second * 1_000);
      if (second > 0 && second < 8) expect(events.length).toBeGreaterThan(0);
      content = events;
      await standin.clock.advance('1s');
    }
    expect(content).toHaveLength(11);
    const ids = content.map((event) => event.buildEventID);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(new Set(ids).size).toBe(11);
    expect(content[0]).toMatchObject({ timestamp: iso(20), info: { platformID: platform } });
    let open = 0;
    for (const { temporary } of content) open = temporary ? open + 1 : Math.max(0, open - 1);
    expect(open).toBe(0);
    expect(new Set(content.map((event) => event.buildEventType))).toEqual(
      new Set(['info', 'verbose', 'warn']),
    );
    const { buildLocation, finished } = (await send(path)).body;
    expect(content.slice(-2)).toMatchObject([
      { message: 'Platform build succeeded.', temporary: false, timestamp: finished },
      { message: 'Build command handled.', temporary: false, timestamp: finished, info: buildLocation },
    ]);
  });

  story(
    'lands in success, rightly dated, when the clock jumps over everything',
    async ({ standin, send }) => {
      const path = await start(send);
      await standin.clock.advance('1d');
      const { body } = await send(path);
      expect(body).toMatchObject({ successful: 'success', started: iso(0), finished: iso(8_000) });
      expect(body.events).toHaveLength(11);
      expect((await send(path)).text).toBe((await send(path)).text);
    },
  );

  story(
    'fails when the scenario says so: dated, without a location, the last event an error',
    async (stage) => {
      const { standin, send } = stage;
      await standin.scenarios.set({ queue: { entrecode: ['fails'] } });
      const path = await start(send);
      await standin.clock.advance('1h');
      const { body } = await send(path);
      expect(body).toMatchObject({ successful: 'error', finished: iso(8_000) });
      expect(body.buildLocation).toBeUndefined();
      expect(body.events).toHaveLength(10);
      expect(body.events.at(-1)).toMatchObject({
        buildEventType: 'error',
        temporary: false,
        timestamp: iso(8_000),
      });
      expect((await standin.records.get('entrecode', '1')).state).toBe('error');
    },
  );

  story('shows only what happened before a build came to an early end', async ({ standin, send }) => {
    const [failed, succeeded] = [await start(send), await start(send)];
    await standin.clock.advance('2s');
    await standin.records.command('entrecode', '1', 'fail');
    await standin.records.command('entrecode', '2', 'succeed');
    await standin.clock.advance('1h');
    const { events, finished } = (await send(failed)).body;
    expect(finished).toBe(iso(2_000));
    expect(events.map(({ timestamp }: Event) => timestamp)).toEqual([20, 400, 1_600, 2_000, 2_000].map(iso));
    expect(events.at(-1).buildEventType).toBe('error');
    const hasty = (await send(succeeded)).body;
    expect(hasty).toMatchObject({ successful: 'success', finished: iso(2_000) });
    expect(hasty.events).toHaveLength(11);
    expect(hasty.events.slice(3).map(({ timestamp }: Event) => timestamp)).toEqual(Array(8).fill(iso(2_000)));
  });

  story('keeps a stuck build running, and spreads the events of a slow one', async ({ standin, send }) => {
    await standin.scenarios.set({ queue: { entrecode: ['stuck', 'slow', 'instant'] } });
    const [stuck, slow, instant] = [await start(send), await start(send), await start(send)];
    expect((await send(instant)).body).toMatchObject({ successful: 'success', finished: iso(0) });
    expect((await send(instant)).body.events).toHaveLength(11);
    await standin.clock.advance('70s');
    expect((await send(stuck)).body).toMatchObject({ successful: 'running' });
    expect((await send(stuck)).body.events).toHaveLength(9);
    const { body } = await send(slow);
    expect(body).toMatchObject({ successful: 'running' });
    expect(body.events).toHaveLength(8);
    expect(body.events[0].timestamp).toBe(iso(200));
  });

  story(
    'deletes a build that runs, succeeded or failed: 200 without a body, and it is gone',
    async (stage) => {
      const { standin, send } = stage;
      await standin.scenarios.set({ queue: { entrecode: ['succeeds', 'fails', 'stuck'] } });
      const paths = [await start(send), await start(send), await start(send)];
      await standin.clock.advance('10s');
      for (const [index, path] of paths.entries()) {
        expect(await send(path, { method: 'DELETE' })).toMatchObject({ status: 200, text: '' });
        expect(await codeOf(send, path)).toEqual([404, 3102, 'buildID']);
        expect(await codeOf(send, path, { method: 'DELETE' })).toEqual([404, 3102, 'buildID']);
        expect((await send(list)).body.total).toBe(2 - index);
        expect((await standin.records.get('entrecode', `${index + 1}`)).state).toBe('deleted');
      }
      expect((await send(list)).body).toMatchObject({ count: 0, total: 0 });
    },
  );

  story('takes a canceled build for a deleted one', async ({ standin, send }) => {
    await standin.scenarios.set({ queue: { entrecode: ['canceled'] } });
    const [canceled, running] = [await start(send), await start(send)];
    await standin.records.command('entrecode', '2', 'cancel');
    expect(await send(running)).toMatchObject({ status: 404 });
    expect(await send(canceled)).toMatchObject({ status: 200 });
    await standin.clock.advance('8s');
    expect(await send(canceled)).toMatchObject({ status: 404 });
  });

  story('remembers a comment, and takes an empty body of any type', async ({ send }) => {
    const headers = { 'content-type': 'application/json' };
    for (const init of [{}, { headers }, { headers, body: '' }, { json: {} }, { json: { colour: 'red' } }])
      expect((await send(await start(send, init))).body.comment).toBeUndefined();
    expect((await send(await start(send, { json: { comment: 'nightly' } }))).body.comment).toBe('nightly');
  });

  story(
    'links everything absolutely, and every link that is ours to follow leads somewhere',
    async (stage) => {
      const { standin, send } = stage;
      const { _links } = (await send(await start(send))).body;
      expect(Object.keys(_links)).toEqual(['self', 'collection', 'ec:app', 'ec:app/platform']);
      for (const { href } of Object.values<{ href: string }>(_links))
        expect(href.startsWith(`${standin.url}/`)).toBe(true);
      expect(_links.self).toEqual({
        href: `${standin.url}${builds}?buildID=1`,
        profile: 'https://schema.entrecode.de/schema-app/build',
      });
      expect(idsOf((await send(_links.collection.href)).body)).toEqual([1]);
      expect((await send(_links['ec:app/platform'].href)).body).toMatchObject({ platformID: platform });
    },
  );

  story('shows a platform with its builds, the latest among them only if there is one', async ({ send }) => {
    const path = `/platform?platformID=${platform}`;
    const before = (await send(path)).body;
    expect(before).toMatchObject({ platformType: 'staticWebsite', config: {} });
    expect(before._links['ec:app/build/latest']).toBeUndefined();
    expect(before._links['ec:app/builds/options'].href).toMatch(
      /\{&buildID,page,platformID,size,_list,sort\}$/,
    );
    await start(send);
    const latest = await start(send);
    expect((await send(path)).body._links['ec:app/build/latest'].href).toBe(latest);
    expect((await send((await send(path)).body._links['ec:app/builds'].href)).body.total).toBe(2);
    expect(await codeOf(send, '/platform')).toEqual([400, 3202, 'platformID']);
    expect(await codeOf(send, '/platform?platformID=7')).toEqual([400, 3212, 'platformID']);
    expect(await codeOf(send, `/platform?platformID=${nowhere}`)).toEqual([404, 3102, 'platformID']);
  });

  story('shows the same in list and detail, each platform its own', async ({ standin, send }) => {
    await start(send);
    await standin.records.create({ api: 'entrecode', attributes: { platformID: other } });
    await standin.clock.advance('5s');
    const elsewhere = await send(`${builds}?platformID=${other}`);
    expect(idsOf(elsewhere.body)).toEqual([2]);
    for (const { body } of [await send(list), elsewhere]) {
      const [entry] = body._embedded['ec:app/build'];
      expect((await send(entry._links.self.href)).body).toEqual(entry);
      expect((await send(entry._links.self.href)).body._links.collection.href).toBe(body._links.self.href);
    }
    expect(idsOf((await send(`${builds}?platformID=${other.toUpperCase()}`)).body)).toEqual([2]);
  });

  story('pages a long list without loss or repetition, ten at a time, the newest first', async (stage) => {
    const { standin, send } = stage;
    await standin.presets.create({
      api: 'entrecode',
      name: 'platform-has-many-builds',
      params: { builds: 25 },
    });
    const whole = (await send(`${list}&size=0`)).body;
    expect(whole).toMatchObject({ count: 25, total: 25 });
    expect(idsOf(whole)).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index));
    const walked: number[] = [];
    const links: string[][] = [];
    for (let next: string | undefined = list; next && links.length < 9; ) {
      const { body } = await send(next);
      expect(body).toMatchObject({ count: idsOf(body).length, total: 25 });
      expect((await send(body._links.self.href)).body).toEqual(body);
      walked.push(...idsOf(body));
      links.push(Object.keys(body._links).filter((name) => ['first', 'prev', 'next'].includes(name)));
      next = body._links.next?.href;
    }
    expect(walked).toEqual(idsOf(whole));
    expect(idsOf((await send(list)).body)).toHaveLength(10);
    expect(links).toEqual([['next'], ['first', 'prev', 'next'], ['first', 'prev']]);
    const second = (await send(`${list}&page=2&size=4&sort=%2BbuildID`)).body;
    expect(idsOf(second)).toEqual([5, 6, 7, 8]);
    expect(second._links.self.href).toMatch(/&page=2&size=4&sort=buildID$/);
    expect(second._links.first).toEqual(second._links.prev);
    expect(second._links.first.href).not.toMatch(/[?&]page=/);
    expect(idsOf((await send(second._links.prev.href)).body)).toEqual([1, 2, 3, 4]);
    const beyond = (await send(`${list}&page=9`)).body;
    expect(beyond).toMatchObject({ count: 0, total: 25 });
    expect(beyond._embedded).toBeUndefined();
    expect((await send(`${list}&size=0&page=2`)).body).toMatchObject({ count: 0, total: 25 });
  });

  story('sorts by each property, by several, and in both directions', async ({ standin, send }) => {
    const created = (state: string, lasts: number) =>
      standin.records.create({ api: 'entrecode', state, lasts: { running: lasts } });
    await created('success', 3_000);
    await created('error', 9_000);
    await created('running', 0);
    await created('success', 1_000);
    const sorted = async (sort: string) => idsOf((await send(`${list}&sort=${sort}`)).body);
    expect(await sorted('buildID')).toEqual([1, 2, 3, 4]);
    expect(await sorted('+buildID')).toEqual([1, 2, 3, 4]);
    expect(await sorted('%2BbuildID')).toEqual([1, 2, 3, 4]);
    expect(await sorted('-buildID')).toEqual([4, 3, 2, 1]);
    expect(await sorted('started')).toEqual([2, 1, 4, 3]);
    expect(await sorted('-started')).toEqual([3, 4, 1, 2]);
    expect(await sorted('-finished')).toEqual([3, 1, 2, 4]);
    expect(await sorted('successful,-buildID')).toEqual([2, 3, 4, 1]);
    expect(await sorted('-successful,buildID&size=2&page=2')).toEqual([3, 2]);
    expect(await codeOf(send, `${list}&sort=creator`)).toEqual([400, 3215, 'creator']);
    expect(await codeOf(send, `${list}&sort=buildID,-size`)).toEqual([400, 3215, 'size']);
    expect(await codeOf(send, `${list}&sort=`)).toEqual([400, 3215, 'sort']);
  });

  story('filters a list by buildID if a list is asked for, and shows one build if not', async ({ send }) => {
    await start(send);
    await start(send);
    const { body } = await send(`${list}&buildID=2&_list=true`);
    expect(body).toMatchObject({ count: 1, total: 1 });
    expect(idsOf(body)).toEqual([2]);
    expect((await send(body._links.self.href)).body).toEqual(body);
    expect((await send(`${list}&buildID=9&_list=true`)).body).toMatchObject({ count: 0, total: 0 });
    expect((await send(`${list}&buildID=2`)).body.buildID).toBe(2);
    expect((await send(`${list}&buildID=2&_list=false&page=3`)).body.buildID).toBe(2);
    expect((await send(`${list}&_list=true&platformID=${platform}`)).body.total).toBe(2);
  });

  story('refuses bad parameters with the code for each mistake', async ({ send }) => {
    await start(send);
    for (const [query, code] of [
      ['platformID', [400, 3202, 'platformID'], ''],
      ['bad platform', [400, 3212, 'platformID'], '?platformID=abc'],
      ['empty platform', [400, 3212, 'platformID'], '?platformID='],
      ['unknown platform', [404, 3102, 'platformID'], `?platformID=${nowhere}`],
      ['negative size', [400, 3212, 'size'], `?platformID=${platform}&size=-1`],
      ['page zero', [400, 3212, 'page'], `?platformID=${platform}&page=0`],
      ['page text', [400, 3212, 'page'], `?platformID=${platform}&page=abc`],
      ['list', [400, 3212, '_list'], `?platformID=${platform}&_list=maybe`],
      ['filter', [400, 3216, 'comment'], `?platformID=${platform}&comment=x`],
      ['filter without a name', [400, 3216, undefined], `?platformID=${platform}&=x`],
      ['not', [400, 3216, 'successful'], `?platformID=${platform}&successful!=error`],
      ['range', [400, 3217, 'started'], `?platformID=${platform}&startedFrom=2026-01-01`],
      ['id text', [400, 3212, 'buildID'], '?buildID=abc'],
      ['id empty', [400, 3212, 'buildID'], '?buildID='],
      ['id zero', [400, 3212, 'buildID'], '?buildID=0'],
      ['id too big', [400, 3212, 'buildID'], '?buildID=2147483648'],
      ['id unknown', [404, 3102, 'buildID'], '?buildID=2147483647'],
      ['bad platform of one', [400, 3212, 'platformID'], '?buildID=1&platformID=abc'],
      ['wrong platform of one', [404, 3102, 'platformID'], `?buildID=1&platformID=${nowhere}`],
      ['filter of one', [400, 3216, 'colour'], '?buildID=1&colour=red'],
    ].map(([about, code, query]) => [query as string, code, about] as const))
      expect(await codeOf(send, builds + query), query).toEqual(code);
  });

  story('refuses bad creations and deletions', async ({ send }) => {
    const post = { method: 'POST' };
    expect(await codeOf(send, builds, post)).toEqual([400, 3202, 'platformID']);
    expect(await codeOf(send, `${builds}?platformID=7`, post)).toEqual([400, 3212, 'platformID']);
    expect(await codeOf(send, `${builds}?platformID=${nowhere}`, post)).toEqual([404, 3102, 'platformID']);
    expect(await codeOf(send, list, { ...post, body: '{"comment":' })).toEqual([400, 3211, undefined]);
    expect(await codeOf(send, list, { json: [] })).toEqual([400, 3211, undefined]);
    expect(await codeOf(send, list, { json: { comment: null } })).toEqual([400, 3211, 'comment']);
    expect((await send(list)).body.total).toBe(0);
    const remove = { method: 'DELETE' };
    expect(await codeOf(send, `${builds}?buildID=x`, remove)).toEqual([400, 3212, 'buildID']);
    expect(await codeOf(send, `${builds}?buildID=3`, remove)).toEqual([404, 3102, 'buildID']);
    await start(send);
    const wrong = `${builds}?buildID=1&platformID=${nowhere}`;
    expect(await codeOf(send, wrong, remove)).toEqual([404, 3102, 'platformID']);
    expect((await send(list)).body.total).toBe(1);
  });

  story(
    'refuses a body that is too large',
    async ({ send }) => {
      const json = { comment: 'x'.repeat(200) };
      expect(await codeOf(send, list, { json })).toEqual([413, 3211, undefined]);
    },
    { limits: { body: 100 } },
  );

  story('lets nothing be edited, and says what is allowed where', async ({ send }) => {
    const one = await start(send);
    for (const [path, method, allow] of [
      [one, 'PUT', 'GET, DELETE'],
      [one, 'PATCH', 'GET, DELETE'],
      [one, 'POST', 'GET, DELETE'],
      [list, 'PUT', 'GET, POST'],
      [list, 'DELETE', 'GET, POST'],
      ['/platform', 'DELETE', 'GET'],
    ] as const) {
      expect(await codeOf(send, path, { method })).toEqual([405, 3110, method]);
      expect((await send(path, { method })).headers.get('allow')).toBe(allow);
    }
    expect(await codeOf(send, '/platform/nothing')).toEqual([404, 3100, undefined]);
  });

  story('answers in the state and with the status that a request prefers', async ({ send }) => {
    const path = await start(send);
    const prefer = (text: string) => ({ headers: { prefer: text } });
    expect((await send(path, prefer('state=success'))).body).toMatchObject({
      successful: 'success',
      finished: iso(0),
    });
    expect((await send(path, prefer('state=deleted'))).status).toBe(404);
    expect((await send(list, prefer('state=deleted'))).body).toMatchObject({ count: 0, total: 0 });
    expect((await send(path)).body.successful).toBe('running');
    expect(await codeOf(send, path, prefer('code=401'))).toEqual([401, 3400, undefined]);
    expect(await codeOf(send, path, prefer('code=503'))).toEqual([503, 3000, undefined]);
    expect(await send(path, prefer('code=204'))).toMatchObject({ status: 204, text: '' });
  });

  story(
    'reads corrected: asks nobody for a token, and shows what the table has and no more',
    async ({ send }) => {
      const { body } = await send(await start(send));
      expect(body).not.toHaveProperty('status');
      expect(body).not.toHaveProperty('creator');
      expect(Array.isArray((await send(list)).body._embedded['ec:app/build'])).toBe(true);
      expect((await send(list)).body._links['ec:app/build/by-id'].href).toMatch(/build\{\?buildID\}$/);
    },
  );

  story(
    'reads literal: status beside successful, a bare collection, platformID always, self for GET only',
    async ({ standin, send }) => {
      const path = await start(send);
      expect(path).toBe(`${standin.url}${builds}?buildID=1&platformID=${platform}`);
      await standin.clock.advance('8s');
      const { body } = await send(path);
      expect(body).toMatchObject({ status: 'success', successful: 'success' });
      expect(body._links.collection.href).toBe(standin.url + builds);
      expect(await codeOf(send, body._links.collection.href)).toEqual([400, 3202, 'platformID']);
      expect(await codeOf(send, `${builds}?buildID=1`)).toEqual([400, 3202, 'platformID']);
      expect(await codeOf(send, `${builds}?buildID=1`, { method: 'DELETE' })).toEqual([
        400,
        3202,
        'platformID',
      ]);
      const { _links } = (await send(list)).body;
      expect(_links['ec:app/build/by-id'].href).toBe(`${standin.url}${list}{&buildID}`);
      expect(_links['ec:app/build']).toEqual(_links['ec:app/build/by-id']);
      for (const json of [{}, { comment: 'nightly' }])
        expect(await codeOf(send, list, { json })).toEqual([400, 3211, undefined]);
      expect((await send(list)).body.total).toBe(1);
      expect((await send(path, { method: 'PUT' })).headers.get('allow')).toBe('GET');
      expect((await standin.records.get('entrecode', '1')).url).toBe(path);
      expect(await send(path, { method: 'DELETE' })).toMatchObject({ status: 200 });
    },
    { profile: 'literal' },
  );

  story(
    'reads observed: a token is needed, in a header or in the query',
    async ({ standin, send }) => {
      expect(await codeOf(send, list)).toEqual([401, 3400, undefined]);
      expect(await codeOf(send, list, { headers: { authorization: 'Basic YTpi' } })).toEqual([
        401,
        3400,
        undefined,
      ]);
      expect(await codeOf(send, list, { headers: { authorization: 'Bearer bad' } })).toEqual([
        401,
        3401,
        undefined,
      ]);
      expect(await codeOf(send, list, { method: 'POST' })).toEqual([401, 3400, undefined]);
      expect(await send(list, { headers: { authorization: 'Bearer good' } })).toMatchObject({ status: 200 });
      expect(await send(`${list}&_token=good`)).toMatchObject({ status: 200 });
      expect((await send(`${list}&_token=good`)).text).not.toContain('good');
      const { headers } = await standin.records.create({ api: 'entrecode' });
      expect(headers).toEqual({ Authorization: 'Bearer good' });
    },
    { profile: 'observed', credentials: { entrecode: ['good'] } },
  );

  story(
    "reads observed: creator, digits as text, the service's dates and place, one item without its list",
    async ({ standin, send }) => {
      const init = { headers: { authorization: 'Bearer any' } };
      await standin.records.create({ api: 'entrecode', scenario: 'slow' });
      await standin.clock.advance('80s');
      const { body } = await send(`${builds}?buildID=1`, init);
      expect(body.creator).toEqual({
        email: expect.stringMatching(/@example\.com$/),
        accountID: expect.any(String),
      });
      expect(body.buildLocation).toEqual({
        type: 'zipFileFromS3',
        config: { key: `${platform}/1.zip`, size: expect.any(Number), bucket: expect.any(String) },
      });
      const inOrder = [...body.events].sort((a, b) => a.buildEventID - b.buildEventID);
      expect(body.events).not.toEqual(inOrder);
      expect((await send(`${builds}?buildID=1`, init)).body.events).toEqual(body.events);
      expect(inOrder.at(-1).info).toEqual(body.buildLocation);
      expect(inOrder[0]).toMatchObject({
        buildEventID: '1001',
        timestamp: '2026-03-01T12:00:00.2+00:00',
        temporary: false,
      });
      expect(inOrder[1].timestamp).toBe('2026-03-01T12:00:04+00:00');
      expect(inOrder.filter(({ temporary }) => temporary).map((event) => event.buildEventID)).toEqual([
        '1002',
        '1004',
        '1005',
        '1006',
        '1007',
        '1008',
        '1009',
      ]);
      expect(body.finished).toBe(iso(80_000));
      expect((await send(list, init)).body._embedded['ec:app/build']).toEqual(body);
      await standin.records.create({ api: 'entrecode' });
      expect(idsOf((await send(list, init)).body)).toEqual([2, 1]);
    },
    { profile: 'observed' },
  );

  story(
    "reads observed: the service's links, by which a list is still walked and each build found",
    async ({ standin, send }) => {
      const init = { headers: { authorization: 'Bearer any' } };
      const many = { api: 'entrecode', name: 'platform-has-many-builds', params: { builds: 12 } };
      await standin.presets.create(many);
      const { _links, _embedded } = (await send(`${list}&page=2`, init)).body;
      expect(Object.keys(_links)).toEqual([
        'self',
        'first',
        'prev',
        'curies',
        'ec:app/build/by-id',
        'ec:app/builds/options',
        'ec:platform',
      ]);
      expect(_links.curies).toEqual({ href: expect.stringMatching(/\{rel\}$/), templated: true });
      expect(_links['ec:app/builds/options']).toEqual({
        href: `${standin.url}${builds}{?buildID,page,platformID,size,_list,sort}`,
        templated: true,
      });
      const profileOf = ({ profile }: { profile?: string }) => profile?.replace(/^.*\//, '');
      expect(_links.self.profile).toBe('https://entrecode.de/schema/builds');
      const [even, odd] = _embedded['ec:app/build'];
      expect(Object.values<{ profile?: string }>(odd._links).map(profileOf)).toEqual([
        'build',
        'builds',
        'app',
        'platform',
      ]);
      expect(odd._links['ec:app'].href).toMatch(/[^?]appID=/);
      const ids = even.events.map(({ buildEventID }: Event) => Number(buildEventID));
      expect(ids).toEqual([...ids].sort((a: number, b: number) => a - b));
      const shown = (await send(_links['ec:platform'].href, init)).body;
      expect(Object.values<{ profile?: string }>(shown._links).map(profileOf)).toEqual([
        'platform',
        'platforms',
        'app',
        'builds',
        undefined,
        'build',
        'codesource',
        'datasource',
        undefined,
        'deployments',
        undefined,
      ]);
      expect(shown._links['ec:app/target'].map(profileOf)).toEqual(['target']);
      expect((await send(shown._links['ec:app/builds'].href, init)).body.total).toBe(12);
    },
    { profile: 'observed' },
  );

  for (const [erratum, member] of [
    ['status-name', 'status'],
    ['creator', 'creator'],
  ] as const) {
    const reading = erratum === 'creator' ? 'observed' : 'literal';
    story(
      `takes one ${reading} reading alone: ${erratum}`,
      async ({ send }) => {
        expect((await send(await start(send))).body).toHaveProperty(member);
        expect(await codeOf(send, builds)).toEqual([400, 3202, 'platformID']);
      },
      { readings: { [`entrecode/${erratum}`]: reading } },
    );
  }

  story('takes no build that says of its platform that it is of another app', async ({ standin, send }) => {
    const created = (attributes: Record<string, unknown>) =>
      standin.records.create({ api: 'entrecode', attributes });
    const refused = { status: 409, title: 'Contradiction', given: { appID: nowhere } };
    await expect(created({ appID: nowhere })).rejects.toMatchObject(refused);
    await created({ platformID: other, appID: nowhere });
    await created({ platformID: other });
    const { attributes } = await created({ platformID: platform });
    await expect(created({ platformID: other, appID: attributes.appID })).rejects.toMatchObject({
      detail: `platformID ${other} already has appID "${nowhere}", but appID "${attributes.appID}" was given.`,
    });
    expect((await send(`${builds}?platformID=${other}`)).body.total).toBe(2);
  });

  story('has no build beyond the greatest id that can be asked for', async ({ standin, send }) => {
    const created = (attributes: Record<string, unknown>) =>
      standin.records.create({ api: 'entrecode', attributes });
    await expect(created({ buildID: 2 ** 53 })).rejects.toMatchObject({ status: 400 });
    await created({ buildID: 2_147_483_647 });
    const refused = await send(list, { method: 'POST' });
    expect(refused).toMatchObject({ status: 409, body: { title: 'No ids left' } });
    expect(refused.body.hint).toMatch(/smaller buildID.*reset/);
    await created({ buildID: 7 });
    expect((await send(list)).body.total).toBe(2);
  });
});
