// The mutants of the App Manager that do not follow from its schemas and operations.
import type { Build, BuildEvent, BuildList, Link, Platform } from '../../../schemas/entrecode/types.ts';
import type { Api } from '../../core/api/api.ts';
import type { OperationResponse, RequestHead } from '../../core/api/operation.ts';
import { changeResponses } from '../../core/mutants/mutant.ts';
import {
  answering,
  type Change,
  changingBody,
  changingQuery,
  changingResponse,
  ignoring,
  mutantsOf,
  remembering,
  withoutFirst,
  withoutLast,
} from '../../core/mutants/own-mutants.ts';
import { alone, list } from './observations.ts';
import { home as ours } from './record.ts';
import { buildsPath } from './wire.ts';

const lists = [list];
const create = ['create-build'];
const read = ['read-build'];
const everywhere = [list, ...alone];
const other = '0f8fad5b-d9cb-469f-a165-70867728950f';
const { platformID: home } = ours;
type Builds = readonly Build[];
/** Members of a build to change; undefined leaves one out. */
type Loose = { readonly [Name in keyof Build]?: Build[Name] | undefined };
type Query = Readonly<Record<string, unknown>>;

const query = (says: string, change: Parameters<typeof changingQuery>[2]) =>
  changingQuery(says, lists, change);
const page = (says: string, change: (list: BuildList) => BuildList) => changingBody(says, lists, change);

/** Changes the builds of a page and what it counts. */
function builds(says: string, change: (builds: Builds) => Builds): Change {
  return page(says, (body) => {
    const changed = change(buildsOf(body));
    return { ...withBuilds(body, changed), count: changed.length };
  });
}

/** Changes builds, alone and in lists. */
function build(
  says: string,
  change: (build: Build, look: number) => Loose,
  operations: readonly string[] = everywhere,
): Change {
  return changingBody<Build & Partial<BuildList>>(says, operations, (body, look) => {
    const changed = (each: Build) => ({ ...each, ...change(each, look) }) as Build;
    if (body._embedded)
      return { ...body, _embedded: { 'ec:app/build': [body._embedded['ec:app/build']].flat().map(changed) } };
    return body.buildID === undefined ? body : changed(body);
  });
}

/** Changes the builds that are in one of these states. */
function buildIn(
  states: readonly Build['successful'][],
  says: string,
  change: (build: Build, look: number) => Loose,
  operations?: readonly string[],
): Change {
  return build(
    says,
    (each, look) => (states.includes(each.successful) ? change(each, look) : {}),
    operations,
  );
}

/** Changes the events of builds. */
function events(
  says: string,
  change: (events: BuildEvent[], build: Build, look: number) => BuildEvent[],
  operations?: readonly string[],
): Change {
  return build(says, (each, look) => ({ events: change(each.events, each, look) }), operations);
}

/** Changes each event of builds. */
function event(
  says: string,
  change: (event: BuildEvent, build: Build, look: number) => Partial<BuildEvent>,
  operations?: readonly string[],
): Change {
  return events(
    says,
    (all, each, look) => all.map((one) => ({ ...one, ...change(one, each, look) })),
    operations,
  );
}

/** Changes where a link of a build leads. */
function link(
  rel: keyof Build['_links'],
  says: string,
  change: (href: string) => string,
  operations?: readonly string[],
): Change {
  return build(
    says,
    ({ _links }) => ({
      _links: { ..._links, [rel]: { ..._links[rel], href: change(_links[rel]?.href ?? '') } },
    }),
    operations,
  );
}

/** Changes where a link of a list leads; undefined removes it. */
function linkOfList(
  rel: keyof BuildList['_links'],
  says: string,
  change: (href: string) => string | undefined,
): Change {
  return page(says, ({ _links, ...rest }) => {
    const { [rel]: before, ...others } = _links as Record<string, Link | undefined>;
    const href = before && change(before.href);
    const changed = { ...others, ...(href !== undefined && { [rel]: { ...before, href } }) };
    return { ...rest, _links: changed as BuildList['_links'] };
  });
}

