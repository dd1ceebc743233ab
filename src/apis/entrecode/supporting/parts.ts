// What platforms are made of and deployed to: code sources, data sources and targets. Three kinds, one way to list, read
// and create them.
import type { Schemas } from '../../../../schemas/entrecode/types.ts';
import type { OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { asProblem, problem } from '../auth.ts';
import { appNamed, newId, platformsIn } from './apps.ts';
import { type Part, type PartKind, partKinds } from './facts.ts';
import { byId, linkTo, options } from './links.ts';
import { requestsOne, toPage } from './lists.ts';
import { about, partNamed, toPart, unknown, usedBy, words } from './part.ts';

const operation = operationsFor<Schemas>();

type ListQuery = Readonly<Record<string, string | number | boolean | undefined>> & { readonly sort?: string };

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

function editOperation(kind: PartKind) {
  const { stem, noun } = words[kind];
  const id = `${stem}ID`;
  return operation({
    ...about(kind),
    id: `edit-${kind}`,
    method: 'PUT',
    says: `Changes the type and the configuration of a ${noun}.`,
    request: `edit-${kind}.request`,
    responses: { 200: kind, 400: 'problem', 404: 'problem' },
    when: ({ rawQuery }) => rawQuery.has(id),
    async handle(request, respond) {
      const wanted = (request.query as unknown as Record<string, string>)[id]!;
      const part = await partNamed(request, kind, wanted);
      if (!part) return respond(404, unknown(id, request), asProblem);
      const given = request.body as unknown as Record<string, string> & Pick<Part, 'config'>;
      const edited = { ...part, type: given[`${stem}Type`]!, config: given.config };
      await request.store.putParent('entrecode', kind, part.id, edited);
      return respond(200, toPart(kind, edited, await platformsIn(request), request) as never);
    },
  });
}

function deleteOperation(kind: PartKind) {
  const { stem, noun } = words[kind];
  const id = `${stem}ID`;
  return operation({
    ...about(kind),
    id: `delete-${kind}`,
    method: 'DELETE',
    says: `Deletes a ${noun} that no platform uses.`,
    request: `read-${kind}.request`,
    responses: { 204: null, 400: 'problem', 403: 'problem', 404: 'problem' },
    when: ({ rawQuery }) => rawQuery.has(id),
    async handle(request, respond) {
      const wanted = (request.query as unknown as Record<string, string>)[id]!;
      const part = await partNamed(request, kind, wanted);
      if (!part) return respond(404, unknown(id, request), asProblem);
      const platforms = await platformsIn(request);
      if (platforms.some((platform) => usedBy(platform)[kind].includes(part.id)))
        return respond(403, problem(3370, request), asProblem);
      await request.store.removeParent('entrecode', kind, part.id);
      return respond(204);
    },
  });
}

export const parts = partKinds.flatMap((kind) => [
  ...[listOperation(kind), readOperation(kind), createOperation(kind)],
  ...[editOperation(kind), deleteOperation(kind)],
]);

async function partsIn({ store }: OperationRequest, kind: PartKind): Promise<readonly Part[]> {
  return (await store.parents('entrecode', kind)) as unknown as readonly Part[];
}
