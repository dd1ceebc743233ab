// What stands beside builds of the App Manager is edited and deleted as its client does it, each by its own link; and a world
// that begins full begins with the app and the platform that clients find.
import { describe, expect, it } from 'vitest';
import { home } from '../../src/apis/entrecode/record.ts';
import { setStage, stories } from '../_standin.ts';

const { appID, platformID } = home as Record<'appID' | 'platformID', string>;
const app = `/?appID=${appID}`;
const platform = `/platform?platformID=${platformID}`;
const parts = [
  ['codesource', 'codeSource'],
  ['datasource', 'dataSource'],
  ['target', 'target'],
] as const;

stories('what stands beside builds', (story) => {
  story('is edited: an app, a platform and its parts', async ({ send }) => {
    const change = (path: string, json: object) => send(path, { method: 'PUT', json });
    const renamed = await change(app, { title: 'Renamed', hexColor: '#123456' });
    expect(renamed).toMatchObject({ status: 200, body: { appID, title: 'Renamed', hexColor: '#123456' } });
    expect((await send(app)).body).toEqual(renamed.body);
    expect((await change(app, { title: 'x', hexColor: 'red' })).status).toBe(400);
    const before = (await send(platform)).body;
    const shop = await change(platform, { ...before, title: 'Shop' });
    expect(shop.body).toEqual({ ...before, title: 'Shop' });
    for (const [kind, stem] of parts) {
      const link = [before._links[`ec:app/${kind}`]].flat()[0].href;
      const edited = await change(link, { [`${stem}Type`]: 'other', config: { a: 1 } });
      expect(edited).toMatchObject({ status: 200, body: { [`${stem}Type`]: 'other', config: { a: 1 } } });
      expect((await send(link)).body).toEqual(edited.body);
    }
  });

  story('uses the parts that its links name, whether one or an array of them', async ({ send }) => {
    const create = async (kind: string, stem: string) =>
      (await send(`/${kind}?appID=${appID}`, { json: { [`${stem}Type`]: 'x', config: {} } })).body._links
        .self;
    const [codesource, target, other] = [
      await create('codesource', 'codeSource'),
      await create('target', 'target'),
      await create('target', 'target'),
    ];
    const facts = { title: 'Shop', platformType: 'staticWebsite', config: {} };
    for (const named of [codesource, [codesource]]) {
      const _links = { 'ec:app/codesource': named, 'ec:app/target': [target, other] };
      const { body } = await send(platform, { method: 'PUT', json: { ...facts, _links } });
      expect(body._links['ec:app/codesource'].href).toBe(codesource.href);
      expect(body._links['ec:app/target'].map(({ href }: { href: string }) => href)).toEqual([
        target.href,
        other.href,
      ]);
      // What is not named stays.
      expect(body._links['ec:app/datasource'].href).toMatch(/dataSourceID=/);
    }
  });

  story('cannot be deleted while it is used, and then can', async ({ send }) => {
    const { _links } = (await send(platform)).body;
    const links = parts.map(([kind]) => [_links[`ec:app/${kind}`]].flat()[0].href as string);
    for (const link of links)
      expect(await send(link, { method: 'DELETE' })).toMatchObject({ status: 403, body: { code: 3370 } });
    await send(`/platform/build?platformID=${platformID}`, { method: 'POST' });
    expect((await send(platform, { method: 'DELETE' })).status).toBe(204);
    expect(await send(platform)).toMatchObject({ status: 404, body: { code: 3102 } });
    expect((await send('/platform/build?buildID=1')).status).toBe(404);
    for (const link of links) {
      expect((await send(link, { method: 'DELETE' })).status).toBe(204);
      expect((await send(link)).status).toBe(404);
    }
    expect((await send(app, { method: 'DELETE' })).status).toBe(204);
    expect((await send('/')).body).toMatchObject({ count: 0, total: 0 });
  });

  story('goes with its app, deployments as well', async ({ send, standin }) => {
    await standin.records.create({ api: 'entrecode', state: 'success' });
    const targetID = (await send(platform)).body._links['ec:app/target'][0].href.split('=')[1];
    const path = `/platform/deployment?platformID=${platformID}&buildID=1&targetID=${targetID}`;
    expect((await send(path, { method: 'POST', json: {} })).status).toBe(201);
    expect((await send(app, { method: 'DELETE' })).status).toBe(204);
    for (const gone of [platform, '/platform/deployment?deploymentID=1', `/target?targetID=${targetID}`])
      expect([gone, (await send(gone)).status]).toEqual([gone, 404]);
  });

  story('says what one of it and what a list of it allows', async ({ send }) => {
    const allowOf = async (path: string) => (await send(path, { method: 'PATCH' })).headers.get('allow');
    for (const path of [app, platform, '/target?targetID=x'])
      expect(await allowOf(path)).toBe('GET, PUT, DELETE');
    for (const path of ['/', `/platform?appID=${appID}`, `/target?appID=${appID}`])
      expect(await allowOf(path)).toBe('GET, POST');
    expect(await allowOf('/platform/deployment?deploymentID=1')).toBe('GET');
    expect(await allowOf('/platform/build?buildID=1')).toBe('GET, DELETE');
  });
});

describe('a world that begins full of builds', () => {
  it('has them in the app and the platform that a client finds first', async () => {
    const { send } = await setStage({ fill: { entrecode: 35 } });
    const list = (await send(`/platform/build?platformID=${platformID}&size=0`)).body;
    expect(list.total).toBe(10);
    const platforms = (await send(`/platform?appID=${appID}`)).body;
    expect(platforms.total).toBe(3);
    expect((await send('/?_list=true')).body.total).toBe(2);
  });
});
