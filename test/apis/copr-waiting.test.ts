// The story of a build that waits at the frontend of 2012, until it starts or is canceled.
import { expect } from 'vitest';
import { documentsOf } from '../../src/core/api/documents.ts';
import { parseLeniently } from '../_diff.ts';
import { stories } from '../_standin.ts';
import {
  buildsOf,
  codedStories,
  idsOf,
  type Listed,
  type Submitted,
  waitingStories,
} from './_waiting-stories.ts';

const list = '/waiting_builds/';
const printed = documentsOf('copr-waiting').exchanges['list-waiting-builds.documented']?.response.text;

const self = { api: 'copr-waiting', attributes: (build: Submitted) => build };

stories('copr-waiting', (story) => {
  waitingStories(story, self);
  codedStories(story, self);

  story('puts exactly one space between pkgs, chroots and repos', async (stage) => {
    const attributes = {
      pkgs: ['http://a/1.src.rpm', 'http://a/2.src.rpm', 'http://a/3.src.rpm'],
      chroots: ['epel-9-x86_64', 'epel-9-aarch64'],
      repos: ['http://b/', 'https://c/d'],
    };
    await stage.standin.records.create({ api: 'copr-waiting', attributes });
    expect((await buildsOf(stage)).at(-1)).toMatchObject({
      pkgs: 'http://a/1.src.rpm http://a/2.src.rpm http://a/3.src.rpm',
      chroots: 'epel-9-x86_64 epel-9-aarch64',
      copr: { chroots: 'epel-9-x86_64 epel-9-aarch64', repos: 'http://b/ https://c/d' },
    });
  });

  story('gives builds lifelike items: no stray blanks, one release for a copr', async (stage) => {
    await stage.standin.records.command('copr-waiting', '4', 'cancel');
    await stage.standin.presets.create({ api: 'copr-waiting', name: 'eleven-builds-wait' });
    for (const { pkgs, chroots, copr } of await buildsOf(stage)) {
      for (const text of [pkgs, chroots, copr.chroots, copr.repos ?? 'none'])
        expect(text).toMatch(/^\S+( \S+)*$/);
      const releases = (copr.chroots as string).split(' ').map((each) => each.replace(/-[^-]+$/, ''));
      expect(new Set(releases).size).toBe(1);
    }
  });

  story('takes no build with chroots of two releases or with blanks in its items', async ({ standin }) => {
    const created = (attributes: object) =>
      standin.records.create({ api: 'copr-waiting', attributes: attributes as Record<string, unknown> });
    await expect(created({ chroots: ['fedora-41-x86_64', 'fedora-42-x86_64'] })).rejects.toMatchObject({
      status: 400,
      detail: "'chroots' are of 2 releases: fedora-41, fedora-42.",
    });
    const changed = { chroots: ['epel-9-i386'], copr_chroots: ['epel-9-i386', 'epel-10-i386'] };
    await expect(created(changed)).rejects.toMatchObject({
      status: 400,
      detail: "'copr_chroots' are of 2 releases: epel-9, epel-10.",
    });
    for (const bad of [
      { pkgs: ['http://a/b c.rpm'] },
      { repos: ['not a url'] },
      { chroots: [] },
      { chroots: ['fedora'] },
      { build_id: 0 },
    ])
      await expect(created(bad), JSON.stringify(bad)).rejects.toMatchObject({ title: 'Bad attribute' });
  });

  story(
    'refuses in HTML what it does not know: other methods, other addresses, long bodies',
    async ({ send }) => {
      const html = 'text/html; charset=utf-8';
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const { status, headers, text } = await send(list, { method });
        expect([status, headers.get('allow'), headers.get('content-type')], method).toEqual([
          405,
          'GET',
          html,
        ]);
        expect(text).toContain('<h1>Method Not Allowed</h1>');
      }
      for (const path of [`${list}5`, `${list}5/`, `${list}x/y`]) {
        const { status, headers } = await send(path);
        expect([status, headers.get('content-type')], path).toEqual([404, html]);
      }
      const long = await send(list, { method: 'POST', body: 'x'.repeat(101) });
      expect([long.status, long.headers.get('content-type')]).toEqual([413, html]);
      const preferred = await send(list, { headers: { prefer: 'code=503' } });
      expect([preferred.status, preferred.headers.get('content-type')]).toEqual([503, html]);
    },
    { limits: { body: 100 } },
  );

  story(
    'is the printed text in literal, to the last comma, and a JSON parser refuses it',
    async ({ standin, send }) => {
      const { text, headers } = await send(list);
      expect(text).toBe(printed);
      expect(headers.get('content-type')).toBe('application/json');
      expect(() => JSON.parse(text)).toThrow(SyntaxError);
      for (const id of ['4', '5']) await standin.records.command('copr-waiting', id, 'cancel');
      expect((await send(list)).text).toBe('{\n  "builds": []\n}');
    },
    { profile: 'literal' },
  );

  story(
    'puts the newest of the ten oldest first in literal, with nothing else changed',
    async ({ standin, send }) => {
      for (let build_id = 6; build_id <= 14; build_id++) {
        await standin.records.create({
          api: 'copr-waiting',
          attributes: { build_id },
          lasts: { waiting: '1h' },
        });
        await standin.clock.advance('1s');
      }
      const ids = (parseLeniently((await send(list)).text) as Listed).builds.map((each: Listed) => each.id);
      expect(ids).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4]);
    },
    { profile: 'literal' },
  );

  for (const [erratum, sees] of [
    ['copr-waiting/order', { ids: [5, 4], canceled: false, json: true }],
    ['copr-waiting/canceled-null', { ids: [4, 5], canceled: null, json: true }],
    ['copr-waiting/trailing-comma', { ids: [4, 5], canceled: false, json: false }],
  ] as const) {
    story(
      `changes one thing where ${erratum} alone is literal`,
      async ({ send }) => {
        const { text, body } = await send(list);
        const { builds } = parseLeniently(text) as Listed;
        expect(builds.map((build: Listed) => build.id)).toEqual(sees.ids);
        for (const build of builds) expect(build.canceled).toBe(sees.canceled);
        expect(body !== undefined).toBe(sees.json);
      },
      { readings: { [erratum]: 'literal' } },
    );
  }

  story(
    'sends in observed what the service sends and its backend needs',
    async (stage) => {
      const builds = await buildsOf(stage);
      expect(builds.map((build) => build.id)).toEqual([4, 5]);
      expect(builds[0]).toEqual({
        id: 4,
        user_id: 1,
        pkgs: 'http://foo/pkg-1.src.rpm http://foo/spam-2.src.rpm',
        chroots: 'fedora-rawhide-i386',
        repos: 'http://foo/repo http://bar/repo',
        canceled: false,
        submitted_on: 1351153692,
        started_on: null,
        ended_on: null,
        results: null,
        memory_reqs: 2048,
        timeout: 1800,
        copr: { id: 3, name: 'baz', owner: { id: 1, name: 'ann' } },
      });
      expect(builds[1].repos).toBe(null);
    },
    { profile: 'observed' },
  );

  story(
    'in observed answers at either address, and sends on to the whole of it',
    async (stage) => {
      const { send } = stage;
      await stage.standin.records.create({ api: 'copr-waiting', attributes: { build_id: 7 } });
      const later = '/backend/waiting_builds';
      expect((await send(`${later}/`)).body).toEqual((await send(list)).body);
      expect(await idsOf(stage)).toEqual([4, 5, 7]);
      const { status, headers } = await send(later);
      expect(status).toBe(301);
      expect(headers.get('location')).toMatch(/^http:\/\/[^/]+\/backend\/waiting_builds\/$/);
    },
    { profile: 'observed' },
  );

  story('takes no build that contradicts its copr, but lets its chroots change', async (stage) => {
    const created = (attributes: object) =>
      stage.standin.records.create({ api: 'copr-waiting', attributes: { ...attributes } });
    for (const [name, value] of Object.entries({ owner_id: 7, owner: 'zoe', copr: 'tools', repos: null })) {
      const refused = { status: 409, title: 'Contradiction', given: { [name]: value } };
      await expect(created({ copr_id: 3, [name]: value }), name).rejects.toMatchObject(refused);
    }
    await expect(created({ copr_id: 5, repos: ['http://foo/repo'] })).rejects.toMatchObject({
      detail: 'copr_id 5 already has repos null, but repos ["http://foo/repo"] was given.',
    });
    expect(await idsOf(stage)).toEqual([4, 5]);
    await created({ copr_id: 5, copr: 'ff2', owner_id: 2, repos: null, copr_chroots: ['fedora-18-i386'] });
    expect((await buildsOf(stage)).at(-1).copr).toMatchObject({ name: 'ff2', chroots: 'fedora-18-i386' });
  });

  story('takes no id that its database could not hold', async ({ standin }) => {
    const created = (attributes: object) =>
      standin.records.create({ api: 'copr-waiting', attributes: { ...attributes } });
    for (const name of ['build_id', 'copr_id', 'user_id', 'owner_id'])
      await expect(created({ [name]: 2 ** 53 }), name).rejects.toMatchObject({ status: 400 });
    await created({ build_id: 2_147_483_647 });
    await expect(created({})).rejects.toMatchObject({ status: 409, title: 'No ids left' });
  });
});
