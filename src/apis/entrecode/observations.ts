// What a response of the App Manager shows: builds, their page, and the targets of its links.
import type { Build, BuildEvent, BuildList, Link, Platform } from '../../../schemas/entrecode/types.ts';
import type { Observation, Seen, Trace } from '../../core/invariants/invariant.ts';
import type { Lead } from '../../core/invariants/links.ts';
import type { Entry } from '../../core/invariants/list.ts';
import { perPage } from './wire.ts';

export const list = 'list-builds';
export const alone = ['read-build', 'create-build'];
const platform = 'read-platform';

/** The builds of one response; a list may show its only one without an array around it. */
export function entriesOf({ operation, content }: Seen): readonly Entry<Build>[] {
  if (alone.includes(operation!)) return [{ entry: content as Build, pointer: '' }];
  if (operation !== list) return [];
  const pointer = '/_embedded/ec:app~1build';
  const embedded = (content as BuildList)._embedded?.['ec:app/build'] ?? [];
  if (!Array.isArray(embedded)) return [{ entry: embedded, pointer }];
  return embedded.map((entry, index) => ({ entry, pointer: `${pointer}/${index}` }));
}

/** Every build of every response. */
export function everyEntry(trace: Trace): readonly (Entry<Build> & { readonly seen: Seen })[] {
  return trace.of([list, ...alone]).flatMap((seen) => entriesOf(seen).map((each) => ({ seen, ...each })));
}

/** Which build it is: the request for one build says so; else its id, or its self link where that is broken. */
export function idOf({ buildID, _links }: Build, { operation, request }: Seen): string | undefined {
  const asked = operation === 'read-build' ? request.query.get('buildID') : undefined;
  const linked = parameterOf(_links?.self?.href ?? '', 'buildID');
  return asked ?? (typeof buildID === 'number' ? `${buildID}` : linked);
}

export function observations(seen: Seen): readonly Observation[] {
  return entriesOf(seen).flatMap(({ entry, pointer }) => {
    const id = idOf(entry, seen);
    if (id === undefined) return [];
    const { started, finished, successful, comment, _links } = entry;
    const platformID = platformOf(entry);
    return {
      seen,
      pointer,
      id,
      states: [successful],
      params: { buildID: Number(id), ...(platformID !== undefined && { platformID }) },
      facts: {
        started,
        finished,
        comment,
        buildLocation: placeOf(entry),
        '_links/self/href': _links?.self?.href,
        '_links/ec:app/href': _links?.['ec:app']?.href,
        '_links/ec:app~1platform/href': _links?.['ec:app/platform']?.href,
      },
      has: Array.isArray(entry.events) ? entry.events.map(kindOf) : [],
      times: {
        started: Date.parse(started),
        finished: finished === undefined ? undefined : Date.parse(finished),
      },
    };
  });
}

/** The meaning of an event by its members, whatever its text. */
function kindOf({ buildEventType, temporary, info }: BuildEvent): string {
  const about = Object.keys((info ?? {}) as object).sort();
  return `${temporary ? 'temporary ' : ''}${buildEventType} event${about.length > 0 ? ` with ${about.join(', ')}` : ''}`;
}

/** The URL of the result, without the signature, which may differ for each request. */
function placeOf({ buildLocation }: Build): string | undefined {
  if (!buildLocation) return undefined;
  const { config } = buildLocation;
  return 'url' in config ? config.url.split('?')[0] : `${config.bucket}/${config.key}`;
}

/** The platform of a build, from its link, if that has the documented form. */
export function platformOf({ _links }: Build): string | undefined {
  return parameterOf(_links?.['ec:app/platform']?.href ?? '', 'platformID')?.toLowerCase();
}

export function parameterOf(href: string, name: string): string | undefined {
  return URL.canParse(href, anywhere)
    ? (new URL(href, anywhere).searchParams.get(name) ?? undefined)
    : undefined;
}
const anywhere = 'http://localhost';

/** The requested page of a list; undefined if nothing is promised about it. */
export function pageOf({ request: { query } }: Seen) {
  const page = Number(query.get('page') ?? 1);
  const size = Number(query.get('size') ?? perPage);
  if (!Number.isInteger(page) || !Number.isInteger(size) || page < 1 || size < 0) return undefined;
  if (size === 0) return page === 1 ? { page, offset: 0, limit: Number.POSITIVE_INFINITY } : undefined;
  return { page, offset: (page - 1) * size, limit: size };
}

