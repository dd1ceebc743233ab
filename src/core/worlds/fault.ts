// One fault, and the format: `copr/get-build-task:status=503,retry-after=5,nth=3`.

import { parseDuration } from '../time/duration.ts';
import { own } from '../values/own.ts';
import { Problem, unknownName } from '../values/problem.ts';

/** What goes wrong with one response. Durations in ms. */
export interface FaultEffect {
  /** The delay: between the two. */
  readonly latency?: readonly [number, number];
  /** The response has this status, with the vendor's body for it. */
  readonly status?: number;
  /** The value of `Retry-After`, in seconds, with any status. */
  readonly retryAfter?: number;
  /** The connection fails: with a reset, closed without a byte, or silent for ever. */
  readonly cut?: 'reset' | 'empty' | 'hang';
  /** The body ends after so many characters; -1 for half of them. */
  readonly truncate?: number;
  /** The body takes this long to arrive. */
  readonly slow?: number;
  /** The response names this content type instead of its own. */
  readonly type?: string;
}

/** A fault, and the requests that it hits. */
export interface Fault extends FaultEffect {
  /** `*`, an API, or `<api>/<operation>`. */
  readonly on: string;
  /** From the nth request (1 = the first) with the same method and path. */
  readonly nth?: number;
  /** How many requests it hits. Default: all, or with `nth` one of each path. */
  readonly times?: number;
  /** Only where the response shows a record in this state. */
  readonly state?: string;
  /** Only with this probability, 0 to 1. With one seed it hits the same requests of the same sequence. */
  readonly probability?: number;
}

const example =
  "Write it as in 'copr/get-build-task:status=503,retry-after=5,nth=3' or '*:latency=200ms..2s'.";

/** By name: how to read a part of a fault's text. */
const parts: Readonly<Record<string, (value: string | undefined) => Partial<Fault>>> = {
  latency: (value) => ({ latency: spread(needed('latency', value)) }),
  status: (value) => ({ status: whole('status', value, 400, 599) }),
  'retry-after': (value) => ({ retryAfter: whole('retry-after', value, 0) }),
  reset: () => ({ cut: 'reset' }),
  empty: () => ({ cut: 'empty' }),
  hang: () => ({ cut: 'hang' }),
  truncate: (value) => ({ truncate: value === undefined ? -1 : whole('truncate', value, 0) }),
  slow: (value) => ({ slow: parseDuration(needed('slow', value)) }),
  type: (value) => ({ type: mediaType(needed('type', value)) }),
  nth: (value) => ({ nth: whole('nth', value, 1) }),
  times: (value) => ({ times: whole('times', value, 1) }),
  state: (value) => ({ state: needed('state', value) }),
  probability: (value) => ({ probability: share(value) }),
};

/** Reads `<on>:<part>,<part>…`. Throws a 400 Problem on anything else. */
export function parseFault(text: string): Fault {
  const colon = text.indexOf(':');
  if (colon < 1) throw bad(text, 'names no place');
  const on = text.slice(0, colon).trim();
  return { on, ...parseEffect(text.slice(colon + 1)) };
}

/** Reads the part after the place: `status=503,retry-after=5`. Throws a 400 Problem on anything else. */
export function parseEffect(text: string): Omit<Fault, 'on'> {
  let read: Partial<Fault> = {};
  for (const part of text.split(',').map((each) => each.trim())) {
    const [name = '', ...value] = part.split('=');
    const reader = own(parts, name.trim());
    if (!reader) throw unknownName('fault part', name.trim(), Object.keys(parts));
    read = { ...read, ...reader(value.length === 0 ? undefined : value.join('=').trim()) };
  }
  const { on: _, nth, times, state, probability, ...effect } = read;
  if (Object.keys(effect).length === 0) throw bad(text, 'says when, but not what');
  return read;
}

/** Reads the fault of one request: it may not say when, because it hits that request. */
export function parsePreferredEffect(text: string): FaultEffect {
  const { nth, times, state, probability, ...effect } = parseEffect(text);
  if ([nth, times, state, probability].every((each) => each === undefined)) return effect;
  throw bad(text, 'says when, but it is for one request: leave that part out');
}

/** The text that {@link parseFault} reads. */
export function formatFault({ on, ...rest }: Fault): string {
  return `${on}:${formatEffect(rest)}`;
}

/** The text that {@link parseEffect} reads. */
export function formatEffect(fault: Omit<Fault, 'on'>): string {
  const { latency, cut, truncate, slow, retryAfter, ...rest } = fault;
  const said = [
    latency && `latency=${[...new Set(latency)].map((ms) => `${plain(ms)}ms`).join('..')}`,
    cut,
    truncate !== undefined && (truncate < 0 ? 'truncate' : `truncate=${truncate}`),
    slow !== undefined && `slow=${plain(slow)}ms`,
    retryAfter !== undefined && `retry-after=${retryAfter}`,
    ...Object.entries(rest).map(
      ([name, value]) => `${name}=${typeof value === 'number' ? plain(value) : value}`,
    ),
  ];
  return said.filter(Boolean).join(',');
}

/** A number without an exponent, because 1e-7 could not be read again. */
function plain(number: number): string {
  return number.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 });
}

function spread(value: string): readonly [number, number] {
  const [from = '', to = from] = value.split('..');
  const bounds = [parseDuration(from), parseDuration(to)] as const;
  if (bounds[0] > bounds[1]) throw bad(value, 'ends before it begins');
  return bounds;
}

function whole(name: string, value: string | undefined, from: number, to = 1_000_000_000): number {
  const number = /^\d+$/.test(value ?? '') ? Number(value) : Number.NaN;
  if (number >= from && number <= to) return number;
  throw bad(`${name}=${value ?? ''}`, `takes a whole number from ${from} to ${to}`);
}

function share(value: string | undefined): number {
  const number = /^(0?\.\d+|[01](\.0+)?)$/.test(value ?? '') ? Number(value) : Number.NaN;
  if (number >= 0 && number <= 1) return number;
  throw bad(`probability=${value ?? ''}`, 'takes a number from 0 to 1');
}

function mediaType(value: string): string {
  if (/^[\w.+-]+\/[\w.+-]+(;[\x20-\x7e]*)?$/.test(value)) return value;
  throw bad(`type=${value}`, 'takes a media type such as text/html');
}

function needed(name: string, value: string | undefined): string {
  if (value) return value;
  throw bad(name, 'takes a value');
}

function bad(text: string, why: string): Problem {
  return new Problem(400, 'Bad fault', { detail: `'${text}' ${why}.`, given: text, hint: example });
}
