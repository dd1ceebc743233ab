// The address of this Standin for clients: its own, or the scheme, host and prefix of a proxy.
import { Problem } from '../../core/values/problem.ts';
import { type Address, addressOf } from './address.ts';
import type { Env } from './env.ts';

/** In process: the path below which a request is meant. It gives the same links as a mount there. */
export const baseHeader = 'x-standin-base';

/** Where a request goes, and how links in its response begin. */
export type Locate = (request: Request, env?: Env) => Address;

export interface PublicOptions {
  /** The URL under which clients reach it, for example `https://ci.example.com/mock`. */
  readonly baseUrl?: string | undefined;
  /** Whether `X-Forwarded-Proto`, `-Host`, `-Prefix` and `Forwarded` are believed. */
  readonly trustProxy?: boolean | undefined;
}

export function createLocate({ baseUrl, trustProxy }: PublicOptions): Locate {
  if (baseUrl !== undefined) return locateUnder(parseBaseUrl(baseUrl));
  if (!trustProxy) return ({ url }, env) => addressOf(url, env?.base);
  return ({ url, headers }, env) => {
    const address = addressOf(url, env?.base);
    const {
      proto = schemeOf(address.origin),
      host = hostOf(address.origin),
      prefix = '',
    } = forwarded(headers);
    const seen = { origin: `${proto}://${host}`, prefix: prefix + address.prefix };
    return { ...address, ...seen, target: prefix + address.target };
  };
}

interface PublicBase {
  readonly origin: string;
  /** Without a slash at its end. */
  readonly prefix: string;
}

/** Works whether the proxy removes the prefix or not. */
function locateUnder({ origin, prefix }: PublicBase): Locate {
  return ({ url }, env) => {
    const given = addressOf(url, env?.base);
    const isBelow = prefix !== '' && (given.path === prefix || given.path.startsWith(`${prefix}/`));
    const address = isBelow ? addressOf(url, (env?.base ?? '') + prefix) : given;
    const named = address.prefix.slice((isBelow ? prefix.length : 0) + (env?.base?.length ?? 0));
    const target = isBelow ? address.target : prefix + address.target;
    return { ...address, origin, prefix: prefix + named, target };
  };
}

/** A Problem (400) for a URL that no client can use. */
export function parseBaseUrl(given: string): PublicBase {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isBase =
    url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password;
  if (isBase) return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, '') };
  throw new Problem(400, 'Bad base URL', {
    detail: `'${given}' is not a URL of a server.`,
    given,
    hint: 'Write only scheme, host and path: --base-url https://ci.example.com/mock.',
  });
}

interface Forwarded {
  readonly proto?: string;
  readonly host?: string;
  readonly prefix?: string;
}

const fits = {
  proto: /^https?$/,
  host: /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i,
  prefix: /^(?:\/[\w.~!$&'()*+,;=:@%-]+)+$/,
};

/** The values from the proxy. Of several proxies the first counts: clients talk to that one. Invalid values are ignored. */
function forwarded(headers: Headers): Forwarded {
  const standard = headers.get('forwarded')?.split(',')[0] ?? '';
  const found: Record<string, string> = {};
  for (const name of ['proto', 'host', 'prefix'] as const) {
    const [, quoted, plain] =
      new RegExp(`(?:^|;)\\s*${name}=(?:"([^"]*)"|([^;\\s]*))`, 'i').exec(standard) ?? [];
    const own = headers.get(`x-forwarded-${name}`)?.split(',')[0]?.trim();
    const value = (own ?? quoted ?? plain)?.replace(/\/+$/, '');
    if (value !== undefined && fits[name].test(value)) found[name] = value;
  }
  return found;
}

const schemeOf = (origin: string) => origin.slice(0, origin.indexOf('://'));
const hostOf = (origin: string) => origin.slice(origin.indexOf('://') + 3);

/** Reads, from a request of this process, the path below which it is meant, if any. */
export function takeBase({ headers }: Request): Env | undefined {
  const base = headers.get(baseHeader);
  if (base === null) return undefined;
  headers.delete(baseHeader);
  return { inProcess: true, base };
}
