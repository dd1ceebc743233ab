// What stands beside the builds of entrecode: where clients enter, what builds belong to, what they are deployed to, and who
// is let in.
import { expect } from 'vitest';
import { type Stage, startOfTime, stories } from '../_standin.ts';
import { tokenOf } from '../clients/_entrecode-client.ts';

const app = '1b7d5c2e-8f40-4a6b-9c3d-2e5f7a901b84';
const platform = '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13';
const other = '0f8fad5b-d9cb-469f-a165-70867728950e';
const list = `/platform/build?platformID=${platform}`;
const iso = (ms: number) => new Date(startOfTime + ms).toISOString();

type Send = Stage['send'];
const codeOf = async (send: Send, path: string, init?: Parameters<Send>[1]) => {
  const { status, body } = await send(path, init);
  return [status, body.code, ...(body.detail ? [body.detail] : [])];
};
const targetOf = async (send: Send): Promise<string> =>
  (await send(`/target?appID=${app}`)).body._embedded['ec:app/target'][0].targetID;

/** A build that has succeeded, and the address to which a deployment of it is posted. */
async function deployable({ standin, send }: Stage): Promise<string> {
  await standin.records.create({ api: 'entrecode', state: 'success' });
  return `/platform/deployment?platformID=${platform}&buildID=1&targetID=${await targetOf(send)}`;
}

