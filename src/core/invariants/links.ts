// The invariant of links: a link leads to what it names.
import type { Invariant, Seen, Trace } from './invariant.ts';
import { isUnwilling } from './refusals.ts';

/** A link of a response. */
export interface Lead {
  /** JSON Pointer to its address in the response's body. */
  readonly pointer: string;
  /** Where it leads; a template is given expanded. */
  readonly href: string;
  readonly clause: string;
  /** The erratum whose other reading leads to a refusal with 400, because a parameter is missing. */
  readonly errata?: readonly string[];
  /** The operation that answers there, and the name of the thing that it shows, if known. */
  readonly to: { readonly operation: string; readonly name?: string | undefined };
}

/** How the links of an API are read. */
export interface Linking {
  readonly api: string;
  /** Operations whose responses have links. */
  readonly operations: readonly string[];
  leadsOf(seen: Seen): readonly Lead[];
  /** The thing that a response shows, by the name that leads use; undefined if it does not say. */
  shownBy(seen: Seen): string | undefined;
}

interface Shown {
  readonly seen: Seen;
  readonly lead: Lead;
  /** Scene and address. */
  readonly key: string;
}

/** Compares each link with the first response to it in the same scene. */
export function linkInvariant(
  { api, operations, leadsOf, shownBy }: Linking,
  clauses: readonly string[],
): Invariant {
  return {
    id: `${api}/links-lead-where-they-say`,
    clauses,
    says: 'A link leads to what it names.',
    judge(trace, judge) {
      const links = trace
        .of(operations)
        .flatMap((seen) => leadsOf(seen).map((lead): Shown => ({ seen, lead, key: keyOf(seen, lead.href) })));
      // A later link to a thing still says that it is there.
      const lastShown = new Map(links.map((link) => [targetOf(link), link.seen.number]));
      const request = requested(trace);
      for (const link of links) {
        const { seen, lead, key } = link;
        const { to, pointer, clause } = lead;
        const response = request.get(key)?.find(({ number }) => number > seen.number);
        const right =
          response && leadsTo(response, to, shownBy, lastShown.get(targetOf(link))! > response.number);
        if (right === undefined) continue;
        const expected = `a link to ${[to.operation, to.name].filter(Boolean).join(' ')}`;
        const actual = `${lead.href}, which led to ${whatCame(response!, shownBy)} in exchange ${response!.number}`;
        const errata = response!.response.status === 400 ? lead.errata : [];
        judge(right, { seen, pointer, clause, expected, actual, ...(errata && { errata }) });
      }
    },
  };
}

/** The thing that a link leads to, by name if it has one. */
function targetOf({ seen, lead: { to }, key }: Shown): string {
  return to.name === undefined ? key : `${seen.scene} ${to.operation} ${to.name}`;
}

/** Whether a response is what a link promised; undefined if that is unknown. */
function leadsTo(
  seen: Seen,
  { operation, name }: Lead['to'],
  shownBy: Linking['shownBy'],
  shownAgain: boolean,
): boolean | undefined {
  const { status } = seen.response;
  // What is gone now may have been there when it was linked to.
  if (status === 404 || status === 410) return shownAgain ? false : undefined;
  if (isUnwilling(status)) return undefined;
  if (status >= 300) return status >= 400 ? false : undefined;
  if (seen.operation !== operation) return false;
  if (seen.content === undefined) return undefined;
  return name === undefined || (shownBy(seen) ?? name) === name;
}

function whatCame(seen: Seen, shownBy: Linking['shownBy']): string {
  if (seen.response.status >= 300) return `status ${seen.response.status}`;
  const name = seen.content === undefined ? undefined : shownBy(seen);
  return [seen.operation ?? 'no operation', name].filter(Boolean).join(' ');
}

function requested({ seen }: Trace): Map<string, Seen[]> {
  const request = new Map<string, Seen[]>();
  for (const each of seen.filter(({ request }) => request.method === 'GET')) {
    const key = keyOf(each, each.request.url);
    const same = request.get(key);
    if (same) same.push(each);
    else request.set(key, [each]);
  }
  return request;
}

/** A link may be relative to the exchange that shows it. */
function keyOf({ scene, request }: Seen, href: string): string {
  const url = URL.canParse(href, request.url) ? new URL(href, request.url).href : href;
  return `${scene} ${url}`;
}
