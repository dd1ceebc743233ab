// What platforms are made of and deployed to: code sources, data sources and targets. Three kinds, one way to list, read
// and create them.
import type { Schemas } from '../../../../schemas/entrecode/types.ts';
import type { OperationRequest, RequestHead } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { asProblem, problem } from '../auth.ts';
import type { PlatformFacts } from '../record.ts';
import { appNamed, newId, platformsIn } from './apps.ts';
import { type Part, type PartKind, partKinds, usesOf } from './facts.ts';
import { byId, linkTo, options } from './links.ts';
import { requestsOne, toPage } from './lists.ts';

const operation = operationsFor<Schemas>();

/** How a kind is called: in ids and types, and in sentences. */
const words = {
  codesource: { stem: 'codeSource', noun: 'code source' },
  datasource: { stem: 'dataSource', noun: 'data source' },
  target: { stem: 'target', noun: 'target' },
} as const;

type ListQuery = Readonly<Record<string, string | number | boolean | undefined>> & { readonly sort?: string };

const unknown = (detail: string, request: RequestHead) => problem(3102, request, { detail });

/** What the operations of a kind have in common. */
function about(kind: PartKind) {
  const source = `entrecode/ec.doc at 61954bd, doc/appmanager/resources/${kind}.md; entrecode/ec.sdk at e81ef4f, test/mocks/${kind}-*.json`;
  return { path: `/${kind}`, clauses: [], source };
}

function listOperation(kind: PartKind) {
  const { stem, noun } = words[kind];
  const { path } = about(kind);
  const id = `${stem}ID`;
  return operation({
    ...about(kind),
    id: `list-${kind}s`,
    method: 'GET',
    says: `Lists the ${noun}s of an app, or of all.`,
    request: `list-${kind}s.request`,
    responses: { 200: `${kind}-list`, 400: 'problem', 404: 'problem' },
    when: (request) => !requestsOne(id)(request),
    async handle(request, respond) {
      const query = (request.query ?? {}) as ListQuery;
      const appID = query.appID as string | undefined;
      if (appID && !(await appNamed(request, appID)))
        return respond(404, unknown('appID', request), asProblem);
      const platforms = await platformsIn(request);
      const base = appID ? `${path}?appID=${appID}` : path;
      const filters = ['appID', id, `${stem}Type`, `${stem}Type~`];
      const page = await toPage<Part>(request, query, {
        relation: `ec:app/${kind}`,
        schemaName: `${kind}-list`,
        path,
        items: await partsIn(request, kind),
        keys: { appID: (part) => part.appID, [id]: (part) => part.id, [`${stem}Type`]: ({ type }) => type },
        show: (part) => toPart(kind, part, platforms, request),
        links: {
          'ec:apps': linkTo('app-list', '/', request),
          [`ec:app/${kind}/by-id`]: byId(kind, path, id, request),
          [`ec:app/${kind}s/options`]: options(base, filters, request),
        },
      });
      if ('code' in page) return respond(400, page, asProblem);
      return respond(200, page as never);
    },
  });
}

function readOperation(kind: PartKind) {
  const { stem, noun } = words[kind];
  const id = `${stem}ID`;
  return operation({
    ...about(kind),
    id: `read-${kind}`,
    method: 'GET',
    says: `Shows one ${noun}.`,
    request: `read-${kind}.request`,
    responses: { 200: kind, 400: 'problem', 404: 'problem' },
    when: requestsOne(id),
    async handle(request, respond) {
      const wanted = (request.query as unknown as Record<string, string>)[id]!;
      const part = await partNamed(request, kind, wanted);
      if (!part) return respond(404, unknown(id, request), asProblem);
      return respond(200, toPart(kind, part, await platformsIn(request), request) as never);
    },
  });
}

function createOperation(kind: PartKind) {
  const { stem, noun } = words[kind];
  return operation({
    ...about(kind),
    id: `create-${kind}`,
    method: 'POST',
    says: `Creates a ${noun} of an app.`,
    request: `create-${kind}.request`,
    responses: { 201: kind, 400: 'problem', 404: 'problem' },
    when: ({ rawQuery }) => !rawQuery.has(`${stem}ID`),
    async handle(request, respond) {
      const app = await appNamed(request, request.query.appID);
      if (!app) return respond(404, unknown('appID', request), asProblem);
      const given = request.body as unknown as Record<string, string> & Pick<Part, 'config'>;
      const { appID } = app;
      const part = { id: await newId(request), appID, type: given[`${stem}Type`]!, config: given.config };
      await request.store.putParent('entrecode', kind, part.id, part);
      const shown = toPart(kind, part, [], request);
      return respond(201, shown as never, { location: shown._links.self.href });
    },
  });
}

export const parts = partKinds.flatMap((kind) => [
  listOperation(kind),
  readOperation(kind),
  createOperation(kind),
]);

async function partsIn({ store }: OperationRequest, kind: PartKind): Promise<readonly Part[]> {
  return (await store.parents('entrecode', kind)) as unknown as readonly Part[];
}

export async function partNamed(
  { store }: OperationRequest,
  kind: PartKind,
  id: string,
): Promise<Part | undefined> {
  return (await store.parent('entrecode', kind, id.toLowerCase())) as Part | undefined;
}

/** Where a part of a kind lies. */
export function pathOfPart(kind: PartKind, id: string): string {
  return `/${kind}?${words[kind].stem}ID=${id}`;
}

/** What a platform uses: as it was created with, or else what its app has from the beginning. */
export function usedBy({ uses, appID }: PlatformFacts) {
  return uses ?? usesOf(appID);
}

function toPart(kind: PartKind, part: Part, platforms: readonly PlatformFacts[], request: RequestHead) {
  const { id, appID, type, config } = part;
  const { stem } = words[kind];
  const users = platforms.filter((platform) => usedBy(platform)[kind].includes(id));
  return {
    [`${stem}ID`]: id,
    [`${stem}Type`]: type,
    config,
    _links: {
      self: linkTo(kind, pathOfPart(kind, id), request),
      collection: linkTo(`${kind}-list`, `/${kind}?appID=${appID}`, request),
      'ec:app': linkTo('app', `/?appID=${appID}`, request),
      ...(users.length > 0 && {
        'ec:app/platform': users.map(({ platformID }) =>
          linkTo('platform', `/platform?platformID=${platformID}`, request),
        ),
      }),
      ...(kind === 'target' && {
        'ec:app/deployments': linkTo('deployment-list', `/platform/deployment?targetID=${id}`, request),
      }),
    },
  };
}
