// What the service puts on a reply, and in which layout it writes it.
import type { Asked, Reply } from '../../../core/operation.ts';
import { observed } from '../errata.ts';

/** Of whom a reply is. `bare` are those that the service makes without looking at the request. */
export interface Wearer {
  readonly methods: readonly string[];
  readonly username?: string;
  /** Whether the path is one that the page does not describe: there the service is followed. */
  readonly beside?: boolean;
  readonly bare?: boolean;
}

/** A reply with what the service puts on every one, and in the layout that the client asks for. */
export function dress(reply: Reply, asked: Asked, wearer: Wearer): Reply {
  const { methods, username = 'admin', beside = false, bare = false } = wearer;
  const usual = bare ? {} : { es_version: '4.6', es_username: username, es_dc: 'main' };
  const headers =
    beside || observed('reply-headers', asked)
      ? { ...usual, allow: methods.join(', '), ...reply.headers }
      : reply.headers;
  const indented = beside || observed('indent', asked);
  const text = reply.body !== undefined && indented && indentOf(asked) > 0 && inLayout(reply.body, asked);
  return { ...reply, ...(headers && { headers }), ...(text && { text }) };
}

/** A body as text, indented as the client wants it. */
export function inLayout(body: unknown, asked: Asked): string {
  return JSON.stringify(body, null, indentOf(asked));
}

/** How far a client wants JSON indented: said in the first kind of body that it accepts with an indent. */
function indentOf(asked: Asked): number {
  const wanted = Number(/;\s*indent=(-?\d+)/.exec(asked.header('accept') ?? '')?.[1] ?? 0);
  return Math.max(0, Math.min(8, wanted));
}
