// The App List, where clients enter, and the apps on it.
import type { App, AppList, Schemas } from '../../../../schemas/entrecode/types.ts';
import type { OperationRequest, RequestHead } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { toIso } from '../../../core/time/duration.ts';
import { randomFor } from '../../../core/values/random.ts';
import { asProblem, problem } from '../auth.ts';
import type { PlatformFacts } from '../record.ts';
import { type AppFacts, appOf, type Part, parentsOf, partKinds } from './facts.ts';
import { byId, linkTo, options } from './links.ts';
import { requestsOne, toPage } from './lists.ts';
import { removePlatform } from './removal.ts';

const operation = operationsFor<Schemas>();
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
  responses: { 200: 'app-list', 400: 'problem' },
  when: (request) => !requestsOne('appID')(request),
  async handle(request, respond) {
    const platforms = await platformsIn(request);
    const page = await toPage(request, request.query ?? {}, {
      relation: 'ec:app',
      schemaName: 'app-list',
      path: root,
      items: await appsIn(request),
      keys: {
        appID: ({ appID }) => appID,
        title: ({ title }) => title,
        created: ({ created }) => created,
      },
      show: (app) => toApp(app, platforms, request),
      links: {
        'ec:app/by-id': byId('app', root, 'appID', request),
        'ec:apps/options': options(root, ['appID', 'created', 'title', 'title~'], request),
      },
    });
    if ('code' in page) return respond(400, page, asProblem);
    return respond(200, { msg: 'This is Standin in the part of the App Manager.', ...page } as AppList);
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
  responses: { 200: 'app', 400: 'problem', 404: 'problem' },
  when: requestsOne('appID'),
  async handle(request, respond) {
    const app = await appNamed(request, request.query.appID);
    if (!app) return respond(404, problem(3102, request, { detail: 'appID' }), asProblem);
    return respond(200, toApp(app, await platformsIn(request), request));
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
  responses: { 201: 'app', 400: 'problem' },
  when: ({ rawQuery }) => !rawQuery.has('appID'),
  async handle(request, respond) {
    const { title, hexColor } = request.body;
    const appID = await newId(request);
    const app = { ...appOf(appID), created: toIso(request.now), title, hexColor };
    for (const { kind, id, parent } of parentsOf(app))
      await request.store.putParent('entrecode', kind, id, parent);
    const shown = toApp(app, [], request);
    return respond(201, shown, { location: shown._links.self.href });
  },
});

const editApp = operation({
  id: 'edit-app',
  method: 'PUT',
  path: root,
  says: 'Changes the title and the color of an app.',
  clauses: [],
  source,
  request: 'edit-app.request',
  responses: { 200: 'app', 400: 'problem', 404: 'problem' },
  when: ({ rawQuery }) => rawQuery.has('appID'),
  async handle(request, respond) {
    const app = await appNamed(request, request.query.appID);
    if (!app) return respond(404, problem(3102, request, { detail: 'appID' }), asProblem);
    const { title, hexColor } = request.body;
    const edited = { ...app, title, hexColor };
    await request.store.putParent('entrecode', 'app', app.appID, { ...edited });
    return respond(200, toApp(edited, await platformsIn(request), request));
  },
});

const deleteApp = operation({
  id: 'delete-app',
  method: 'DELETE',
  path: root,
  says: 'Deletes an app, with its platforms, what they are made of, and their builds and deployments.',
  clauses: [],
  source,
  request: 'read-app.request',
  responses: { 204: null, 400: 'problem', 404: 'problem' },
  when: ({ rawQuery }) => rawQuery.has('appID'),
  async handle(request, respond) {
    const app = await appNamed(request, request.query.appID);
    if (!app) return respond(404, problem(3102, request, { detail: 'appID' }), asProblem);
    const { store } = request;
    for (const platform of await platformsIn(request))
      if (platform.appID === app.appID) await removePlatform(platform, request);
    for (const kind of partKinds)
      for (const part of (await store.parents('entrecode', kind)) as unknown as readonly Part[])
        if (part.appID === app.appID) await store.removeParent('entrecode', kind, part.id);
    await store.removeParent('entrecode', 'app', app.appID);
    return respond(204);
  },
});

export const apps = [listApps, readApp, createApp, editApp, deleteApp];

/** A UUID that no other call of this world is given. */
export async function newId({ world, store }: OperationRequest): Promise<string> {
  return randomFor(world.seed, 'entrecode ids', await store.serial('entrecode ids')).uuid();
}

export async function appsIn({ store }: OperationRequest): Promise<readonly AppFacts[]> {
  return (await store.parents('entrecode', 'app')) as unknown as readonly AppFacts[];
}

export async function appNamed({ store }: OperationRequest, appID: string): Promise<AppFacts | undefined> {
  return (await store.parent('entrecode', 'app', appID.toLowerCase())) as AppFacts | undefined;
}

export async function platformsIn({ store }: OperationRequest): Promise<readonly PlatformFacts[]> {
  return (await store.parents('entrecode', 'platform')) as unknown as readonly PlatformFacts[];
}

function toApp(app: AppFacts, platforms: readonly PlatformFacts[], request: RequestHead): App {
  const of = `?appID=${app.appID}`;
  const own = platforms.filter(({ appID }) => appID === app.appID);
  const filters = (kind: string) => ['appID', `${kind}ID`, `${kind}Type`, `${kind}Type~`];
  return {
    ...app,
    _links: {
      self: linkTo('app', `/${of}`, request),
      collection: linkTo('app-list', root, request),
      'ec:app/platforms': linkTo('platform-list', `/platform${of}`, request),
      'ec:app/platform/by-id': byId('platform', '/platform', 'platformID', request),
      'ec:app/platforms/options': options(
        `/platform${of}`,
        [...filters('platform'), 'title', 'title~'],
        request,
      ),
      'ec:app/codesources': linkTo('codesource-list', `/codesource${of}`, request),
      'ec:app/codesource/by-id': byId('codesource', '/codesource', 'codeSourceID', request),
      'ec:app/codesources/options': options(`/codesource${of}`, filters('codeSource'), request),
      'ec:app/datasources': linkTo('datasource-list', `/datasource${of}`, request),
      'ec:app/datasource/by-id': byId('datasource', '/datasource', 'dataSourceID', request),
      'ec:app/datasources/options': options(`/datasource${of}`, filters('dataSource'), request),
      'ec:app/targets': linkTo('target-list', `/target${of}`, request),
      'ec:app/target/by-id': byId('target', '/target', 'targetID', request),
      'ec:app/targets/options': options(`/target${of}`, filters('target'), request),
      ...(own.length > 0 && {
        'ec:app/platform': own.map(({ platformID, title }) => ({
          ...linkTo('platform', `/platform?platformID=${platformID}`, request),
          title,
        })),
      }),
    },
  };
}
