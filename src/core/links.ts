// The law of links, the same wherever there are any: a link leads to what it names.
import type { Law, Seen, Trail } from './law.ts';
import { isUnwilling } from './refusals.ts';

/** A link of a reply. */
export interface Lead {
  /** JSON Pointer to its address in the reply's body. */
  readonly pointer: string;
  /** Where it leads: as it stands, or if it is a template, as whoever follows it expands it. */
  readonly href: string;
  readonly clause: string;
  /** Whose other reading would have it lead elsewhere. */
  readonly errata?: readonly string[];
  /** The row that answers there, and which of the things that it shows, if that is known. */
  readonly to: { readonly operation: string; readonly name?: string | undefined };
}

/** How the links of an API are read. */
export interface Linking {
  readonly api: string;
  /** Rows whose replies have links. */
  readonly operations: readonly string[];
  leadsOf(seen: Seen): readonly Lead[];
  /** What a reply shows, named as leads name it; undefined if it does not say. */
  shownBy(seen: Seen): string | undefined;
}

interface Shown {
  readonly seen: Seen;
  readonly lead: Lead;
  /** Scene and address. */
  readonly key: string;
}

/** Holds each link against the first reply that came when it was followed in the same scene. */
export function linkLaw({ api, operations, leadsOf, shownBy }: Linking, clauses: readonly string[]): Law {
  return {
    id: `${api}/links-lead-where-they-say`,
    clauses,
    says: 'A link leads to what it names.',
    judge(trail, judge) {
      const links = trail
        .of(operations)
        .flatMap((seen) => leadsOf(seen).map((lead): Shown => ({ seen, lead, key: keyOf(seen, lead.href) })));
      // Whoever links to a thing again still says that it is there.
      const lastShown = new Map(links.map((link) => [targetOf(link), link.seen.number]));
      const asked = askedFor(trail);
      for (const link of links) {
        const { seen, lead, key } = link;
        const { to, pointer, clause, errata = [] } = lead;
        const reply = asked.get(key)?.find(({ number }) => number > seen.number);
        const right = reply && leadsTo(reply, to, shownBy, lastShown.get(targetOf(link))! > reply.number);
        if (right === undefined) continue;
        const expected = `a link to ${[to.operation, to.name].filter(Boolean).join(' ')}`;
        const actual = `${lead.href}, which led to ${whatCame(reply!, shownBy)} in exchange ${reply!.number}`;
        judge(right, { seen, pointer, clause, errata, expected, actual });
      }
    },
  };
}

/** The thing that a link leads to, by name if it has one. */
function targetOf({ seen, lead: { to }, key }: Shown): string {
  return to.name === undefined ? key : `${seen.scene} ${to.operation} ${to.name}`;
}

/** Whether a reply is what a link promised; undefined if that does not follow. */
function leadsTo(
  seen: Seen,
  { operation, name }: Lead['to'],
  shownBy: Linking['shownBy'],
  shownAgain: boolean,
): boolean | undefined {
  const { status } = seen.reply;
  // What is gone by now was perhaps there when it was linked to.
  if (status === 404 || status === 410) return shownAgain ? false : undefined;
  if (isUnwilling(status)) return undefined;
  if (status >= 300) return status >= 400 ? false : undefined;
  if (seen.operation !== operation) return false;
  if (seen.told === undefined) return undefined;
  return name === undefined || (shownBy(seen) ?? name) === name;
}

function whatCame(seen: Seen, shownBy: Linking['shownBy']): string {
  if (seen.reply.status >= 300) return `status ${seen.reply.status}`;
  const name = seen.told === undefined ? undefined : shownBy(seen);
  return [seen.operation ?? 'no row', name].filter(Boolean).join(' ');
}

function askedFor({ seen }: Trail): Map<string, Seen[]> {
  const asked = new Map<string, Seen[]>();
  for (const each of seen.filter(({ request }) => request.method === 'GET')) {
    const key = keyOf(each, each.request.url);
    const same = asked.get(key);
    if (same) same.push(each);
    else asked.set(key, [each]);
  }
  return asked;
}

/** A link may be relative to the exchange that shows it. */
function keyOf({ scene, request }: Seen, href: string): string {
  const url = URL.canParse(href, request.url) ? new URL(href, request.url).href : href;
  return `${scene} ${url}`;
}
