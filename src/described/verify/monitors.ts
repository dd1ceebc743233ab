// Operations that a document marks as long-running: where their responses say to look, and what is found there.

import type { Explorer, Invariant, Judge, Seen } from '../../core/invariants/invariant.ts';
import { valueAt } from '../../core/values/pointer.ts';
import type { Description } from '../engine/model.ts';
import { isLongRunning } from '../presets/azure.ts';
import type { DocumentOperation } from '../source/contents.ts';
import { isObject } from '../source/library.ts';

/** How often a monitor is looked at. */
const mostLooks = 8;
const statusHeaders = ['operation-location', 'azure-asyncoperation'];

export function longRunning({ document }: Pick<Description, 'document'>): DocumentOperation[] {
  return document.operations.filter(isLongRunning);
}

export function monitorClause({ name }: Pick<Description, 'name'>, { id }: DocumentOperation): string {
  return `${name}/operation/${id}/monitor`;
}

/** Where a response says to look: at a status document, at the place of the result, else at the thing itself. */
function placeIn({ response, request }: Seen, before?: Place): Place | undefined {
  const status = statusHeaders.map((name) => response.headers[name]).find((href) => href !== undefined);
  if (status !== undefined) return { href: status, tellsStatus: true };
  if (before?.tellsStatus) return before;
  const location = response.headers.location;
  if (location !== undefined) return { href: location, tellsStatus: false };
  return before ?? (isGoing(response.body) ? { href: request.url, tellsStatus: false } : undefined);
}

interface Place {
  readonly href: string;
  readonly tellsStatus: boolean;
}

const over = /^(succeeded|failed|cancell?ed)$/i;
const wordOf = (body: unknown) => valueAt(body, '/status') ?? valueAt(body, '/properties/provisioningState');

function isGoing(body: unknown): boolean {
  const word = wordOf(body);
  return typeof word === 'string' && !over.test(word);
}

/** Whether there is nothing more to look for. A server in trouble may be asked again. */
function isOver({ response }: Seen, { tellsStatus }: Place): boolean {
  const { status, body } = response;
  if (status >= 500 || status === 408 || status === 429) return false;
  if (status >= 400) return true;
  return tellsStatus ? !isGoing(body) : status !== 202 && !isGoing(body);
}

/** Looks where the response to a long-running operation says, until that has ended or patience has. */
export async function followMonitor(explorer: Explorer, first: Seen): Promise<void> {
  if (first.response.status >= 300) return;
  let place = placeIn(first);
  for (let looks = 0; place && looks < mostLooks; looks++) {
    const seen = await explorer.follow(place.href);
    if (!seen || isOver(seen, place)) return;
    place = placeIn(seen, place);
  }
}

/** One promise for each operation, on the line that marks it. */
export function monitorInvariants(description: Description): Invariant[] {
  return longRunning(description).map((operation) => {
    const clause = monitorClause(description, operation);
    return {
      id: clause,
      clauses: [clause],
      says: `What is said of how ${operation.id} goes can be understood.`,
      judge(trace, judge) {
        for (const [index, seen] of trace.seen.entries())
          if (seen.operation === operation.id && seen.response.status < 300)
            judgeCourse([seen, ...lookedAt(seen, trace.seen.slice(index + 1))], clause, judge);
      },
    };
  });
}

/** The looks that followed a response, by what it and they said. */
function lookedAt(first: Seen, rest: readonly Seen[]): Seen[] {
  const looks: Seen[] = [];
  let place = placeIn(first);
  for (const seen of rest.slice(0, mostLooks)) {
    if (!place || seen.request.method !== 'GET' || !leadsTo(place.href, seen)) break;
    looks.push(seen);
    if (isOver(seen, place)) break;
    place = placeIn(seen, place);
  }
  return looks;
}

function leadsTo(href: string, { request }: Seen): boolean {
  const base = 'http://standin.localhost';
  return URL.canParse(href, base) && new URL(href, base).pathname.endsWith(request.path);
}

function judgeCourse(course: readonly Seen[], clause: string, judge: Judge): void {
  for (const [index, seen] of course.entries()) {
    const wait = seen.response.headers['retry-after'];
    if (wait !== undefined)
      judge(/^\d+$/.test(wait), {
        seen,
        clause,
        expected: 'a Retry-After in whole seconds',
        actual: wait,
      });
    const before = course[index - 1];
    if (!before) continue;
    const { status, body } = seen.response;
    const place = placeIn(before)!;
    if (place?.href !== undefined)
      judge(status !== 404, {
        seen,
        clause,
        expected: `something at ${place.href}, where the response before says to look`,
        actual: `status ${status}`,
      });
    if (
      status === 200 &&
      course.slice(0, index).some((each) => statusHeaders.some((name) => each.response.headers[name]))
    )
      judge(isObject(body) && typeof body.status === 'string' && isJson(seen.response.text), {
        seen,
        clause,
        pointer: '/status',
        expected: 'a status document, which says by a word how it goes',
        actual: isObject(body) && isJson(seen.response.text) ? body : seen.response.text.slice(0, 200),
      });
  }
}

/** Whether a client can read it: `body` also has what a text means that lacks its last bracket, so that this hides no other fault. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
