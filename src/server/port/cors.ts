// CORS for the APIs, if enabled, by Hono's middleware. The control API never answers pages of other origins.
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { Problem } from '../../core/values/problem.ts';
import type { Env } from '../requests/env.ts';

/** `*`, or the allowed origins. */
export type AllowedOrigins = '*' | readonly string[];

const methods = ['GET, HEAD, POST, PUT, PATCH, DELETE'];

/** `true` means any origin, `false` and undefined none. A Problem (400) for an invalid origin. */
export function parseOrigins(given: boolean | readonly string[] | undefined): AllowedOrigins | undefined {
  if (!given || (given !== true && given.length === 0)) return undefined;
  if (given === true || given.includes('*')) return '*';
  for (const origin of given) if (!isOrigin(origin)) throw noOrigin(origin);
  return given;
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}

function noOrigin(given: string): Problem {
  return new Problem(400, 'Bad origin', {
    detail: `'${given}' is not an origin.`,
    given,
    hint: "Write scheme, host and port as a browser sends them: --cors http://localhost:3000. For any origin write '--cors' last, or '--cors=*'.",
  });
}

/** Answers preflights, and tells browsers that a page may read the responses with all their headers. */
export function allowOrigins(allowed: AllowedOrigins): MiddlewareHandler<{ Bindings: Env }> {
  const isForAll = allowed === '*';
  const origin = isForAll ? '*' : [...allowed];
  const grant = cors({ origin, credentials: !isForAll, allowMethods: methods, maxAge: 600 });
  return async (context, next) => {
    const { req } = context;
    if (isControl(req.path)) return next();
    const asking = req.header('origin');
    const isGranted = asking !== undefined && (isForAll || allowed.includes(asking));
    const isPreflight = req.method !== 'OPTIONS' || req.header('access-control-request-method') !== undefined;
    if (isGranted && isPreflight) {
      const sent = await grant(context, next);
      // By name, because `*` is no wildcard for a request with credentials.
      if (!sent) context.header('access-control-expose-headers', [...context.res.headers.keys()].join(', '));
      return sent;
    }
    await next();
    if (!isForAll) context.header('vary', 'Origin', { append: true });
  };
}

function isControl(path: string): boolean {
  return path === '/__standin' || path.startsWith('/__standin/');
}
