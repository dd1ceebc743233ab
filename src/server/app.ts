// The assembly: APIs and worlds into one Hono application.
import { Hono } from 'hono';
import { baseRoutePath } from 'hono/route';
import type { Api } from '../core/api/api.ts';
import { operationsByPath } from '../core/api/matching.ts';
import { routeOf } from '../core/api/templates.ts';
import { StoreFailure } from '../core/replica/engine.ts';
import { Problem } from '../core/values/problem.ts';
import { type Limits, usualLimits } from '../core/worlds/limits.ts';
import type { Callbacks } from './callbacks.ts';
import { adminSurface, type Describe } from './control/index.ts';
import type { VerificationOptions } from './control/live/verifications.ts';
import { Broken } from './faults/apply.ts';
import { showPage, showPageFile, toPageForBrowsers } from './page/page.ts';
import { type AllowedOrigins, allowOrigins } from './port/cors.ts';
import { guarded, isForeign } from './port/guarded.ts';
import { defaultWorld } from './requests/address.ts';
import { answer } from './requests/answer.ts';
import type { Answered } from './requests/answered.ts';
import type { Env, Guard, Visit } from './requests/env.ts';
import type { Locate } from './requests/locate.ts';
import { toHttpDate, toProblemResponse } from './requests/response.ts';
import { createStreams } from './requests/stream.ts';
import { createRouter } from './router.ts';
import { type Served, toServed } from './served.ts';
import { answerShared } from './shared/answer.ts';
import { createHealth } from './shared/health.ts';
import type { Worlds } from './worlds.ts';

export interface AppOptions {
  readonly apis: readonly Api[];
  readonly worlds: Worlds;
  /** Check our own responses against their schemas and answer 500 with the reason if one is wrong. */
  readonly strict?: boolean;
  readonly limits?: Limits;
  /** Describes what is served as OpenAPI; without it there is no such route. */
  readonly describe?: Describe;
  /** How verifications are run that are started over the control API; without it none can be. */
  readonly verification?: VerificationOptions | undefined;
  /** Whether a browser gets a page. Default: yes. */
  readonly page?: boolean | undefined;
  /** Sends callbacks. Without it none are sent. */
  readonly callbacks?: Callbacks;
  /** The pages that may read the APIs; undefined for none. */
  readonly cors?: AllowedOrigins | undefined;
  /** Guards the control API if the requests come through another server than ours. */
  readonly guard: Guard;
  /** Where requests go, and the prefix of links. */
  readonly locate: Locate;
  /** Whether a foreign page could have caused a request that came there. */
  readonly isForeign: (request: Request) => boolean;
  /** Whether the operations of an API depend on nothing but their arguments. Default: for no API. */
  readonly keeps?: (api: Api) => boolean;
  /** Called after each answered request of an API. */
  readonly onAnswer?: (answered: Answered) => void;
  /** Called with an internal error, before it is answered as a 500. */
  readonly onError?: (error: Error) => void;
}

export type App = Hono<{ Bindings: Env }>;