/** What a response shows, named as a lead names it: a build, a platform, or a page of a platform's builds. */
export function shownBy({ operation, content, request }: Seen): string | undefined {
  if (operation === platform) return (content as Platform).platformID;
  if (operation !== list) return `${(content as Build).buildID}`;
  const { 'ec:app/platform': one, 'ec:platform': other } = (content as BuildList)._links;
  const whose = parameterOf((one ?? other)?.href ?? '', 'platformID')?.toLowerCase();
  return whose && pageName(whose, request.query.get('page') ?? 1, request.query.get('size') ?? perPage);
}

function pageName(platformID: string, page: unknown = 1, size: unknown = perPage): string {
  return `of ${platformID}, page ${page} by ${size}`;
}

/** Where the links of a response lead, as far as there are operations for it. */
export function leadsOf(seen: Seen): readonly Lead[] {
  if (seen.operation === platform) return leadsOfPlatform(seen.content as Platform);
  const inBuilds = entriesOf(seen).flatMap((each) => leadsOfBuild(each, seen.operation === 'create-build'));
  return seen.operation === list ? [...inBuilds, ...leadsOfList(seen)] : inBuilds;
}

type Links = Readonly<Record<string, Link | undefined>>;

/** The lead of one link as a list, which is empty without such a link. */
function lead(
  links: Links | undefined,
  [rel, at]: readonly [rel: string, at: string],
  [operation, name]: readonly [operation: string, name?: string | undefined],
  [clause, ...errata]: readonly string[],
): Lead[] {
  const href = links?.[rel]?.href;
  const pointer = `${at}/_links/${rel.replaceAll('/', '~1')}/href`;
  if (href === undefined) return [];
  return [{ pointer, href, clause: clause!, errata, to: { operation, name } }];
}

function leadsOfBuild({ entry, pointer }: Entry<Build>, isNew: boolean): Lead[] {
  const { buildID, _links } = entry;
  const whose = platformOf(entry);
  const one = isNew ? 'entrecode/create/poll' : 'entrecode/relations/self';
  const all = ['entrecode/relations/collection', 'entrecode/collection-link'];
  const page = whose && pageName(whose);
  return [
    ...lead(
      _links,
      ['self', pointer],
      ['read-build', `${buildID}`],
      [one, 'entrecode/platform-id-mandatory'],
    ),
    ...lead(_links, ['collection', pointer], [list, page], all),
    ...lead(_links, ['ec:app/platform', pointer], [platform, whose], ['entrecode/relations/platform']),
  ];
}

function leadsOfList(seen: Seen): Lead[] {
  const { _links } = seen.content as BuildList;
  const { query } = seen.request;
  const whose = query.get('platformID')?.toLowerCase();
  const number = Number(query.get('page') ?? 1);
  const numbers = { self: number, first: 1, prev: number - 1, next: number + 1 };
  const { curies: _, ...links } = _links;
  const byId = 'ec:app/build/by-id';
  const options = 'ec:app/builds/options';
  const expanded = { [options]: { href: expand(_links[options].href, { _list: true, platformID: whose }) } };
  const page = (at?: number) => whose && pageName(whose, at, at && (query.get('size') ?? perPage));
  return [
    ...Object.entries(numbers).flatMap(([rel, at]) =>
      lead(links, [rel, ''], [list, page(at)], ['entrecode/list']),
    ),
    ...['ec:app/platform', 'ec:platform'].flatMap((rel) =>
      lead(links, [rel, ''], [platform, whose], ['entrecode/relations/platform']),
    ),
    ...lead(expanded, [options, ''], [list, page()], ['entrecode/read/list', 'entrecode/options-template']),
    ...entriesOf(seen).flatMap(({ entry: { buildID } }) => {
      const one = { [byId]: { href: expand(_links[byId].href, { buildID }) } };
      return lead(one, [byId, ''], ['read-build', `${buildID}`], ['entrecode/read/single']);
    }),
  ];
}

function leadsOfPlatform({ platformID, _links: { 'ec:app/target': _, ..._links } }: Platform): Lead[] {
  return [
    ...lead(_links, ['self', ''], [platform, platformID], ['entrecode/relations/platform']),
    ...lead(_links, ['ec:app/builds', ''], [list, pageName(platformID)], ['entrecode/read/list']),
    ...lead(_links, ['ec:app/build/latest', ''], ['read-build'], ['entrecode/read/single']),
  ];
}

/** A template with these values in its query, as far as it offers them and does not set them itself. */
export function expand(template: string, values: Readonly<Record<string, unknown>>): string {
  const own = template.replaceAll(/\{.*?\}/g, '');
  return template.replaceAll(/\{([?&])([^}]*)\}/g, (_, sign: string, names: string) => {
    const pairs = names
      .split(',')
      .filter((name) => values[name] !== undefined && parameterOf(own, name) === undefined)
      .map((name) => `${name}=${encodeURIComponent(String(values[name]))}`);
    return pairs.length > 0 ? sign + pairs.join('&') : '';
  });
}