stories('entrecode beside its builds', (story) => {
  story('greets clients with the App List, and sends browsers to the page of Standin', async ({ send }) => {
    const { status, headers, body } = await send('/');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/hal+json']);
    expect(body).toMatchObject({ msg: expect.any(String), count: 1, total: 1 });
    const browser = await send('/', { headers: { accept: 'text/html,*/*' } });
    expect([browser.status, browser.headers.get('location')]).toEqual([302, '/__standin/']);
    expect((await send('/?_list=true', { headers: { accept: 'text/html' } })).body.count).toBe(1);
  });

  story('is there with entrecode alone', async ({ send }) => expect((await send('/')).status).toBe(404), {
    apis: ['copr'],
  });

  story('links within the world that was asked', async ({ send }) => {
    const { body } = await send('/~mine/');
    const [{ _links }] = body._embedded['ec:app'];
    for (const { href, profile } of Object.values(_links).flat() as { href: string; profile?: string }[])
      for (const url of [href, profile ?? href]) expect(url).toContain('/~mine/');
    expect((await send(_links['ec:app/platforms'].href)).body.count).toBe(1);
    expect((await send(_links.self.profile)).status).toBe(200);
  });

  story(
    'leads from the entry to every list, each by a template that binds what it offers',
    async ({ send }) => {
      const { body } = await send(`/?appID=${app}`);
      for (const kind of ['platform', 'codesource', 'datasource', 'target']) {
        const listed = await send(body._links[`ec:app/${kind}s`].href);
        const [item] = listed.body._embedded[`ec:app/${kind}`];
        expect((await send(item._links.self.href)).body).toEqual(item);
        expect((await send(item._links['ec:app'].href)).body.appID).toBe(app);
        const template = body._links[`ec:app/${kind}s/options`].href;
        expect(template).toMatch(/\?appID=[^{]+\{&.*_list.*appID.*page.*size.*sort/);
        expect((await send(`${template.split('{')[0]}&_list=true&appID=${app}`)).body.total).toBe(1);
      }
      const { _links } = (await send(`/platform?platformID=${platform}`)).body;
      expect(_links['ec:app/builds/options'].href).toMatch(/platformID=[^{]+\{&.*platformID.*_list/);
      expect(_links['ec:app/deployments/options'].href).toMatch(/platformID=[^{]+\{&.*platformID.*targetID/);
      for (const rel of ['ec:app/codesource', 'ec:app/datasource', 'ec:app/deployments'])
        expect((await send(_links[rel].href)).status).toBe(200);
    },
  );

  story(
    'brings along the app of a record that is created elsewhere, with what it is made of',
    async (stage) => {
      const { standin, send } = stage;
      const elsewhere = { platformID: other, appID: '7c9e6679-7425-40de-944b-e07fc1f90ae7' };
      await standin.records.create({ api: 'entrecode', attributes: elsewhere });
      expect((await send('/')).body.count).toBe(2);
      const { body } = await send(`/platform?appID=${elsewhere.appID}`);
      const [{ _links }] = body._embedded['ec:app/platform'];
      expect((await send(_links['ec:app/target'][0].href)).body._links['ec:app'].href).toContain(
        elsewhere.appID,
      );
    },
  );

  story('filters, searches, sorts and turns pages of its lists', async ({ send }) => {
    for (const title of ['Beta', 'Alpha', 'Gamma', 'Alphabet'])
      await send('/', { json: { title, hexColor: '#00796b' } });
    const titles = async (search: string) => {
      const { body } = await send(`/?${search}`);
      return (body._embedded?.['ec:app'] ?? []).map((each: { title: string }) => each.title);
    };
    expect(await titles('title=alpha,Gamma')).toEqual(['Alpha', 'Gamma']);
    expect(await titles('title~=ALPHA&sort=-title')).toEqual(['Alphabet', 'Alpha']);
    expect(await titles('sort=%2Btitle&size=2&page=2')).toEqual(['Beta', 'Example']);
    const second = (await send('/?sort=title&size=2&page=2')).body;
    expect(second).toMatchObject({ count: 2, total: 5 });
    expect((await send(second._links.next.href)).body.count).toBe(1);
    expect((await send(second._links.prev.href)).body._links.first).toBeUndefined();
    expect((await send('/?title=Nothing')).body).not.toHaveProperty('_embedded');
    expect(await codeOf(send, '/?sort=hexColor')).toEqual([400, 3215, 'hexColor']);
    expect(await codeOf(send, '/?sort=%20')).toEqual([400, 3215]);
    expect(await codeOf(send, '/?hexColor=red')).toEqual([400, 3216, 'hexColor']);
    expect(await codeOf(send, '/?createdFrom=2026')).toEqual([400, 3217, 'created']);
  });

  story('says what may be done with what it shows, and that nothing else may', async ({ send }) => {
    const allowed = async (path: string) => {
      const { status, headers, body } = await send(path, { method: 'PATCH', json: {} });
      expect([status, body.code]).toEqual([405, 3110]);
      return headers.get('allow');
    };
    expect(await allowed('/')).toBe('GET, POST');
    expect(await allowed(`/?appID=${app}`)).toBe('GET, PUT, DELETE');
    expect(await allowed(`/platform?platformID=${platform}`)).toBe('GET, PUT, DELETE');
    expect(await allowed('/platform')).toBe('GET');
    expect(await allowed(`/platform?appID=${app}`)).toBe('GET, POST');
    expect(await allowed('/platform/deployment?deploymentID=1')).toBe('GET');
    expect(await allowed('/target')).toBe('GET, POST');
  });
});

stories('deployments of entrecode', (story) => {
  story('take their time by the clock of the world, and say where they serve what', async (stage) => {
    const { standin, send } = stage;
    const { status, body, headers } = await send(await deployable(stage), { method: 'POST' });
    expect([status, body.successful, body.started]).toEqual([201, 'running', iso(0)]);
    expect(headers.get('location')).toBe(body._links.self.href);
    expect(body).not.toHaveProperty('finished');
    const seen = async () => (await send(body._links.self.href)).body;
    await standin.clock.advance('2999ms');
    expect((await seen()).successful).toBe('running');
    await standin.clock.advance('1ms');
    const ended = await seen();
    expect(ended).toMatchObject({ successful: 'success', finished: iso(3_000) });
    expect(ended.results).toEqual([expect.stringContaining(ended.targetIDs[0])]);
    expect(ended.events.map((each: { timestamp: string }) => each.timestamp)).toEqual(
      [...ended.events.map((each: { timestamp: string }) => each.timestamp)].sort(),
    );
    expect((await send(`/platform/deployment?targetID=${ended.targetIDs[0]}`)).body.total).toBe(1);
  });

  story('fare as the scenarios of the world say', async (stage) => {
    const { standin, send } = stage;
    const path = await deployable(stage);
    await standin.scenarios.set({ queue: { entrecode: ['fails', 'stuck', 'canceled', 'instant'] } });
    for (const _ of [1, 2, 3, 4]) await send(path, { method: 'POST' });
    await standin.clock.advance('1h');
    const { body } = await send(`/platform/deployment?platformID=${platform}`);
    const states = body._embedded['ec:app/deployment'].map((each: { successful: string }) => each.successful);
    expect(states).toEqual(['success', 'error', 'running', 'error']);
  });

  story('are of builds that have succeeded, to targets that there are', async (stage) => {
    const { standin, send } = stage;
    const path = await deployable(stage);
    await standin.scenarios.set({ queue: { entrecode: ['stuck'] } });
    await send(list, { method: 'POST' });
    const post = (where: string) => codeOf(send, where, { method: 'POST' });
    expect(await post(path.replace('buildID=1', 'buildID=2'))).toEqual([400, 3212, 'buildID']);
    expect(await post(path.replace('buildID=1', 'buildID=3'))).toEqual([404, 3102, 'buildID']);
    expect(await post(path.replace(platform, other))).toEqual([404, 3102, 'platformID']);
    expect(await post(path.replace(/targetID=.*/, `targetID=${other}`))).toEqual([404, 3102, 'targetID']);
    expect(await post(path.replace(/&targetID=.*/, ''))).toEqual([400, 3202, 'targetID']);
    expect(await codeOf(send, '/platform/deployment')).toEqual([400, 3202, 'platformID']);
  });

  story('keep what they were started with, and outlive their build', async (stage) => {
    const { send } = stage;
    const path = `${await deployable(stage)}&platformID=${platform}`;
    const json = { comment: 'to everybody', outsideConfig: { dry: true }, more: 1 };
    const { body } = await send(path, { json });
    expect(body).toMatchObject({ comment: 'to everybody', outsideConfig: { dry: true } });
    const latest = (await send('/platform/build?buildID=1')).body._links['ec:app/deployment/latest'];
    expect((await send(latest.href)).body.deploymentID).toBe(1);
    expect((await send(list)).body._embedded['ec:app/build'][0]._links).toHaveProperty([
      'ec:app/deployment/latest',
    ]);
    await send('/platform/build?buildID=1', { method: 'DELETE' });
    const { _links } = (await send(body._links.self.href)).body;
    expect(await codeOf(send, _links['ec:app/build'].href)).toEqual([404, 3102, 'buildID']);
  });
});

stories('tokens of entrecode', (story) => {
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
  const exp = (ms: number) => Math.round((startOfTime + ms) / 1_000);

  story('are not asked for, but refused where they give themselves away', async ({ standin, send }) => {
    expect((await send('/')).status).toBe(200);
    expect(await codeOf(send, '/', bearer(tokenOf({ signature: 'bad' })))).toEqual([401, 3401]);
    expect(await codeOf(send, `${list}&_token=${tokenOf({ signature: 'bad' })}`)).toEqual([401, 3401]);
    const short = bearer(tokenOf({ exp: exp(60_000) }));
    expect((await send(list, short)).status).toBe(200);
    await standin.clock.advance('1m');
    expect(await codeOf(send, list, short)).toEqual([401, 3402]);
    for (const odd of ['a.b.c', 'opaque']) expect((await send(list, bearer(odd))).status).toBe(200);
  });

  const observed = { profile: 'observed', credentials: { entrecode: ['sesame'] } } as const;
  story(
    'are asked for by the service: everywhere',
    async ({ send }) => {
      for (const path of [
        '/',
        `/?appID=${app}`,
        list,
        '/target',
        `/platform/deployment?platformID=${platform}`,
      ]) {
        expect(await codeOf(send, path)).toEqual([401, 3400]);
        expect(await codeOf(send, path, bearer('guessed'))).toEqual([401, 3401]);
        expect((await send(path, bearer('sesame'))).status).toBe(200);
      }
      expect((await send('/?_token=sesame')).status).toBe(200);
    },
    observed,
  );
});

stories('schemas of entrecode', (story) => {
  story(
    'lie where the links of supporting operations say, open, and lead to each other',
    async ({ send }) => {
      const { body } = await send(`/?appID=${app}`);
      const { profile } = body._links.self;
      const schema = await send(profile);
      expect(schema.headers.get('content-type')).toBe('application/schema+json');
      expect(schema.body).toMatchObject({
        $id: profile,
        title: 'App',
        required: expect.arrayContaining(['appID']),
      });
      expect(schema.text).not.toContain('"additionalProperties":false');
      const ref = schema.body.properties._links.properties.self.$ref;
      expect((await send(ref)).body.title).toBe('SupportingLink');
      for (const kind of ['platform', 'codesource', 'datasource', 'target'])
        expect((await send(`${body._links[`ec:app/${kind}/by-id`].profile}-template`)).body.type).toBe(
          'object',
        );
      expect((await send('/__standin/schemas/entrecode/apq')).body).toMatchObject({ status: 404 });
      expect((await send('/__standin/schemas/nobody/app')).status).toBe(404);
    },
  );

  story('of builds keep the address that the page gives them', async ({ send }) => {
    const { body } = await send(list, { method: 'POST' });
    expect(body._links.self.profile).toBe('https://schema.entrecode.de/schema-app/build');
    expect(body._links['ec:app/platform']).not.toHaveProperty('profile');
    const { _links } = (await send(`/platform?platformID=${platform}`)).body;
    for (const [rel, link] of Object.entries(_links).filter(([rel]) => rel !== 'ec:app/build/latest'))
      expect(JSON.stringify(link), rel).not.toContain('profile');
  });
});

stories('what clients of entrecode send', (story) => {
  story(
    'is taken: types without bodies, empty bodies, parameters twice, members nobody knows',
    async ({ send }) => {
      const hal = { 'content-type': 'application/hal+json' };
      const json = { 'content-type': 'application/json' };
      expect((await send(`${list}&platformID=${platform}&_list=true`, { headers: hal })).status).toBe(200);
      for (const body of ['', '{}', '{"comment":"x","more":1}'])
        for (const headers of [hal, json])
          expect(
            (await send(`${list}&platformID=${platform}`, { method: 'POST', headers, body })).status,
          ).toBe(201);
      const body = '{"comment":"x"}';
      expect(
        (await send('/platform/build?buildID=1', { method: 'DELETE', headers: json, body })).status,
      ).toBe(200);
      expect(await codeOf(send, list, { method: 'POST', headers: json, body: '{' })).toEqual([400, 3211]);
    },
  );
});
