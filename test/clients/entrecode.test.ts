// The App Manager's own client, unmodified, walks from the entry point to builds that end well, fail and are deleted, and to
// a deployment, over a real socket.
import { describe, expect, it } from 'vitest';
import { home } from '../../src/apis/entrecode/record.ts';
import { type Stage, setStage } from '../_standin.ts';
import { connect, tokenOf, walkToPlatform, watch } from './_entrecode-client.ts';

const { appID, platformID } = home as Record<string, string>;
const clocks = [
  ['real', { clock: 'real', scenarios: { lasts: { entrecode: { running: '40ms' } } } }],
  ['fast', { clock: 'x400' }],
  ['stepped', { clock: 'step:500ms' }],
] as const;

const begin = async (options: Parameters<typeof setStage>[0] = {}) => {
  const { standin } = await setStage({ apis: ['entrecode'], ...options });
  const apps = connect(await standin.listen());
  return { standin, apps, ...(await walkToPlatform(apps)) };
};
const requestsTo = async (standin: Stage['standin']) =>
  (await standin.journal.list()).map(({ method, url }) => `${method} ${url}`);

describe.each(clocks)('ec.sdk, with a clock that is %s', (_, options) => {
  it('starts a build and sees it through to success', async () => {
    const { platform } = await begin(options);
    const build = await platform.createBuild('by night');
    expect([build.buildID, build.comment, build.buildLocation]).toEqual([1, 'by night', undefined]);
    expect(Number.isNaN(build.finished.getTime())).toBe(true);
    const states = await watch(build);
    expect([states[0], states.at(-1)]).toEqual(['running', 'success']);
    expect(build.finished.getTime()).toBeGreaterThan(build.started.getTime());
    expect(build.buildLocation).toEqual({ type: 'zipFile', config: { url: expect.any(String) } });
    expect(build.events.length).toBeGreaterThan(5);
  });

  it('sees one fail, which has no place', async () => {
    const { standin, platform } = await begin(options);
    await standin.scenarios.set({ queue: { entrecode: ['fails'] } });
    const build = await platform.createBuild();
    expect((await watch(build)).at(-1)).toBe('error');
    expect(build.buildLocation).toBeUndefined();
  });

  it('deletes one that runs, and finds it gone', async () => {
    const { standin, platform } = await begin(options);
    await standin.scenarios.set({ queue: { entrecode: ['stuck'] } });
    const build = await platform.createBuild();
    await build.resolve();
    expect(build.successful).toBe('running');
    await build.del();
    await expect(build.resolve()).rejects.toMatchObject({ status: 404, code: 3102, detail: 'buildID' });
    await expect(platform.build('1')).rejects.toMatchObject({ code: 3102 });
    expect((await platform.buildList()).count).toBe(0);
  });

  it('deploys a build that has succeeded, and sees the deployment through to where it is served', async () => {
    const { app, platform } = await begin(options);
    const build = await platform.createBuild();
    await watch(build);
    const deployment = await platform.createDeployment(platform.getTargets(), build, 'to everybody');
    expect([deployment.deploymentID, deployment.buildID, deployment.platformID]).toEqual([1, 1, platformID]);
    const states = await watch(deployment);
    expect([states[0], states.at(-1)]).toEqual(['running', 'success']);
    expect(deployment.results).toEqual([expect.stringContaining(platform.getTargets()[0]!)]);
    await build.resolve();
    const linked = (await build.followLink('ec:app/deployment/latest')) as unknown as Linked;
    expect(linked.getProperty('deploymentID')).toBe(1);
    const again = await app.platform(platformID!);
    expect((await again.latestDeployment()).deploymentID).toBe(1);
    const [only] = (await again.deploymentList()).getAllItems();
    expect(only?.results).toEqual(deployment.results);
  });
});

