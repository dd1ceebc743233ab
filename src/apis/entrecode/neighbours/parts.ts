// What platforms are made of and deployed to: code sources, data sources and targets. Three kinds, one way to list, read
// and create them.
import type { Shapes } from '../../../../schemas/entrecode/types.ts';
import { type Asked, type Call, operationsFor } from '../../../core/operation.ts';
import { asProblem, problem } from '../door.ts';
import type { PlatformFacts } from '../record.ts';
import { appNamed, newId, platformsIn } from './apps.ts';
import { type Part, type PartKind, partKinds, usesOf } from './facts.ts';
import { byId, linkTo, options } from './links.ts';
import { asksForOne, toPage } from './lists.ts';

const operation = operationsFor<Shapes>();

/** How a kind is called: in ids and types, and in sentences. */
const words = {
  codesource: { stem: 'codeSource', noun: 'code source' },
  datasource: { stem: 'dataSource', noun: 'data source' },
  target: { stem: 'target', noun: 'target' },
} as const;

type ListQuery = Readonly<Record<string, string | number | boolean | undefined>> & { readonly sort?: string };

const unknown = (detail: string, call: Asked) => problem(3102, call, { detail });

/** What the rows of a kind have in common. */
function about(kind: PartKind) {
  const source = `entrecode/ec.doc at 61954bd, doc/appmanager/resources/${kind}.md; entrecode/ec.sdk at e81ef4f, test/mocks/${kind}-*.json`;
  return { path: `/${kind}`, clauses: [], source };
}

function listRow(kind: PartKind) {
  const { stem, noun } = words[kind];
  const { path } = about(kind);
  const id = `${stem}ID`;
  return operation({
    ...about(kind),
    id: `list-${kind}s`,
    method: 'GET',
    says: `Lists the ${noun}s of an app, or of all.`,
    request: `list-${kind}s.request`,
    replies: { 200: `${kind}-list`, 400: 'problem', 404: 'problem' },
    when: (asked) => !asksForOne(id)(asked),
    async handle(call, reply) {
      const query = (call.query ?? {}) as ListQuery;
      const appID = query.appID as string | undefined;
      if (appID && !(await appNamed(call, appID))) return reply(404, unknown('appID', call), asProblem);
      const platforms = await platformsIn(call);
      const base = appID ? `${path}?appID=${appID}` : path;
      const filters = ['appID', id, `${stem}Type`, `${stem}Type~`];
      const page = await toPage<Part>(call, query, {
        relation: `ec:app/${kind}`,
        shape: `${kind}-list`,
        path,
        items: await partsIn(call, kind),
        keys: { appID: (part) => part.appID, [id]: (part) => part.id, [`${stem}Type`]: ({ type }) => type },
        show: (part) => toPart(kind, part, platforms, call),
        links: {
          'ec:apps': linkTo('app-list', '/', call),
          [`ec:app/${kind}/by-id`]: byId(kind, path, id, call),
          [`ec:app/${kind}s/options`]: options(base, filters, call),
        },
      });
      if ('code' in page) return reply(400, page, asProblem);
      return reply(200, page as never);
    },
  });
}

function readRow(kind: PartKind) {
  const { stem, noun } = words[kind];
  const id = `${stem}ID`;
  return operation({
    ...about(kind),
    id: `read-${kind}`,
    method: 'GET',
    says: `Shows one ${noun}.`,
    request: `read-${kind}.request`,
    replies: { 200: kind, 400: 'problem', 404: 'problem' },
    when: asksForOne(id),
    async handle(call, reply) {
      const wanted = (call.query as unknown as Record<string, string>)[id]!;
      const part = await partNamed(call, kind, wanted);
      if (!part) return reply(404, unknown(id, call), asProblem);
      return reply(200, toPart(kind, part, await platformsIn(call), call) as never);
    },
  });
}

function createRow(kind: PartKind) {
  const { stem, noun } = words[kind];
  return operation({
    ...about(kind),
    id: `create-${kind}`,
    method: 'POST',
    says: `Creates a ${noun} of an app.`,
    request: `create-${kind}.request`,
    replies: { 201: kind, 400: 'problem', 404: 'problem' },
    when: ({ rawQuery }) => !rawQuery.has(`${stem}ID`),
    async handle(call, reply) {
      const app = await appNamed(call, call.query.appID);
      if (!app) return reply(404, unknown('appID', call), asProblem);
      const given = call.body as unknown as Record<string, string> & Pick<Part, 'config'>;
      const { appID } = app;
      const part = { id: await newId(call), appID, type: given[`${stem}Type`]!, config: given.config };
      await call.store.putParent('entrecode', kind, part.id, part);
      const shown = toPart(kind, part, [], call);
      return reply(201, shown as never, { location: shown._links.self.href });
    },
  });
}

export const parts = partKinds.flatMap((kind) => [listRow(kind), readRow(kind), createRow(kind)]);

async function partsIn({ store }: Call, kind: PartKind): Promise<readonly Part[]> {
  return (await store.parents('entrecode', kind)) as unknown as readonly Part[];
}

export async function partNamed({ store }: Call, kind: PartKind, id: string): Promise<Part | undefined> {
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

function toPart(kind: PartKind, part: Part, platforms: readonly PlatformFacts[], call: Asked) {
  const { id, appID, type, config } = part;
  const { stem } = words[kind];
  const users = platforms.filter((platform) => usedBy(platform)[kind].includes(id));
  return {
    [`${stem}ID`]: id,
    [`${stem}Type`]: type,
    config,
    _links: {
      self: linkTo(kind, pathOfPart(kind, id), call),
      collection: linkTo(`${kind}-list`, `/${kind}?appID=${appID}`, call),
      'ec:app': linkTo('app', `/?appID=${appID}`, call),
      ...(users.length > 0 && {
        'ec:app/platform': users.map(({ platformID }) =>
          linkTo('platform', `/platform?platformID=${platformID}`, call),
        ),
      }),
      ...(kind === 'target' && {
        'ec:app/deployments': linkTo('deployment-list', `/platform/deployment?targetID=${id}`, call),
      }),
    },
  };
}
