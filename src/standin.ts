// The assembly for users: options in, a Standin out. It needs no socket until `listen()`.

import type { Hono } from 'hono';
import * as registry from './apis/index.ts';
import { withMutant } from './contract/mutate/mutants.ts';
import { openApiOf } from './contract/openapi/openapi.ts';
import type { Api } from './core/api/api.ts';
import type { Readings } from './core/api/errata.ts';
import { withKnownMembers } from './core/values/members.ts';
import { Problem, unknownName } from './core/values/problem.ts';
import { createFaultBook, knownTo } from './core/worlds/faults.ts';
import { type Limits, parseLimits } from './core/worlds/limits.ts';
import type { WorldOptions } from './core/worlds/world.ts';
import { apiFromFile, isData } from './described/api.ts';
import { fillFor } from './fixture/fill.ts';
import { type NamedWorld, nameWorld } from './named-world.ts';
import { createApp } from './server/app.ts';
import { createCallbacks } from './server/callbacks.ts';
import { createControl } from './server/control/control.ts';
import { createHandle, type WorldHandle } from './server/control/handle.ts';
import type { VerificationOptions } from './server/control/live/verifications.ts';
import { fetchInProcess } from './server/in-process/fetch.ts';
import { requestOf } from './server/in-process/request.ts';
import { createAccess } from './server/port/access.ts';
import { parseOrigins } from './server/port/cors.ts';
import type { ListenAddress } from './server/port/listen-address.ts';
import { type Opened, openAddress } from './server/port/opening.ts';
import { defaultWorld, prefixOf } from './server/requests/address.ts';
import { createLocate, takeBase } from './server/requests/locate.ts';
import { createSharedCallbacks } from './server/shared/callbacks.ts';
import { createSharedWorlds } from './server/shared/worlds.ts';
import { createWorlds, type Worlds } from './server/worlds.ts';
import {
  accessOptions,
  checkOptions,
  readingsOf,
  type StandinOptions,
  worldOptions,
} from './standin-options.ts';
import { keepFor } from './storage/file/keep.ts';

export type { ListenAddress, StandinOptions };