describe('ec.sdk', () => {
  it('enters at the App List, and asks as it asks the service', async () => {
    const { standin, apps, app, platform } = await begin();
    expect([app.appID, platform.platformID, platform.title]).toEqual([appID, platformID, 'Website']);
    expect(await requestsTo(standin)).toEqual([
      ...['GET /', 'GET /', `GET /?appID=${appID}`],
      `GET /platform?appID=${appID}&platformID=${platformID}`,
    ]);
    expect((await apps.appList()).getFirstItem().title).toBe('Example');
    const platforms = await app.platformList({ title: { search: 'web' } });
    expect([platforms.count, platforms.total, platforms.getFirstItem().platformID]).toEqual([
      1,
      1,
      platformID,
    ]);
    expect((await app.platformList({ title: 'Shop' })).count).toBe(0);
    expect((await standin.journal.list()).every(({ status }) => status === 200)).toBe(true);
  });

  it('walks the links of a build, and finds it by its id, as the latest, and in its list', async () => {
    const { app, platform } = await begin();
    const first = await platform.createBuild();
    const second = await platform.createBuild();
    expect((await platform.build('1')).buildID).toBe(first.buildID);
    expect((await (await app.platform(platformID!)).latestBuild()).buildID).toBe(second.buildID);
    const back = (await first.followLink('ec:app/platform')) as unknown as Linked;
    expect(back.getProperty('platformID')).toBe(platformID);
    const up = (await first.followLink('ec:app')) as unknown as Linked;
    expect(up.getProperty('appID')).toBe(appID);
    const list = await platform.buildList();
    const item = list.getItem(1);
    expect(item.buildID).toBe(1);
    await item.resolve();
    await item.del();
    expect((await platform.buildList()).count).toBe(1);
  });

  it('turns pages, takes all at once, and sorts, by the one template that all releases can expand', async () => {
    const { standin, platform } = await begin();
    await standin.presets.create({ api: 'entrecode', name: 'platform-has-many-builds' });
    const page = await platform.buildList();
    expect([page.count, page.total, page.hasPrevLink()]).toEqual([10, 25, false]);
    const third = await (await page.followNextLink()).followNextLink();
    expect([third.count, third.hasNextLink(), third.hasFirstLink()]).toEqual([5, false, true]);
    expect((await platform.buildList({ size: 0 })).count).toBe(25);
    const sorted = await platform.buildList({ size: 3, page: 2, sort: ['buildID'] });
    expect(sorted.getAllItems().map((each: { buildID: number }) => each.buildID)).toEqual([4, 5, 6]);
    expect(await platform.getFilterOptions('build')).toEqual([
      ...['buildID', 'page', 'platformID', 'size', '_list', 'sort'],
    ]);
    expect((await page.map(() => 'seen')).length).toBe(25);
  });

  it('creates an app with targets, sources and a platform, and fetches the schemas for it from Standin alone', async () => {
    const { standin, apps } = await begin();
    const app = await apps.createApp({ title: 'Second', hexColor: '#00796b' });
    const codeSource = await app.createCodeSource({ codeSourceType: 'remoteGit', config: {} });
    // Its declarations are stricter than it is, and than its documentation.
    const dataSource = await app.createDataSource({ dataSourceType: 'ownDataManager', config: {} } as never);
    const target = await app.createTarget({ targetType: 'entrecodeS3', config: {} } as never);
    const facts = { title: 'Shop', platformType: 'staticWebsite', config: {} };
    const platform = await app.createPlatform({ ...facts, codeSource, dataSource, target: [target] });
    expect([platform.getCodeSource(), platform.getDataSource(), platform.getTargets()]).toEqual([
      ...[codeSource.codeSourceID, dataSource.dataSourceID, [target.targetID]],
    ]);
    const targets = await platform.loadTargets();
    expect(targets.getAllItems().map(({ targetID }) => targetID)).toEqual([target.targetID]);
    expect((await platform.loadCodeSource()).codeSourceID).toBe(codeSource.codeSourceID);
    expect((await platform.createBuild()).successful).toBe('running');
    expect((await app.platformList()).count).toBe(1);
    expect((await standin.journal.list()).every(({ status }) => status < 300)).toBe(true);
    await expect(apps.createApp({ title: 'Third', hexColor: 'red' })).rejects.toMatchObject({ status: 400 });
  });

  it('edits and deletes what stands beside builds, and fetches the schemas for it from Standin alone', async () => {
    const { standin, apps, app, platform } = await begin();
    app.title = 'Renamed';
    await app.save();
    expect((await apps.app(appID!)).title).toBe('Renamed');
    const target = await app.createTarget({ targetType: 'entrecodeS3', config: {} } as never);
    Object.assign(target, { config: { bucket: 'x' } });
    await target.save();
    expect((await app.target(target.targetID)).config).toEqual({ bucket: 'x' });
    await target.del();
    await expect(app.target(target.targetID)).rejects.toMatchObject({ status: 404, code: 3102 });
    await expect((await platform.loadCodeSource()).del()).rejects.toMatchObject({ status: 403, code: 3370 });
    Object.assign(platform, { title: 'Shop' });
    await platform.save();
    expect((await app.platform(platformID!)).title).toBe('Shop');
    await platform.del();
    expect((await app.platformList()).count).toBe(0);
    await app.del();
    expect((await apps.appList()).count).toBe(0);
    expect((await standin.journal.list()).filter(({ status }) => status >= 500)).toEqual([]);
  });

  it('cannot save a build: it fetches the schema here, and is told that the method is not allowed', async () => {
    for (const profile of ['literal', 'corrected', 'observed'] as const) {
      const readings = { 'entrecode/options-template': 'corrected', 'entrecode/create-body': 'corrected' };
      const { standin, platform } = await begin({ profile, readings, credentials: {} } as never);
      const build = await platform.createBuild();
      await expect(build.save()).rejects.toMatchObject({ status: 405, code: 3110, detail: 'PUT' });
      expect((await requestsTo(standin)).at(-1)).toMatch(/^PUT \/platform\/build\?buildID=1/);
    }
  });

  it('needs two readings of its own where all others are as observed', async () => {
    const walk = async (readings: Record<string, 'corrected'>) => {
      const { app, platform } = await begin({ profile: 'observed', readings, clock: 'step:500ms' });
      const build = await platform.createBuild('by night');
      await watch(build);
      expect((await (await app.platform(platformID!)).latestBuild()).buildID).toBe(1);
      const up = (await build.followLink('ec:app')) as unknown as Linked;
      expect(up.getProperty('appID')).toBe(appID);
      const list = await platform.buildList();
      expect([list.count, list.getAllItems().length, list.getFirstItem().successful]).toEqual([
        1,
        1,
        'success',
      ]);
      const deployment = await platform.createDeployment(platform.getTargets(), build);
      await watch(deployment);
      await build.del();
      expect((await platform.buildList()).count).toBe(0);
    };
    const both = { 'entrecode/options-template': 'corrected', 'entrecode/app-link': 'corrected' } as const;
    await walk(both);
    for (const name of Object.keys(both) as (keyof typeof both)[])
      await expect(walk({ [name]: 'corrected' })).rejects.toThrow();
  });

  it('is refused with a token that gives itself away, or has run out by the clock of the world', async () => {
    const { standin, apps } = await begin({ at: '2030-01-01T00:00:00Z' });
    const events: unknown[] = [];
    apps.on('logout', (problem: unknown) => events.push(problem));
    apps.setToken(tokenOf({ signature: 'bad' }));
    await expect(apps.appList()).rejects.toMatchObject({ status: 401, code: 3401 });
    expect([events.length, apps.hasToken()]).toEqual([1, false]);
    apps.setToken(tokenOf({ exp: Date.parse('2030-01-01T00:10:00Z') / 1000 }));
    expect((await apps.appList()).count).toBe(1);
    await standin.clock.advance('10m');
    await expect(apps.appList()).rejects.toMatchObject({ status: 401, code: 3402 });
  });

  it('starts and watches builds as the real service shows them', async () => {
    const { platform } = await begin({ profile: 'observed', clock: 'step:500ms' });
    const build = await platform.createBuild('by night');
    expect((await watch(build)).at(-1)).toBe('success');
    expect([build.creator.email, build.buildLocation.type]).toEqual([expect.any(String), 'zipFileFromS3']);
  });

  it('cannot start a build where the body has to be empty, nor list builds by the template of the service', async () => {
    const { platform } = await begin({ profile: 'literal' });
    await expect(platform.createBuild()).rejects.toMatchObject({ status: 400, code: 3211 });
    const { platform: observed } = await begin({ profile: 'observed' });
    await expect(observed.buildList()).rejects.toMatchObject({ code: 3202, detail: 'platformID' });
  });
});

interface Linked {
  getProperty(name: string): unknown;
}
