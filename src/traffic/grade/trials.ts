// The trials: what a polling client meets sooner or later, one thing at a time.
import type { Expected } from './run.ts';

/** What is done to one response. Durations in ms. */
export interface Trouble {
  readonly name: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the body. */
  readonly text?: string;
  readonly cut?: 'reset' | 'truncate' | 'hang';
  /** Until the first byte. */
  readonly delay?: number;
  /** What becomes of the word that tells the state. */
  readonly word?: 'unknown' | 'missing' | 'null' | 'earlier';
  /** A member that nobody has heard of is added. */
  readonly extra?: true;
  /** The response leads elsewhere: to the same server, or to one of another origin. */
  readonly redirect?: 'here' | 'elsewhere';
}

export interface Trial {
  readonly name: string;
  readonly says: string;
  readonly scenario: 'succeeds' | 'fails' | 'canceled' | 'stuck';
  readonly expected: Expected;
  /** Which looks meet the trouble, from 1; `end`: those after a final state was shown. */
  readonly on?: readonly [from: number, to: number] | 'end';
  readonly trouble?: Trouble;
  /** Whether states between the first and the last are over at once. */
  readonly skips?: true;
  /** How many times as long as usual it takes. */
  readonly longer?: number;
}

const forever = Number.POSITIVE_INFINITY;
const page = '<!doctype html><title>Maintenance</title><h1>We will be back soon.</h1>';

const strikes = (
  name: string,
  says: string,
  on: Trial['on'],
  trouble: Omit<Trouble, 'name'>,
  expected: Expected = 'success',
): Trial => ({ name, says, scenario: 'succeeds', expected, on: on!, trouble: { name, ...trouble } });

/** `wait`: how many seconds a response asks the client to wait where it does. `date`: an HTTP date that far from now. */
export function trialsWith({ wait, date }: { readonly wait: number; date(): string }): readonly Trial[] {
  const unavailable = { status: 503, text: 'Service Unavailable' };
  return [
    { name: 'succeeds', says: 'It succeeds.', scenario: 'succeeds', expected: 'success' },
    { name: 'fails', says: 'It fails.', scenario: 'fails', expected: 'failure' },
    { name: 'canceled', says: 'Somebody cancels it.', scenario: 'canceled', expected: 'failure' },
    { name: 'stuck', says: 'It never ends.', scenario: 'stuck', expected: 'end' },
    {
      name: 'skips-states',
      says: 'It is over before the states between are seen.',
      scenario: 'succeeds',
      expected: 'success',
      skips: true,
    },
    {
      name: 'very-long',
      says: 'It takes three times as long.',
      scenario: 'succeeds',
      expected: 'success',
      longer: 3,
    },
    strikes('unknown-state', 'Three looks show a state that no document names.', [2, 4], { word: 'unknown' }),
    strikes(
      'unknown-for-ever',
      'The state is a word that no document names, and it does not change.',
      [2, forever],
      { word: 'unknown' },
      'end',
    ),
    strikes('state-missing', 'Two looks show no state.', [2, 3], { word: 'missing' }),
    strikes('state-null', 'Two looks show null for a state.', [2, 3], { word: 'null' }),
    strikes('member-unknown', 'Each response has a member that no document names.', [1, forever], {
      extra: true,
    }),
    strikes('503-once', 'One look is answered 503.', [2, 2], unavailable),
    strikes('503-thrice', 'Three looks are answered 503.', [2, 4], unavailable),
    strikes('503-retry-after', `One look is answered 503 with Retry-After: ${wait}.`, [2, 2], {
      ...unavailable,
      headers: { 'retry-after': `${wait}` },
    }),
    strikes('503-retry-date', 'One look is answered 503 with a date in Retry-After.', [2, 2], {
      ...unavailable,
      get headers() {
        return { 'retry-after': date() };
      },
    }),
    strikes('429', `One look is answered 429 with Retry-After: ${wait}.`, [2, 2], {
      status: 429,
      text: 'Too Many Requests',
      headers: { 'retry-after': `${wait}` },
    }),
    strikes('retry-after-on-200', `A look that succeeds asks to wait: Retry-After: ${wait}.`, [1, 1], {
      headers: { 'retry-after': `${wait}` },
    }),
    strikes('reset', 'The connection is reset under one look.', [2, 2], { cut: 'reset' }),
    strikes('empty-body', 'One look has an empty body.', [2, 2], { text: '' }),
    strikes('truncated', 'The body of one look ends in its middle.', [2, 2], { cut: 'truncate' }),
    strikes('html', 'One look is answered by a page.', [2, 2], {
      text: page,
      headers: { 'content-type': 'text/html' },
    }),
    strikes('slow-first-byte', 'One look is answered late.', [2, 2], { delay: 1_500 }),
    strikes('hang', 'One look is never answered.', [2, 2], { cut: 'hang' }, 'end'),
    strikes(
      'not-yet-there',
      'The first two looks are answered 404.',
      [1, 2],
      { status: 404, text: '{}' },
      'either',
    ),
    strikes(
      'gone',
      'From the third look on it is gone: 404.',
      [3, forever],
      { status: 404, text: '{}' },
      'failure',
    ),
    strikes('flips', 'After its end it is shown as running again.', 'end', { word: 'earlier' }),
    strikes('clock-skew', "The server's clock is a day ahead.", [1, forever], {
      get headers() {
        return { date: new Date(Date.parse(date()) + 86_400_000).toUTCString() };
      },
    }),
    strikes('redirect', 'One look is sent to another path of the server.', [2, 2], { redirect: 'here' }),
    strikes(
      'redirect-elsewhere',
      'One look is sent to another origin.',
      [2, 2],
      { redirect: 'elsewhere' },
      'either',
    ),
    strikes(
      'token-expires',
      'From the third look on it is answered 401.',
      [3, forever],
      { status: 401, text: '{}' },
      'either',
    ),
  ];
}