/** Changes where a link of a platform leads. */
function linkOfPlatform(
  rel: 'self' | 'ec:app/builds' | 'ec:app/build/latest',
  says: string,
  change: (href: string) => string,
): Change {
  return changingBody<Platform>(says, ['read-platform'], ({ _links, ...rest }) => {
    const before = _links[rel];
    return {
      ...rest,
      _links: { ..._links, ...(before && { [rel]: { ...before, href: change(before.href) } }) },
    };
  });
}

/** Changes the methods that a response allows. */
function allowed(says: string, change: (allow: string) => string): Change {
  const changed = (response: OperationResponse) => {
    const { allow, ...headers } = response.headers ?? {};
    return allow === undefined ? response : { ...response, headers: { ...headers, allow: change(allow) } };
  };
  return { says, mutate: (api) => changeResponses(api, changed) };
}

/** Changes what answers a creation. */
function created(says: string, change: (build: Build, sent: Partial<Build>) => Partial<Build>): Change {
  return answering(says, create, async (request, honest) => {
    const response = await honest(request);
    const body = response.body as Build;
    const sent = (request.body ?? {}) as Partial<Build>;
    return response.status === 201 ? { ...response, body: { ...body, ...change(body, sent) } } : response;
  });
}

/** Also answers PUT. */
function editable(api: Api): Api {
  const edit = {
    ...api.operations.find(({ id }) => id === 'read-build')!,
    id: 'edit-build',
    method: 'PUT',
    request: 'delete-build.request',
    when: ({ rawQuery }: RequestHead) => rawQuery.has('buildID'),
  } as const;
  return { ...api, operations: [...api.operations, edit] };
}

/** Answers with an empty list where the platformID is missing. */
function emptyWithoutPlatform(response: OperationResponse, operation?: string): OperationResponse {
  const { code, type } = (response.body ?? {}) as { code?: number; type?: string };
  if (operation !== list || code !== 3202) return response;
  const to = { href: `http://localhost${buildsPath}{?buildID}`, templated: true };
  const _links = {
    self: { href: buildsPath },
    curies: [{ name: 'ec', href: type!, templated: true }],
    'ec:app/build/by-id': to,
    'ec:app/builds/options': to,
    'ec:app/platform': to,
  };
  return {
    status: 200,
    headers: { 'content-type': 'application/hal+json' },
    body: { count: 0, total: 0, _links },
  };
}

const buildsOf = ({ _embedded }: BuildList): Builds => [_embedded?.['ec:app/build'] ?? []].flat();
/** A list with other builds; without _embedded if there are none. */
function withBuilds({ _embedded, ...rest }: BuildList, all: Builds): BuildList {
  return { ...rest, ...(all.length > 0 && { _embedded: { 'ec:app/build': [...all] } }) };
}
/** A list with fewer builds, counted so in its total. */
function withFewer(body: BuildList, all: Builds): BuildList {
  const total = body.total - buildsOf(body).length + all.length;
  return { ...withBuilds(body, all), count: all.length, total };
}

const later = (iso: string, ms: number) => new Date(Date.parse(iso) + ms).toISOString();
const elsewhere = (href: string) => href.replace(/platformID=[^&]*/, `platformID=${other}`);
const next = (href: string) => href.replace(/(?<=buildID=)\d+/, (id) => `${Number(id) + 1}`);
const nowhere = (href: string) => href.replace('/platform', '/platforms');
const turned = (by: number) => (href: string) =>
  href.replace(/(?<=page=)\d+/, (number) => `${Number(number) + by}`);
const result = { type: 'zipFile', config: { url: 'https://builds.example.com/any.zip' } } as const;
const inBucket = { type: 'zipFileFromS3', config: { key: 'a', size: 1, bucket: 'b' } } as const;
const ended = ['success', 'error'] as const;