export function createApp(options: AppOptions): App {
  const { apis, worlds, strict = false, limits = usualLimits, onAnswer, callbacks } = options;
  const { keeps = () => false, locate } = options;
  const control = adminSurface(apis, worlds, {
    describe: options.describe,
    verification: options.verification && { ...options.verification, fetch: (request) => app.fetch(request) },
    askAt: (request, at, base) => app.fetch(request, { inProcess: true, at, base }),
  });
  const isFromAbroad = (visit: Visit) => isForeign(visit, options.isForeign);
  const kinds = { strict, limits, keeps, locate, isForeign: isFromAbroad };
  const rules = { worlds, streams: createStreams(limits), callbacks, onAnswer, ...kinds };
  const served = [toServed(control, undefined, rules), ...apis.map((api) => toServed(api, api, rules))];

  const answerOne = worlds.shared ? answerShared : answer;
  const app: App = new Hono({
    router: createRouter(),
    getPath: (request, { env } = {}) => locate(request, env).path,
  });
  app.onError((error, context) => excuse(error, context, options));
  if (options.cors) app.use(allowOrigins(options.cors));
  app.use('/__standin', guarded(options.guard));
  app.use('/__standin/*', guarded(options.guard));
  if (worlds.shared) app.get('/__standin/health', createHealth(apis, worlds, worlds.shared));
  if (options.page ?? true) {
    app.get('/__standin/', dated(options), showPage);
    app.get('/__standin/page/:file', dated(options), showPageFile);
    app.get('/', toPageForBrowsers(locate));
  }
  for (const each of served)
    for (const [template, operations] of operationsByPath(each.surface.operations))
      app.all(routeOf(template), (context) => answerOne(each, operations, context));
  // Below the base path of one API there may be operations of another, so this comes last.
  app.notFound((context) => answerOne(servedAt(context.req.path, served), [], context));
  app.routes.unshift({ basePath: '/', path: '/*', method: 'ALL', handler: mounted(app) });
  return app;
}

/**
 * For applications that mount ours: `route()` copies our routes, but neither our `getPath`, which finds worlds, nor our
 * `notFound`. So the first of the copies passes all requests to ours, with the path at which it is mounted.
 */
function mounted(app: App) {
  return (context: Visit) => {
    const { env } = context;
    const base = firstSegments(context.req.raw.url, baseRoutePath(context));
    return app.fetch(context.req.raw, { ...(env ?? { inProcess: true }), base });
  };
}

/** The first segments of a URL's path, as many as a route has, as the client wrote them. */
function firstSegments(url: string, route: string): string {
  const count = route.split('/').filter(Boolean).length;
  return count === 0 ? '' : new URL(url).pathname.split('/', count + 1).join('/');
}

/** The API of a request if no operation's path fits. A Problem (404) if it is below no base path. */
function servedAt(path: string, served: readonly Served[]): Served {
  const isBelow = (base: string) => path === base || path.startsWith(base === '/' ? base : `${base}/`);
  const found = served.find(({ surface }) => surface.basePaths.some(isBelow));
  if (found) return found;
  throw new Problem(404, 'No API here', {
    detail: `No API of this Standin serves ${path}.`,
    given: path,
    hint: `Served: ${[...served.filter(({ api }) => api), served[0]!].flatMap(({ surface }) => surface.basePaths).join(', ')}.`,
  });
}

/** The date of the world that a request is for, as a header. */
function datesOf(
  { req, env }: Pick<Visit, 'req' | 'env'>,
  { worlds, locate }: Pick<AppOptions, 'worlds' | 'locate'>,
) {
  const { world = req.header('x-standin-world') ?? defaultWorld } = locate(req.raw, env);
  const { clock } = worlds.begun(world) ?? worlds.begun(defaultWorld) ?? {};
  return clock ? { date: toHttpDate(clock.now()) } : {};
}

/** Dates the page as all else of its world. */
function dated(options: AppOptions) {
  return async (visit: Visit, next: () => Promise<void>) => {
    await next();
    for (const [name, value] of Object.entries(datesOf(visit, options))) visit.res.headers.set(name, value);
  };
}

/** The response if no API can give one. A connection that a fault has broken gets no response at all. */
function excuse(error: Error, { req, env }: Visit, { worlds, locate, onError }: AppOptions): Response {
  if (error instanceof Broken) throw error;
  const dated: Record<string, string> = datesOf({ req, env }, { worlds, locate });
  if (error instanceof StoreFailure) dated['retry-after'] = `${error.retryAfter}`;
  if (error instanceof Problem) return toProblemResponse(error, req, dated);
  onError?.(error);
  const problem = new Problem(500, 'Standin failed', {
    detail: `Standin has a bug: ${error.message}`,
    hint: 'This is a bug in Standin, not in your request. Please report it together with the request.',
  });
  return toProblemResponse(problem, req, dated);
}