export interface Standin extends WorldHandle {
  /**
   * The Hono application that answers: all APIs, the control API and the page. Use it in tests (`app.request('/waiting_builds/')`),
   * mount it (`main.route('/mock', app)`), or pass it to another server (`Bun.serve(app)`, `Deno.serve(app.fetch)`).
   */
  readonly app: Hono;
  /** Answers a request as `fetch` does, without a socket. A text that starts with `/` is a path of this Standin. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Opens a port (default: a free one of 127.0.0.1) or a Unix socket and gives the URL, without a slash at its end. */
  listen(address?: ListenAddress): Promise<string>;
  /** Where it listens; before that, an address under which `fetch` alone answers. */
  readonly url: string;
  /** The token that the control API requires over the port; undefined if it requires none or does not listen. */
  readonly adminToken: string | undefined;
  /** What clients have to trust (PEM) while it listens with a certificate that it made: `listen({ tls: true })`. */
  readonly ca: string | undefined;
  /** The APIs that it serves. */
  readonly apis: readonly Api[];
  /** Which reading of an erratum holds in the default world, by its id. */
  readonly readings: Readings;
  /** The token for examples: `any`, or a placeholder if credentials are configured. */
  readonly shownToken: string;
  /**
   * Another world by its name, created on first use, then with or without samples. The members of the Standin itself are
   * those of the default world.
   */
  world(name: string, options?: { readonly samples?: boolean }): NamedWorld;
  /** Stops listening, and writes the state file for the last time. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

declare global {
  // Declared for programs that are compiled against less than ESNext.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

const unheard = 'http://standin.localhost';

/** Makes a Standin. Throws a Problem for an option that names something unknown. */
export function createStandin(options: StandinOptions = {}): Standin {
  return createStandinWith(options, {});
}

/** The same, with what only `serve` brings along: how a verification is run. */
export function createStandinWith(
  options: StandinOptions,
  { verification }: { readonly verification?: VerificationOptions | undefined },
): Standin {
  checkOptions(options);
  const apis = withMutant(chooseApis(options.apis), options.mutant);
  const readings = readingsOf(apis, options);
  const fill = options.fill && fillFor(apis, options.fill, { seed: options.seed ?? 1, readings });
  const limits = parseLimits(options.limits);
  createFaultBook({ seed: () => 0, known: knownTo(apis), initial: options.faults });
  const beginning = { ...worldOptions(options), apis, readings, limits, ...(fill && { fill }) };
  const worlds = worldsOf(options, beginning);
  const { strict, onAnswer, onError } = options;
  const own = createCallbacks({ hosts: options.callbacks, onSent: options.onSent, limits });
  const { shared } = worlds;
  const callbacks = shared ? createSharedCallbacks(own, { apis, worlds, engine: shared.engine }) : own;
  const app = createApp({
    apis,
    worlds,
    callbacks,
    page: options.page,
    verification,
    describe: openApiOf,
    ...(strict !== undefined && { strict }),
    limits,
    ...(onAnswer && { onAnswer }),
    ...(onError && { onError }),
    cors: parseOrigins(options.cors),
    ...createAccess(accessOptions(options)),
    locate: createLocate(options),
    // A mutant, or a user's code, may remember requests; ours does not, nor does an API that is nothing but data.
    keeps: (api) => (Object.values(registry) as Api[]).includes(api) || isData(api),
  });
  let opened: Opened | undefined;
  const url = () => opened?.url ?? unheard;
  const answer = (request: Request) => fetchInProcess((each) => app.fetch(each, takeBase(each)), request);
  const handle = (name: string, base: () => string, beginning?: { readonly samples?: boolean }) =>
    createHandle((use) =>
      worlds.within(name, (world) => use(createControl(world, (path) => base() + path)), beginning),
    );

  const standin: Standin = withKnownMembers('a Standin', {
    ...handle(defaultWorld, url),
    app: app as unknown as Hono,
    fetch: async (input, init) => answer(requestOf(input, init, url())),
    async listen(address = {}) {
      if (opened) throw new Problem(409, 'Already listening', { detail: `It listens at ${opened.url}.` });
      // A world that cannot begin should fail here, not at the first request.
      await worlds.open(defaultWorld);
      opened = await openAddress(app, address, { ...accessOptions(options), limits });
      return opened.url;
    },
    get url() {
      return url();
    },
    get adminToken() {
      return opened?.token;
    },
    get ca() {
      return opened?.ca;
    },
    apis,
    readings: worlds.readings(readings),
    shownToken: worlds.shownToken,
    world(name, beginning) {
      const drop = () => worlds.drop(name);
      const base = () => url() + prefixOf(name === defaultWorld ? undefined : name);
      return nameWorld(name, { handle: handle(name, base, beginning), url, answer, drop });
    },
    async close() {
      const open = opened;
      opened = undefined;
      await Promise.all([callbacks.close(), open?.close()]);
      await worlds.close();
    },
    [Symbol.asyncDispose]: () => standin.close(),
  } satisfies Standin);
  return standin;
}

/** Worlds of this process alone, or those of a store that it shares with others. */
function worldsOf(options: StandinOptions, beginning: WorldOptions & { readonly limits: Limits }): Worlds {
  const { store, journal } = beginning.limits;
  if (!options.store) return createWorlds(beginning, keepFor(options));
  return createSharedWorlds(beginning, options.store.open({ patience: store, journal }));
}

/** The APIs of these names or files; all five if none is given. A Problem for a name that is unknown. */
function chooseApis(wanted?: StandinOptions['apis']): readonly Api[] {
  const known: Readonly<Record<string, Api>> = registry;
  const names = Object.keys(known).map((key) => known[key]!.name);
  return [...new Set(wanted ?? names)].map((each) => {
    if (typeof each !== 'string') return each;
    if (isFile(each)) return apiFromFile(each);
    const api = Object.values(known).find((candidate) => candidate.name === each);
    if (!api) throw unknownName('api', each, names);
    return api;
  });
}

/** Whether an API is given as the file that describes it, such as `./batches.standin.yaml`. */
export function isFile(name: string): boolean {
  return /[/\\]|\.(ya?ml|json)$/i.test(name);
}

/** The APIs that a command's argument means: one by name or file, or all. */
export function apisNamed(name?: string): readonly Api[] {
  return chooseApis(name === undefined ? undefined : [name]);
}
