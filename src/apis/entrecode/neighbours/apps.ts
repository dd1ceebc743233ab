// The App List, where clients enter, and the apps on it.
import type { App, AppList, Shapes } from '../../../../schemas/entrecode/types.ts';
import { type Asked, type Call, operationsFor } from '../../../core/operation.ts';
import { randomFor } from '../../../core/random.ts';
import { toIso } from '../../../core/time.ts';
import { asProblem, problem } from '../door.ts';
import type { PlatformFacts } from '../record.ts';
import { type AppFacts, appOf, parentsOf } from './facts.ts';
import { byId, linkTo, options } from './links.ts';
import { asksForOne, toPage } from './lists.ts';

const operation = operationsFor<Shapes>();
const source =
  'entrecode/ec.doc at 61954bd, doc/appmanager/resources/app.md; entrecode/ec.sdk at e81ef4f, test/mocks/app-*.json';
const root = '/';

const listApps = operation({
  id: 'list-apps',
  method: 'GET',
  path: root,
  says: 'Lists the apps, and greets: clients enter here.',
  clauses: [],
  source,
  request: 'list-apps.request',
  replies: { 200: 'app-list', 400: 'problem' },
  when: (asked) => !asksForOne('appID')(asked),
  async handle(call, reply) {
    const platforms = await platformsIn(call);
    const page = await toPage(call, call.query ?? {}, {
      relation: 'ec:app',
      shape: 'app-list',
      path: root,
      items: await appsIn(call),
      keys: {
        appID: ({ appID }) => appID,
        title: ({ title }) => title,
        created: ({ created }) => created,
      },
      show: (app) => toApp(app, platforms, call),
      links: {
        'ec:app/by-id': byId('app', root, 'appID', call),
        'ec:apps/options': options(root, ['appID', 'created', 'title', 'title~'], call),
      },
    });
    if ('code' in page) return reply(400, page, asProblem);
    return reply(200, { msg: 'This is Standin in the part of the App Manager.', ...page } as AppList);
  },
});

const readApp = operation({
  id: 'read-app',
  method: 'GET',
  path: root,
  says: 'Shows one app.',
  clauses: [],
  source,
  request: 'read-app.request',
  replies: { 200: 'app', 400: 'problem', 404: 'problem' },
  when: asksForOne('appID'),
  async handle(call, reply) {
    const app = await appNamed(call, call.query.appID);
    if (!app) return reply(404, problem(3102, call, { detail: 'appID' }), asProblem);
    return reply(200, toApp(app, await platformsIn(call), call));
  },
});

const createApp = operation({
  id: 'create-app',
  method: 'POST',
  path: root,
  says: 'Creates an app, with one source of each kind and one target.',
  clauses: [],
  source,
  request: 'create-app.request',
  replies: { 201: 'app', 400: 'problem' },
  when: ({ rawQuery }) => !rawQuery.has('appID'),
  async handle(call, reply) {
    const { title, hexColor } = call.body;
    const appID = await newId(call);
    const app = { ...appOf(appID), created: toIso(call.now), title, hexColor };
    for (const { kind, id, parent } of parentsOf(app))
      await call.store.putParent('entrecode', kind, id, parent);
    const shown = toApp(app, [], call);
    return reply(201, shown, { location: shown._links.self.href });
  },
});

export const apps = [listApps, readApp, createApp];

/** A UUID that no other call of this world is given. */
export async function newId({ world, store }: Call): Promise<string> {
  return randomFor(world.seed, 'entrecode ids', await store.serial('entrecode ids')).uuid();
}

export async function appsIn({ store }: Call): Promise<readonly AppFacts[]> {
  return (await store.parents('entrecode', 'app')) as unknown as readonly AppFacts[];
}

export async function appNamed({ store }: Call, appID: string): Promise<AppFacts | undefined> {
  return (await store.parent('entrecode', 'app', appID.toLowerCase())) as AppFacts | undefined;
}

export async function platformsIn({ store }: Call): Promise<readonly PlatformFacts[]> {
  return (await store.parents('entrecode', 'platform')) as unknown as readonly PlatformFacts[];
}

function toApp(app: AppFacts, platforms: readonly PlatformFacts[], call: Asked): App {
  const of = `?appID=${app.appID}`;
  const own = platforms.filter(({ appID }) => appID === app.appID);
  const filters = (kind: string) => ['appID', `${kind}ID`, `${kind}Type`, `${kind}Type~`];
  return {
    ...app,
    _links: {
      self: linkTo('app', `/${of}`, call),
      collection: linkTo('app-list', root, call),
      'ec:app/platforms': linkTo('platform-list', `/platform${of}`, call),
      'ec:app/platform/by-id': byId('platform', '/platform', 'platformID', call),
      'ec:app/platforms/options': options(
        `/platform${of}`,
        [...filters('platform'), 'title', 'title~'],
        call,
      ),
      'ec:app/codesources': linkTo('codesource-list', `/codesource${of}`, call),
      'ec:app/codesource/by-id': byId('codesource', '/codesource', 'codeSourceID', call),
      'ec:app/codesources/options': options(`/codesource${of}`, filters('codeSource'), call),
      'ec:app/datasources': linkTo('datasource-list', `/datasource${of}`, call),
      'ec:app/datasource/by-id': byId('datasource', '/datasource', 'dataSourceID', call),
      'ec:app/datasources/options': options(`/datasource${of}`, filters('dataSource'), call),
      'ec:app/targets': linkTo('target-list', `/target${of}`, call),
      'ec:app/target/by-id': byId('target', '/target', 'targetID', call),
      'ec:app/targets/options': options(`/target${of}`, filters('target'), call),
      ...(own.length > 0 && {
        'ec:app/platform': own.map(({ platformID, title }) => ({
          ...linkTo('platform', `/platform?platformID=${platformID}`, call),
          title,
        })),
      }),
    },
  };
}
