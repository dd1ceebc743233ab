// The trials: what a polling client meets sooner or later, one fault at a time.
import type { Expected } from './run.ts';

/** The fault of one response. Durations in ms. */
export interface TrialFault {
  readonly name: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the body. */
  readonly text?: string;
  readonly cut?: 'reset' | 'truncate' | 'hang';
  /** The delay until the first byte. */
  readonly delay?: number;
  /** The change of the word that shows the state. */
  readonly word?: 'unknown' | 'missing' | 'null' | 'earlier';
  /** Adds an unknown member. */
  readonly extra?: true;
  /** A redirect: to the same server, or to one of another origin. */
  readonly redirect?: 'here' | 'elsewhere';
}

export interface Trial {
  readonly name: string;
  readonly says: string;
  readonly scenario: 'succeeds' | 'fails' | 'canceled' | 'stuck';
  readonly expected: Expected;
  /** The polls that meet the fault, from 1; `end`: those after a final state was shown. */
  readonly on?: readonly [from: number, to: number] | 'end';
  readonly fault?: TrialFault;
  /** Whether the states between the first and the last take no time. */
  readonly skips?: true;
  /** The duration of the job, as a factor. */
  readonly longer?: number;
}

const forever = Number.POSITIVE_INFINITY;
const page = '<!doctype html><title>Maintenance</title><h1>We will be back soon.</h1>';

const strikes = (
  name: string,
  says: string,
  on: Trial['on'],
  fault: Omit<TrialFault, 'name'>,
  expected: Expected = 'success',
): Trial => ({ name, says, scenario: 'succeeds', expected, on: on!, fault: { name, ...fault } });

/** `wait`: how many seconds a response asks the client to wait, if it does. `date`: an HTTP date that far from now. */
export function trialsWith({ wait, date }: { readonly wait: number; date(): string }): readonly Trial[] {
  const unavailable = { status: 503, text: 'Service Unavailable' };
  return [
    { name: 'succeeds', says: 'It succeeds.', scenario: 'succeeds', expected: 'success' },
    { name: 'fails', says: 'It fails.', scenario: 'fails', expected: 'failure' },
    { name: 'canceled', says: 'It is canceled.', scenario: 'canceled', expected: 'failure' },
    { name: 'stuck', says: 'It never ends.', scenario: 'stuck', expected: 'end' },
    {
      name: 'skips-states',
      says: 'It ends before the states in between are shown.',
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
    strikes('unknown-state', 'Three polls show an unknown state.', [2, 4], { word: 'unknown' }),
    strikes(
      'unknown-for-ever',
      'The state is an unknown word that never changes.',
      [2, forever],
      { word: 'unknown' },
      'end',
    ),
    strikes('state-missing', 'Two polls show no state.', [2, 3], { word: 'missing' }),
    strikes('state-null', 'Two polls show null for a state.', [2, 3], { word: 'null' }),
    strikes('member-unknown', 'Each response has an unknown member.', [1, forever], {
      extra: true,
    }),
    strikes('503-once', 'One poll is answered with 503.', [2, 2], unavailable),
    strikes('503-thrice', 'Three polls are answered with 503.', [2, 4], unavailable),
    strikes('503-retry-after', `One poll is answered with 503 and Retry-After: ${wait}.`, [2, 2], {
      ...unavailable,
      headers: { 'retry-after': `${wait}` },
    }),
    strikes('503-retry-date', 'One poll is answered with 503 and a date in Retry-After.', [2, 2], {
      ...unavailable,
      get headers() {
        return { 'retry-after': date() };
      },
    }),
    strikes('429', `One poll is answered with 429 and Retry-After: ${wait}.`, [2, 2], {
      status: 429,
      text: 'Too Many Requests',
      headers: { 'retry-after': `${wait}` },
    }),
    strikes('retry-after-on-200', `A successful poll asks to wait: Retry-After: ${wait}.`, [1, 1], {
      headers: { 'retry-after': `${wait}` },
    }),
    strikes('reset', 'The connection is reset during one poll.', [2, 2], { cut: 'reset' }),
    strikes('empty-body', 'One poll gets an empty body.', [2, 2], { text: '' }),
    strikes('truncated', 'The body of one response ends in the middle.', [2, 2], { cut: 'truncate' }),
    strikes('html', 'One poll is answered with an HTML page.', [2, 2], {
      text: page,
      headers: { 'content-type': 'text/html' },
    }),
    strikes('slow-first-byte', 'One poll is answered late.', [2, 2], { delay: 1_500 }),
    strikes('hang', 'One poll is never answered.', [2, 2], { cut: 'hang' }, 'end'),
    strikes(
      'not-yet-there',
      'The first two polls are answered with 404.',
      [1, 2],
      { status: 404, text: '{}' },
      'either',
    ),
    strikes(
      'gone',
      'From the third poll on it is gone: 404.',
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
    strikes('redirect', 'One poll is redirected to another path of the server.', [2, 2], {
      redirect: 'here',
    }),
    strikes(
      'redirect-elsewhere',
      'One poll is redirected to another origin.',
      [2, 2],
      { redirect: 'elsewhere' },
      'either',
    ),
    strikes(
      'token-expires',
      'From the third poll on it is answered with 401.',
      [3, forever],
      { status: 401, text: '{}' },
      'either',
    ),
  ];
}
