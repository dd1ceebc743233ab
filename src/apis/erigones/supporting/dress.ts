// What the service puts on a response, and in which layout it writes it.
import type { OperationResponse, RequestHead } from '../../../core/api/operation.ts';
import { observed } from '../errata.ts';

/** Of whom a response is. `bare` are those that the service makes without looking at the request. */
export interface Wearer {
  readonly methods: readonly string[];
  readonly username?: string;
  /** Whether the path is one that the page does not describe: there the service is followed. */
  readonly beside?: boolean;
  readonly bare?: boolean;
}

/** A response with what the service puts on every one, and in the layout that the client asks for. */
export function dress(response: OperationResponse, request: RequestHead, wearer: Wearer): OperationResponse {
  const { methods, username = 'admin', beside = false, bare = false } = wearer;
  const usual = bare ? {} : { es_version: '4.6', es_username: username, es_dc: 'main' };
  const headers =
    beside || observed('response-headers', request)
      ? { ...usual, allow: methods.join(', '), ...response.headers }
      : response.headers;
  const indented = beside || observed('indent', request);
  const text =
    response.body !== undefined && indented && indentOf(request) > 0 && inLayout(response.body, request);
  return { ...response, ...(headers && { headers }), ...(text && { text }) };
}

/** A body as text, indented as the client wants it. */
export function inLayout(body: unknown, request: RequestHead): string {
  return JSON.stringify(body, null, indentOf(request));
}

/** How far a client wants JSON indented: said in the first kind of body that it accepts with an indent. */
function indentOf(request: RequestHead): number {
  const wanted = Number(/;\s*indent=(-?\d+)/.exec(request.header('accept') ?? '')?.[1] ?? 0);
  return Math.max(0, Math.min(8, wanted));
}