export const mutants = mutantsOf('entrecode', {
  // The list.
  list: {
    'list/size-ignored': ignoring('size', lists),
    'list/page-ignored': ignoring('page', lists),
    'list/sort-ignored': ignoring('sort', lists),
    'list/buildID-ignored': ignoring('buildID', lists),
    'list/size-and-one': query('A page has one build more than its size.', (others) => ({
      ...others,
      ...(others.size > 0 && { size: others.size + 1 }),
    })),
    'list/size-20': query('Without a size, a page has 20 builds.', (others) => ({ size: 20, ...others })),
    'list/size-0-as-10': query('size 0 means ten builds, not all.', (others) => ({
      ...others,
      ...(others.size === 0 && { size: 10 }),
    })),
    'list/pages-from-0': query('The first page has number 0.', (others) => ({
      ...others,
      ...(others.page > 1 && { page: others.page + 1 }),
    })),
    'list/oldest-first': query('The oldest build comes first.', (others) => ({ sort: 'buildID', ...others })),
    'list/sort-reversed': query('A minus sorts up, and no sign sorts down.', ({ sort, ...others }) => ({
      ...others,
      ...(sort && { sort: sort.startsWith('-') ? sort.slice(1) : `-${sort.replace(/^[ +]/, '')}` }),
    })),
    'list/one-missing': builds('A page lacks its last build.', withoutLast),
    'list/one-less-in-all': page('No list has or counts the newest build.', (body) =>
      withFewer(body, withoutFirst(buildsOf(body))),
    ),
    'list/one-twice': page('The last build of a page replaces the one before it.', (body) => {
      const all = [...buildsOf(body)];
      if (all.length > 1) all[all.length - 2] = all.at(-1)!;
      return withBuilds(body, all);
    }),
    'list/count-of-all': page('count is the total.', (body) => ({ ...body, count: body.total })),
    'list/total-of-page': page('total is the count of the page.', (body) => ({ ...body, total: body.count })),
    'list/total-and-one': page('total is one too many.', (body) => ({ ...body, total: body.total + 1 })),
    'list/empty-embedded': page('An empty page embeds an empty list.', (body) => ({
      ...body,
      _embedded: body._embedded ?? ({ 'ec:app/build': [] } as unknown as NonNullable<BuildList['_embedded']>),
    })),
    'list/bare-if-one': page('A later page embeds its only build without a list.', (body) => {
      const [only, another] = buildsOf(body);
      return only && !another && body.total > 1 ? { ...body, _embedded: { 'ec:app/build': only } } : body;
    }),
    'list/next-missing': linkOfList('next', 'No page links to the next.', () => undefined),
    'list/prev-missing': linkOfList('prev', 'No page links to the previous.', () => undefined),
    'list/first-missing': linkOfList('first', 'No page links to the first.', () => undefined),
    'list/next-skips': linkOfList('next', 'next skips a page.', turned(1)),
    'list/next-stays': linkOfList('next', 'next leads to the page itself.', turned(-1)),
    'list/next-forgets-size': linkOfList('next', 'next has the default size.', (href) =>
      href.replace(/&size=\d+/, ''),
    ),
    'list/prev-to-itself': linkOfList('prev', 'prev leads to the page itself.', (href) =>
      href.includes('page=') ? turned(1)(href) : `${href}&page=2`,
    ),
    'list/first-second': linkOfList('first', 'first leads to the second page.', (href) => `${href}&page=2`),
    'list/self-first': linkOfList('self', 'Every page calls itself the first.', (href) =>
      href.replace(/&page=\d+/, ''),
    ),
    'list/always-next': page('The last page has a next one.', (body) => ({
      ...body,
      _links: { ...body._links, next: body._links.next ?? { href: `${body._links.self.href}&page=99` } },
    })),
    'create/not-listed': remembering(
      'No list has a new build.',
      [...create, list],
      () => new Set<number>(),
      async (hidden, request, honest) => {
        const response = await honest(request);
        if (response.status === 201) hidden.add((response.body as Build).buildID);
        if (response.status !== 200) return response;
        const body = response.body as BuildList;
        const shown = buildsOf(body).filter(({ buildID }) => !hidden.has(buildID));
        return { ...response, body: withFewer(body, shown) };
      },
    ),
  },

  // Links and relations.
  'read/single': {
    'list/ec-app-build-by-id-nowhere': linkOfList('ec:app/build/by-id', 'by-id leads nowhere.', nowhere),
    'list/ec-app-build-by-id-as-list': linkOfList('ec:app/build/by-id', 'by-id leads to lists.', (href) =>
      href.replace('{?buildID}', `?platformID=${other}{&build}`),
    ),
    'platform/ec-app-build-latest': linkOfPlatform('ec:app/build/latest', 'latest leads nowhere.', nowhere),
    'build/another': build('A read shows the next build.', ({ buildID }) => ({ buildID: buildID + 1 }), read),
    'unknown/shown': remembering(
      'An unknown build is answered with the last build that was read.',
      read,
      (): { last?: unknown } => ({}),
      async (memory, request, honest) => {
        const response = await honest(request);
        if (response.status === 200) memory.last = response.body;
        return response.status === 404 && memory.last ? { status: 200, body: memory.last } : response;
      },
    ),
  },
  'read/list': {
    'list/ec-app-builds-options-nowhere': linkOfList(
      'ec:app/builds/options',
      'options leads nowhere.',
      nowhere,
    ),
    'list/ec-app-builds-options-another': linkOfList(
      'ec:app/builds/options',
      'options is for another platform.',
      elsewhere,
    ),
    'platform/ec-app-builds': linkOfPlatform(
      'ec:app/builds',
      'ec:app/builds leads to the builds of another platform.',
      elsewhere,
    ),
  },
  'read/platform-id': {
    'unknown/any-platform': {
      says: 'Without a platformID, the list is empty.',
      mutate: (api) => changeResponses(api, emptyWithoutPlatform),
    },
  },
  'relations/self': {
    'links/self-next': link('self', 'self leads to the next build.', next),
    'links/self-nowhere': link('self', 'self leads nowhere.', nowhere, [...read, list]),
    'links/self-list': link(
      'self',
      'self leads to the list.',
      (href) => `${href}&_list=true&platformID=${other}`,
      lists,
    ),
    'methods/no-delete': allowed('A build only allows GET and PUT.', (allow) =>
      allow.replace('DELETE', 'PUT'),
    ),
  },
  'relations/collection': {
    'links/collection-another': link('collection', 'collection leads to another platform.', elsewhere),
    'links/collection-bare': link(
      'collection',
      'In a list, collection has no platformID.',
      (href) => href.split('?')[0]!,
      lists,
    ),
    'links/collection-page-2': link(
      'collection',
      'collection leads to the second page.',
      (href) => `${href}&page=2`,
    ),
    'methods/no-post': allowed('A list only allows GET.', (allow) => allow.replace(', POST', '')),
  },
  'relations/platform': {
    'list/ec-app-platform-another': linkOfList(
      'ec:app/platform',
      'A list links to another platform.',
      elsewhere,
    ),
    'links/ec-app-platform-another': link(
      'ec:app/platform',
      'A single build links to another platform.',
      elsewhere,
      read,
    ),
    'links/ec-app-platform-nowhere': link(
      'ec:app/platform',
      'The link to the platform leads nowhere.',
      nowhere,
    ),
    'platform/self': linkOfPlatform('self', 'self of a platform leads to another.', elsewhere),
  },
  'relations/app': {
    'links/ec-app-another': link(
      'ec:app',
      'A single build links to another app than in a list.',
      (href) => href.replace(/.$/, 'f'),
      read,
    ),
  },
  schema: {
    'links/profile-of-another': build('The profile of a build is that of a deployment.', ({ _links }) => ({
      _links: {
        ..._links,
        self: { ..._links.self, profile: 'https://schema.entrecode.de/schema-app/deployment' },
      },
    })),
  },

  // Other readings, where no probe looks.
  'build/status': {
    'readings/status-in-lists': build(
      'In a list, a build also has a status.',
      ({ successful }) => ({ status: successful }),
      lists,
    ),
    'readings/status-otherwise': build(
      'A new build has a status that differs from successful.',
      () => ({ status: 'error' }),
      create,
    ),
  },
  'build/properties': {
    'readings/creator-in-lists': build(
      'In a list, a build has a creator.',
      () => ({ creator: { email: 'ada@example.com', accountID: home } }),
      lists,
    ),
  },

  // The build and its state.
  'build/id': {
    'create/the-same': remembering(
      'Every creation answers with the build of the first one.',
      create,
      (): { first?: unknown } => ({}),
      async (memory, request, honest) => {
        const response = await honest(request);
        if (response.status !== 201) return response;
        memory.first ??= response.body;
        return { ...response, body: memory.first };
      },
    ),
  },
  'build/finished': {
    'build/finished-while-running': buildIn(['running'], 'A running build has an end.', ({ started }) => ({
      finished: started,
    })),
    'build/never-finished': buildIn(['success'], 'A successful build has no end.', () => ({
      finished: undefined,
    })),
    'build/failed-without-end': buildIn(['error'], 'A failed build has no end.', () => ({
      finished: undefined,
    })),
    'build/finished-before': buildIn(ended, 'A build ends before its start.', ({ started }) => ({
      finished: later(started, -1),
    })),
    'build/finishes-anew': buildIn(ended, 'Each response has a later end.', ({ finished }, look) => ({
      finished: later(finished!, look),
    })),
  },
  'build/started': {
    'build/started-otherwise-in-lists': build(
      'In a list, a build starts a second earlier.',
      ({ started }) => ({ started: later(started, -1_000) }),
      lists,
    ),
    'build/started-anew': build('Each response has an earlier start.', ({ started }, look) => ({
      started: later(started, -look),
    })),
  },
  'build/location': {
    'build/located-while-running': buildIn(['running'], 'A running build has a location.', () => ({
      buildLocation: result,
    })),
    'build/located-though-failed': buildIn(['error'], 'A failed build has a location.', () => ({
      buildLocation: result,
    })),
    'build/lost': buildIn(['success'], 'A successful build has no location.', () => ({
      buildLocation: undefined,
    })),
    'build/moved-in-lists': buildIn(
      ['success'],
      'In a list, a build has another location.',
      () => ({ buildLocation: result }),
      lists,
    ),
    'readings/s3-in-lists': buildIn(
      ['success'],
      'In a list, a build lies in a bucket.',
      () => ({ buildLocation: inBucket }),
      lists,
    ),
  },

  // Events.
  'build/events': {
    'events/lost': events('A read only has the last event.', (all) => all.slice(-1), read),
    'events/lost-at-the-end': events(
      'A build that has ended lacks its first event that is not temporary.',
      (all, { finished }) => {
        const first = all.findIndex(({ temporary }) => !temporary);
        return finished === undefined ? all : all.filter((_, index) => index !== first);
      },
    ),
    'events/reversed': events('Events are in reverse order.', (all) => all.toReversed()),
  },
  'event/id': {
    'events/all-one-id': event('All events of a build have the same id.', () => ({ buildEventID: 7 })),
    'events/ids-as-text-in-lists': event(
      'In a list, ids of events are text.',
      ({ buildEventID }) => ({ buildEventID: `${buildEventID}` }),
      lists,
    ),
  },
  'event/message': {
    'events/retold': event('Each response has other messages.', ({ message }, _, look) => ({
      message: `${message} ${look}`,
    })),
  },
  'event/timestamp': {
    'events/times-with-offset-in-lists': event(
      'In a list, times of events have an offset.',
      ({ timestamp }) => ({ timestamp: timestamp.replace('Z', '+00:00').replace(/\.\d+/, '') }),
      lists,
    ),
    'events/redated': event(
      'In a list, events happen a millisecond earlier.',
      ({ timestamp }) => ({ timestamp: later(timestamp, -1) }),
      lists,
    ),
    'events/too-early': event('Events happen before the start of the build.', (_, { started }) => ({
      timestamp: later(started, -5),
    })),
    'events/too-late': events('The last event happens after the end of the build.', (all, { finished }) =>
      finished === undefined
        ? all
        : [...withoutLast(all), ...all.slice(-1).map((last) => ({ ...last, timestamp: later(finished, 5) }))],
    ),
  },
  'event/temporary': {
    'events/never-closed': event('Every event is temporary.', () => ({ temporary: true })),
    'events/open-at-the-end': event('The last events of a build are temporary.', (each, { finished }) => ({
      temporary: each.temporary || each.timestamp === finished,
    })),
  },

  // Creating.
  create: {
    'create/comment-lost': build('A comment is not kept.', () => ({ comment: undefined })),
    'create/comment-otherwise': build('A comment is in capitals.', ({ comment }) =>
      comment === undefined ? {} : { comment: comment.toUpperCase() },
    ),
    'create/anywhere': answering(
      'A build can be created for an unknown platform.',
      create,
      async (request, honest) => {
        const response = await honest(request);
        return response.status === 404 ? honest({ ...request, query: { platformID: home } }) : response;
      },
    ),
  },
  'create/at-once': {
    'create/ended': build(
      'A new build has already succeeded.',
      ({ started }) => ({ successful: 'success', finished: started, buildLocation: result }),
      create,
    ),
    'create/not-yet-there': remembering(
      'The first read of a new build does not find it.',
      [...create, ...read],
      () => new Set<number>(),
      async (unseen, request, honest) => {
        const response = await honest(request);
        const { buildID } = response.body as Build;
        if (response.status === 201) unseen.add(buildID);
        return response.status === 200 && unseen.delete(buildID)
          ? honest({ ...request, query: { ...(request.query as Query), buildID: 2_147_483_645 } })
          : response;
      },
    ),
  },
  'create/effect': {
    'create/elsewhere': link(
      'ec:app/platform',
      'A new build belongs to another platform.',
      elsewhere,
      create,
    ),
  },
  'create/poll': {
    'links/self-of-new-nowhere': link('self', 'self of a new build leads nowhere.', nowhere, create),
    'links/self-of-new-next': link('self', 'self of a new build leads to the next.', next, create),
  },
  'not-writable': {
    'create/written': created('The client can set every property.', (_, sent) => sent),
    'create/started-by-client': created('The client can set the start.', ({ started }, sent) => ({
      started: sent.started ?? started,
    })),
  },

  // Deleting and editing.
  delete: {
    'delete/not-done': answering('A delete does nothing.', ['delete-build'], (request, honest) =>
      honest({ ...request, command: async (record) => record }),
    ),
    'delete/still-readable': remembering(
      'A deleted build can still be read.',
      read,
      () => new Map<number, unknown>(),
      async (known, request, honest) => {
        const response = await honest(request);
        const { buildID } = request.query as { buildID: number };
        if (response.status === 200) known.set(buildID, response.body);
        const body = known.get(buildID);
        return known.has(buildID) ? { ...response, status: 200, headers: {}, body } : response;
      },
    ),
    'delete/still-listed': remembering(
      'After a delete, the first list still has the build.',
      [list, 'delete-build'],
      (): { last?: BuildList } => ({}),
      async (memory, request, honest) => {
        const response = await honest(request);
        if (request.method === 'DELETE' || response.status !== 200) return response;
        const { last } = memory;
        const body = response.body as BuildList;
        memory.last = body;
        const isShorter =
          last !== undefined &&
          last._links.self.href === body._links.self.href &&
          last.total === body.total + 1;
        return isShorter ? { ...response, body: last } : response;
      },
    ),
    'delete/anything': changingResponse(
      'A delete of an unknown build succeeds.',
      ['delete-build'],
      (response) => (response.status === 404 ? { status: 200 } : undefined),
    ),
  },
  'no-editing': { 'edit/answered': { says: 'An edit answers 200.', mutate: editable } },
});
