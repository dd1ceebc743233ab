// The control API behind its guard, for requests that come through a server.
import type { MiddlewareHandler } from 'hono';
import type { Env, Guard, Visit } from '../requests/env.ts';
import { toProblemResponse } from '../requests/response.ts';
import type { Access } from './access.ts';

/** Our own port brings its own guard; `otherwise` is for other servers. In-process requests have no guard. */
export function guarded(otherwise: Guard): MiddlewareHandler<{ Bindings: Env }> {
  return async ({ env, req }, next) => {
    const guard = env === undefined || env.inProcess ? undefined : (env.guard ?? otherwise);
    const refused = guard?.(req.raw, req.path);
    if (!refused) return next();
    const wanted: Record<string, string> =
      refused.status === 401 ? { 'www-authenticate': 'Bearer realm="standin"' } : {};
    return toProblemResponse(refused, req, wanted);
  };
}

/** Whether a foreign page could have caused a request; `otherwise` as above. */
export function isForeign({ env, req }: Visit, otherwise: Access['isForeign']): boolean {
  if (env === undefined || env.inProcess) return false;
  return (env.isForeign ?? otherwise)(req.raw);
}
