// Which proxy a request goes through: what the variables of the environment say, as curl reads them.
import { BlockList, isIP } from 'node:net';
import { Problem } from '../core/values/problem.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a URL, with its credentials; undefined where there is none. Of a pair of variables that in small letters goes
 * first. `HTTP_PROXY` is not looked at: where a program answers web requests (CGI), their senders can set it. A Problem (400) for a
 * proxy that cannot be used.
 */
export function proxyFor(target: string | URL, env: Environment = process.env): URL | undefined {
  const { protocol, hostname } = new URL(target);
  const own =
    protocol === 'https:' ? variable(env, 'https_proxy', 'HTTPS_PROXY') : variable(env, 'http_proxy');
  const [name, value] = own ?? variable(env, 'all_proxy', 'ALL_PROXY') ?? [];
  if (name === undefined || value === undefined) return undefined;
  if (isExempt(hostname, variable(env, 'no_proxy', 'NO_PROXY')?.[1] ?? '')) return undefined;
  return parseProxy(name, value);
}

/** The first of these variables that is set and not empty, with its name. */
function variable(env: Environment, ...names: readonly string[]): [string, string] | undefined {
  const name = names.find((each) => env[each] !== undefined && env[each].trim() !== '');
  return name === undefined ? undefined : [name, env[name]!.trim()];
}

/** Without a scheme it is HTTP, without a port 1080, as curl has it. Never repeated whole: it may hold a password. */
function parseProxy(name: string, value: string): URL {
  const [, scheme = 'http', rest] = /^(?:([a-z][a-z\d+.-]*):\/\/)?(.*)$/i.exec(value)!;
  const text = `${scheme.toLowerCase()}://${rest}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.hostname) throw badProxy(`The environment's ${name} is no URL of a proxy.`);
  if (!/^https?:$/.test(url.protocol))
    throw badProxy(`The environment's ${name} names a proxy of another kind than HTTP: ${url.protocol}//.`);
  const hasPort = /:\d+\/?$/.test(rest!.replace(/^.*@/, ''));
  if (!hasPort) url.port = url.protocol === 'https:' ? '443' : '1080';
  return url;
}

function badProxy(detail: string): Problem {
  return new Problem(400, 'Bad proxy', {
    detail,
    hint: 'Write one such as http://proxy.example.com:3128, or name the server in NO_PROXY to reach it without.',
  });
}

/**
 * Whether `NO_PROXY` names a host: a star all of them, a domain itself and what is below it, with or without a dot before it; an
 * address itself, a network (`10.0.0.0/8`) all that is in it.
 */
function isExempt(hostname: string, list: string): boolean {
  const host = hostname
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
  const entries = list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  return entries.some((entry) => entry === '*' || covers(entry.replace(/^\[(.*)\]$/, '$1'), host));
}

function covers(entry: string, host: string): boolean {
  if (isIP(host) !== 0) return coversAddress(entry, host);
  const domain = entry.replace(/^\./, '').replace(/\.$/, '');
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

function coversAddress(entry: string, host: string): boolean {
  const [network = '', bits] = entry.split('/');
  const family = isIP(network);
  if (family === 0 || family !== isIP(host)) return false;
  const most = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? most : Number(bits);
  if (!/^\d+$/.test(bits ?? '0') || prefix > most) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, prefix, type);
  return list.check(host, type);
}
