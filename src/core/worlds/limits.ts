// The limits of a Standin, as data. All code that checks, names or prints a limit reads this table.

import { parseDuration } from '../time/duration.ts';
import { own } from '../values/own.ts';
import { Problem, unknownName } from '../values/problem.ts';

export interface Limit {
  /** The default; a `time` is in ms. */
  readonly usual: number;
  /** What is counted, as the end of the sentence `There may be at most … `. */
  readonly what: string;
  /** The status of the response when it is reached; null if no request is refused. */
  readonly status: number | null;
  readonly kind: 'count' | 'time';
}

/** Every limit by its name, in the order in which a request meets them. */
export const limitTable = {
  connections: count(1_000, 'connections open at once', 503),
  headerTime: time(10_000, 'until the headers of a request have come', 408),
  requestTime: time(30_000, 'until a request has come as a whole', 408),
  keepAlive: time(5_000, 'that a connection is kept between two requests', null),
  pipeline: count(16, 'requests on one connection that wait for their turn', 503),
  headers: count(16_384, 'bytes in the first line and the headers of a request', 431),
  url: count(8_192, 'characters in the URL of a request', 414),
  params: count(100, 'parameters in the query of a request', 400),
  body: count(1_048_576, 'bytes in the body of a request', 413),
  worlds: count(1_000, 'worlds', 507),
  records: count(1_000_000, 'records in a world beside those that it begins with', 507),
  parents: count(
    100_000,
    'projects, users, tokens and the like in a world beside those that it begins with',
    507,
  ),
  faults: count(1_000, 'faults in a world', 507),
  callbacks: count(20_000, 'callbacks that wait for the end of a task', null),
  journal: count(1_000, 'entries in the journal of a world, the newest', null),
  streams: count(100, 'streams held open at once', 503),
  store: time(5_000, 'that a request waits for the store that processes share', 503),
  unreadTime: time(30_000, 'that a response waits while its reader reads nothing', null),
  unread: count(67_108_864, 'bytes that wait on a connection whose reader reads nothing', null),
  unreadAll: count(268_435_456, 'bytes that wait on all connections for their readers', null),
} as const satisfies Readonly<Record<string, Limit>>;

export type LimitName = keyof typeof limitTable;
export type Limits = Readonly<Record<LimitName, number>>;
/** Limits by name; a time may be written as a duration such as `30s`. */
export type LimitOptions = { readonly [Name in LimitName]?: number | string };

export const limitNames = Object.keys(limitTable) as readonly LimitName[];

/** The defaults. */
export const usualLimits = Object.fromEntries(
  limitNames.map((name) => [name, limitTable[name].usual]),
) as Limits;

/** The defaults, replaced by these. A Problem (400) for an unknown name or an invalid value. */
export function parseLimits(given: LimitOptions = {}): Limits {
  const chosen = Object.entries(given).map(([name, value]) => {
    const limit = own<Limit>(limitTable, name);
    if (!limit) throw unknownName('limit', name, limitNames);
    return [name, parseLimit(name, limit, value)];
  });
  return { ...usualLimits, ...Object.fromEntries(chosen) };
}

/** Node's timers accept no more ms than this, and no other limit needs more. */
const highest = 2_147_483_647;

function parseLimit(name: string, { kind, what }: Limit, given: unknown): number {
  const isText = typeof given === 'string';
  const value = kind === 'time' && isText ? parseDuration(given) : isText ? toNumber(given) : given;
  if (Number.isInteger(value) && (value as number) >= 1 && (value as number) <= highest)
    return value as number;
  throw new Problem(400, 'Bad limit', {
    detail: `'${given}' cannot be the limit '${name}': ${what}.`,
    given,
    hint: `Give a whole number from 1 to ${highest}${kind === 'time' ? " of ms, or a duration such as '30s'" : ''}.`,
  });
}

function toNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** `There may be at most 100 parameters in the query of a request.` */
export function sentenceOfLimit(name: LimitName, most: number): string {
  const { kind, what } = limitTable[name];
  return `There may be at most ${most}${kind === 'time' ? ' ms' : ''} ${what}.`;
}

/** The Problem of a request that reached a limit. */
export function limitReached(name: LimitName, limits: Limits, what?: string): Problem {
  return new Problem(limitTable[name].status ?? 500, 'Limit reached', {
    detail: [what, sentenceOfLimit(name, limits[name])].filter(Boolean).join(' '),
    hint: `To raise it, start Standin with --limit ${name}=<number>, or limits: { ${name} } in createStandin().`,
  });
}

function count<const Status extends number | null>(usual: number, what: string, status: Status) {
  return { usual, what, status, kind: 'count' } as const;
}

function time<const Status extends number | null>(usual: number, what: string, status: Status) {
  return { usual, what, status, kind: 'time' } as const;
}
