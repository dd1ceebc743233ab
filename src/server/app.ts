// The assembly: APIs and worlds into one Hono application.
import { Hono } from 'hono';
import type { Api } from '../core/api.ts';
import { type Limits, usualLimits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import { addressOf, prefixOf, worldNameOf } from './address.ts';
import { adminSurface, type Describe } from './admin/index.ts';
import { Broken } from './afflict.ts';
import type { Errands } from './errands.ts';
import { type Answered, mount } from './mount.ts';
import { pageFor } from './page.ts';
import { toProblemResponse } from './problem-response.ts';
import { toServed } from './served.ts';
import { createSeats } from './stream.ts';
import type { Worlds } from './worlds.ts';

export interface AppOptions {
  readonly apis: readonly Api[];
  readonly worlds: Worlds;
  /** Check our own replies against their schemas and answer 500 with the reason if one is wrong. */
  readonly strict?: boolean;
  readonly limits?: Limits;
  /** Describes what is served as OpenAPI; without it there is no such route. */
  readonly describe?: Describe;
  /** Runs what requests ask for to be sent later; without it nothing is. */
  readonly errands?: Errands;
  /** Called after each answered request of an API. */
  readonly onAnswer?: (answered: Answered) => void;
  /** Called with an error that is nobody's fault but ours, before it is answered as a 500. */
  readonly onError?: (error: Error) => void;
}

export function createApp(options: AppOptions): Hono {
  const { apis, worlds, strict = false, limits = usualLimits, onAnswer, onError, errands } = options;
  const app = new Hono({ getPath: (request) => addressOf(request.url).path });
  const rules = { strict, limits, takeSeat: createSeats(limits) };
  const admin = adminSurface(apis, worlds, options.describe);
  app.get('/', async (context, next) => {
    const address = addressOf(context.req.url);
    const isBrowser = context.req.header('accept')?.includes('text/html');
    return isBrowser && address.search === ''
      ? context.redirect(`${prefixOf(address.world)}/__standin/`)
      : next();
  });
  app.get('/__standin/', async (context) => {
    const address = addressOf(context.req.url);
    const { readings } = await worlds.open(worldNameOf(address, context.req.header('x-standin-world')));
    const url = address.origin + prefixOf(address.world);
    return context.html(pageFor(apis, admin, url, { readings, token: worlds.shownToken }));
  });
  mount(app, toServed(admin, undefined, rules), worlds);
  for (const api of apis) mount(app, toServed(api, api, rules), worlds, { onAnswer, errands });
  app.notFound((context) => toProblemResponse(noApiAt(addressOf(context.req.url).path, apis)));
  app.onError((error) => {
    if (error instanceof Broken) throw error;
    if (error instanceof Problem) return toProblemResponse(error);
    onError?.(error);
    return toProblemResponse(
      new Problem(500, 'Standin failed', {
        detail: `Something in Standin broke: ${error.message}`,
        hint: 'This is a bug of ours, not of your request. Please report it with the request that did it.',
      }),
    );
  });
  return app;
}

function noApiAt(path: string, apis: readonly Api[]): Problem {
  return new Problem(404, 'No API here', {
    detail: `No API of this Standin has anything at ${path}.`,
    given: path,
    hint: `There is: ${[...apis.flatMap((api) => api.basePaths), '/__standin'].join(', ')}.`,
  });
}
