// The assembly: APIs and worlds into one function that answers requests.
import type { Api } from '../core/api/api.ts';
import { Problem } from '../core/values/problem.ts';
import { type Limits, usualLimits } from '../core/worlds/limits.ts';
import { type Address, addressOf, prefixOf, worldNameOf } from './address.ts';
import type { Answered } from './answered.ts';
import type { Arrival, Env, Plain, Respond } from './arrival.ts';
import type { Callbacks } from './callbacks.ts';
import { adminSurface, type Describe } from './control/index.ts';
import { Broken } from './faults/apply.ts';
import { mount } from './mount.ts';
import { pageFor } from './page.ts';
import { plainProblem } from './problem-response.ts';
import { toServed } from './served.ts';
import { createStreams } from './stream.ts';
import type { Worlds } from './worlds.ts';

export interface AppOptions {
  readonly apis: readonly Api[];
  readonly worlds: Worlds;
  /** Check our own responses against their schemas and answer 500 with the reason if one is wrong. */
  readonly strict?: boolean;
  readonly limits?: Limits;
  /** Describes what is served as OpenAPI; without it there is no such route. */
  readonly describe?: Describe;
  /** Runs what requests ask for to be sent later; without it nothing is. */
  readonly callbacks?: Callbacks;
  /** Called after each answered request of an API. */
  readonly onAnswer?: (answered: Answered) => void;
  /** Called with an error that is nobody's fault but ours, before it is answered as a 500. */
  readonly onError?: (error: Error) => void;
}

export function createApp(options: AppOptions): Respond {
  const { apis, worlds, strict = false, limits = usualLimits, onAnswer, onError, callbacks } = options;
  const rules = { strict, limits, streams: createStreams(limits) };
  const admin = adminSurface(apis, worlds, options.describe);
  const mounted = [
    mount(toServed(admin, undefined, rules), worlds),
    ...apis.map((api) => mount(toServed(api, api, rules), worlds, { onAnswer, callbacks })),
  ];
  /** Operations first: below the base path of one API there may be operations of another. */
  const handlerAt = (path: string) => {
    for (const part of ['operation', 'rest'] as const)
      for (const each of mounted) {
        const handler = each[part](path);
        if (handler) return handler;
      }
    throw noApiAt(path, apis);
  };
  const page = async (request: Arrival, address: Address): Promise<Plain> => {
    const name = worldNameOf(address, request.headers.get('x-standin-world') ?? undefined);
    const { readings } = await worlds.open(name);
    const url = address.origin + prefixOf(address.world);
    const text = pageFor(apis, admin, url, { readings, token: worlds.shownToken });
    return { status: 200, text, headers: { 'content-type': 'text/html; charset=UTF-8' } };
  };
  const respond = (request: Arrival, env: Env): Promise<Plain | Response> | Plain => {
    const address = addressOf(request.url);
    if (isForPage(request, address)) return page(request, address);
    if (isBrowserAtRoot(request, address)) return redirectTo(`${prefixOf(address.world)}/__standin/`);
    return handlerAt(address.path)(request, address, env);
  };
  const excuse = (error: unknown): Plain => {
    if (error instanceof Broken) throw error;
    if (error instanceof Problem) return plainProblem(error);
    onError?.(error as Error);
    return plainProblem(
      new Problem(500, 'Standin failed', {
        detail: `Something in Standin broke: ${(error as Error).message}`,
        hint: 'This is a bug of ours, not of your request. Please report it with the request that did it.',
      }),
    );
  };
  return async (request, env = {}) => {
    try {
      return await respond(request, env);
    } catch (error) {
      return excuse(error);
    }
  };
}

const isRead = ({ method }: Arrival) => method === 'GET' || method === 'HEAD';

function isForPage(request: Arrival, { path }: Address): boolean {
  return path === '/__standin/' && isRead(request);
}

function isBrowserAtRoot(request: Arrival, { path, search }: Address): boolean {
  if (path !== '/' || search !== '' || !isRead(request)) return false;
  return request.headers.get('accept')?.includes('text/html') ?? false;
}

function redirectTo(location: string): Plain {
  return { status: 302, text: null, headers: { location } };
}

function noApiAt(path: string, apis: readonly Api[]): Problem {
  return new Problem(404, 'No API here', {
    detail: `No API of this Standin has anything at ${path}.`,
    given: path,
    hint: `There is: ${[...apis.flatMap((api) => api.basePaths), '/__standin'].join(', ')}.`,
  });
}
