// What stands beside the page of waiting builds: a backend's reports, and what they do to a build.
import { expect } from 'vitest';
import { type Stage, startOfTime, stories } from '../_standin.ts';

const headers = { authorization: `Basic ${btoa('anybody:secret')}` };
const report = (stage: Stage, ...builds: object[]) =>
  stage.send('/update_builds/', { headers, json: { builds } });
const started = { started_on: 1_234.5, results: 'http://results.example/ann/tools/' };

stories('copr-waiting, beside the page', (story) => {
  story(
    'takes a build off the list when a backend has started it, and lets it run until it ended',
    async (stage) => {
      const { records, clock } = stage.standin;
      await records.create({ api: 'copr-waiting', attributes: { build_id: 7 }, scenario: 'fails' });
      const ids = async () => (await stage.send('/waiting_builds/')).body.builds.map(({ id }: never) => id);
      expect(await ids()).toContain(7);
      await clock.advance('1s');
      const taken = await report(stage, { id: 7, ...started });
      expect(taken).toMatchObject({
        status: 200,
        body: { updated_builds_ids: [7], non_existing_builds_ids: [] },
      });
      expect(taken.headers.get('content-type')).toBe('application/json');
      expect(await ids()).not.toContain(7);
      await clock.advance('30d');
      expect((await records.get('copr-waiting', '7')).state).toBe('running');
      await report(stage, { id: 7, ended_on: 1_239.75, status: 1 });
      const { state, timeline, attributes } = await records.get('copr-waiting', '7');
      expect(state).toBe('succeeded');
      // The instants are the world's; the backend's own are kept as they were told.
      expect(timeline.map(({ at }) => Date.parse(at) - startOfTime)).toEqual([
        0,
        1_000,
        30 * 86_400_000 + 1_000,
      ]);
      expect(attributes.reported).toEqual({ ...started, ended_on: 1_239.75, status: 1 });
    },
  );

  story('holds a build that its plan has started already, once a backend says so too', async (stage) => {
    const { records, clock } = stage.standin;
    await records.create({ api: 'copr-waiting', attributes: { build_id: 7 } });
    await clock.advance('5s');
    await report(stage, { id: 7, ...started });
    await clock.advance('1d');
    const { state, timeline } = await records.get('copr-waiting', '7');
    expect([state, timeline.length]).toEqual(['running', 2]);
  });

  story(
    'goes by the plan where no backend reports, and a report that comes too late changes nothing',
    async (stage) => {
      const { records, clock } = stage.standin;
      await records.create({ api: 'copr-waiting', attributes: { build_id: 7 } });
      await clock.advance('1h');
      expect((await report(stage, { id: 7, ended_on: 9, status: 0 })).body.updated_builds_ids).toEqual([7]);
      expect((await records.get('copr-waiting', '7')).state).toBe('succeeded');
    },
  );

  story(
    'takes start and end in one report, an end without a start, and no status for a failure',
    async (stage) => {
      const { records } = stage.standin;
      for (const build_id of [7, 8, 9, 10])
        await records.create({ api: 'copr-waiting', attributes: { build_id } });
      await report(
        stage,
        { id: 7, ...started, ended_on: 1_240, status: 1 },
        { id: 8, ended_on: 1_240, status: 1 },
        { id: 9, ended_on: 1_240 },
        { id: 10, started_on: null, ended_on: null, status: 1 },
      );
      const states = ['7', '8', '9', '10'].map(async (id) => (await records.get('copr-waiting', id)).state);
      expect(await Promise.all(states)).toEqual(['succeeded', 'succeeded', 'failed', 'waiting']);
    },
  );

  story(
    'names the builds that it does not know, and of several reports of one takes the last',
    async (stage) => {
      await stage.standin.records.create({ api: 'copr-waiting', attributes: { build_id: 7 } });
      const answer = await report(stage, { id: 8, status: 0 }, { id: 7, ...started }, { id: 7, copr_id: 1 });
      expect(answer.body).toEqual({ updated_builds_ids: [7], non_existing_builds_ids: [8] });
      expect((await stage.standin.records.get('copr-waiting', '7')).state).toBe('waiting');
    },
  );

  story('starts a build of the page when a backend does', async (stage) => {
    await report(stage, { id: 4, ...started });
    expect((await stage.standin.records.get('copr-waiting', '4')).state).toBe('running');
    const { builds } = (await stage.send('/waiting_builds/')).body;
    expect(builds.map(({ id }: never) => id)).toEqual([5]);
  });

  story('wants to know which builds, and at least one', async (stage) => {
    for (const json of [{}, { builds: [] }, { builds: [{ status: 1 }] }, { builds: 'all' }, []])
      expect((await stage.send('/update_builds/', { headers, json })).status).toBe(400);
    expect((await stage.send('/backend/update_builds/', { method: 'PUT', headers })).status).toBe(400);
    const read = await stage.send('/update_builds/');
    expect([read.status, read.headers.get('allow')]).toEqual([405, 'POST, PUT']);
    expect((await stage.send('/update_builds/new', { headers, json: {} })).status).toBe(404);
  });

  story(
    'asks for the one password, whatever the name beside it',
    async (stage) => {
      const as = (who: string) =>
        stage.send('/update_builds/', {
          headers: { authorization: `Basic ${btoa(who)}` },
          json: { builds: [{ id: 4 }] },
        });
      expect((await as('user:se:cret')).status).toBe(200);
      expect((await as(':se:cret')).status).toBe(200);
      for (const who of ['se:cret', 'user:secret', 'user:', 'user'])
        expect((await as(who)).status, who).toBe(401);
      const refused = await stage.send('/update_builds/', { json: { builds: [{ id: 4 }] } });
      expect(refused).toMatchObject({ status: 401, text: 'You have to provide the correct password' });
      expect(refused.headers.get('www-authenticate')).toBeNull();
      expect((await stage.send('/waiting_builds/')).status).toBe(200);
    },
    { credentials: { 'copr-waiting': ['se:cret'] } },
  );
});
