// The platforms of an app, and new ones. A single one is shown by the documented operations, as builds link to it.
import type { PlatformList, Schemas } from '../../../../schemas/entrecode/types.ts';
import type { OperationRequest, RequestHead } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { asProblem, problem } from '../auth.ts';
import type { PlatformFacts } from '../record.ts';
import { appNamed, newId, platformsIn } from './apps.ts';
import { type PartKind, type Uses, usesOf } from './facts.ts';
import { byId, linkTo, options } from './links.ts';
import { requestsOne, toPage } from './lists.ts';
import { showPlatform } from './platform.ts';
import { removePlatform } from './removal.ts';

const operation = operationsFor<Schemas>();
const source =
  'entrecode/ec.doc at 61954bd, doc/appmanager/resources/platform.md; entrecode/ec.sdk at e81ef4f, test/mocks/platform-*.json';
const path = '/platform';

const listPlatforms = operation({
  id: 'list-platforms',
  method: 'GET',
  path,
  says: 'Lists the platforms of an app, or of all.',
  clauses: [],
  source,
  request: 'list-platforms.request',
  responses: { 200: 'platform-list', 400: 'problem', 404: 'problem' },
  when: requestsPlatforms,
  async handle(request, respond) {
    const query = request.query ?? {};
    const { appID } = query;
    if (appID && !(await appNamed(request, appID)))
      return respond(404, problem(3102, request, { detail: 'appID' }), asProblem);
    const page = await toPage<PlatformFacts>(request, query, {
      relation: 'ec:app/platform',
      schemaName: 'platform-list',
      path,
      items: await platformsIn(request),
      keys: {
        appID: (facts) => facts.appID,
        platformID: (facts) => facts.platformID,
        platformType: (facts) => facts.platformType,
        title: (facts) => facts.title,
      },
      show: (facts) => showPlatform(facts, request),
      links: {
        'ec:apps': linkTo('app-list', '/', request),
        'ec:app/platform/by-id': byId('platform', path, 'platformID', request),
        'ec:app/platforms/options': options(
          appID ? `${path}?appID=${appID}` : path,
          ['appID', 'platformID', 'platformType', 'platformType~', 'title', 'title~'],
          request,
        ),
      },
    });
    if ('code' in page) return respond(400, page, asProblem);
    return respond(200, page as PlatformList);
  },
});

const createPlatform = operation({
  id: 'create-platform',
  method: 'POST',
  path,
  says: 'Creates a platform of an app.',
  clauses: [],
  source,
  request: 'create-platform.request',
  responses: { 201: 'platform', 400: 'problem', 404: 'problem' },
  when: ({ rawQuery }) => rawQuery.has('appID') && !rawQuery.has('platformID'),
  async handle(request, respond) {
    const app = await appNamed(request, request.query.appID);
    if (!app) return respond(404, problem(3102, request, { detail: 'appID' }), asProblem);
    const { platformType, title, config, _links } = request.body;
    const platformID = await newId(request);
    const facts = { platformID, appID: app.appID, platformType, title, config };
    const platform: PlatformFacts = { ...facts, uses: usesIn(_links ?? {}, app.appID) };
    await request.store.putParent('entrecode', 'platform', platformID, { ...platform });
    const shown = await showPlatform(platform, request);
    return respond(201, shown, { location: shown._links.self.href });
  },
});

const editPlatform = operation({
  id: 'edit-platform',
  method: 'PUT',
  path,
  says: 'Changes a platform, as the client does; its links name what it is made of.',
  clauses: [],
  source: `${source}; lib/resources/PlatformResource.ts`,
  request: 'edit-platform.request',
  responses: { 200: 'platform', 400: 'problem', 404: 'problem' },
  when: ({ rawQuery }) => rawQuery.has('platformID'),
  async handle(request, respond) {
    const platform = await platformNamed(request, request.query.platformID);
    if (!platform) return respond(404, problem(3102, request, { detail: 'platformID' }), asProblem);
    const { platformType, title, config, _links } = request.body;
    const uses = usesIn(_links ?? {}, platform.appID, platform.uses);
    const edited: PlatformFacts = { ...platform, platformType, title, config, uses };
    await request.store.putParent('entrecode', 'platform', platform.platformID, { ...edited });
    return respond(200, await showPlatform(edited, request));
  },
});

const deletePlatform = operation({
  id: 'delete-platform',
  method: 'DELETE',
  path,
  says: 'Deletes a platform, with its builds and deployments.',
  clauses: [],
  source,
  request: 'read-platform.request',
  responses: { 204: null, 400: 'problem', 404: 'problem' },
  when: ({ rawQuery }) => rawQuery.has('platformID'),
  async handle(request, respond) {
    const platform = await platformNamed(request, request.query.platformID);
    if (!platform) return respond(404, problem(3102, request, { detail: 'platformID' }), asProblem);
    await removePlatform(platform, request);
    return respond(204);
  },
});

export const platforms = [listPlatforms, createPlatform, editPlatform, deletePlatform];

async function platformNamed({ store }: OperationRequest, platformID: string) {
  const id = platformID.toLowerCase();
  return (await store.parent('entrecode', 'platform', id)) as PlatformFacts | undefined;
}

/** Without an id a list is meant, if the request names the app or asks for a list. */
export function requestsPlatforms(request: RequestHead): boolean {
  const { rawQuery } = request;
  return !requestsOne('platformID')(request) && (rawQuery.has('appID') || rawQuery.has('_list'));
}

/** What the links of a platform name; for the rest what it used before, or what its app has from the beginning. */
function usesIn(links: Readonly<Record<string, unknown>>, appID: string, before = usesOf(appID)): Uses {
  const named = (kind: PartKind): readonly string[] => {
    const hrefs = [links[`ec:app/${kind}`] ?? []].flat().map((link) => `${(link as { href?: string }).href}`);
    const ids = hrefs.flatMap((href) => /ID=([0-9a-f-]{36})/i.exec(href)?.[1]?.toLowerCase() ?? []);
    return ids.length > 0 ? ids : before[kind];
  };
  return { codesource: named('codesource'), datasource: named('datasource'), target: named('target') };
}
