// Whatever text stands in a report or on a card, no way of writing it down lets it control a terminal or turn a line.
import { describe, expect, it } from 'vitest';
import { reporters } from '../../src/contract/reports/index.ts';
import { type Card, cardOf } from '../../src/traffic/grade/card.ts';
import { cardReporters } from '../../src/traffic/grade/reports/index.ts';
import type { Run } from '../../src/traffic/grade/run.ts';
import { sample } from './_reports.ts';

const nasty = 'a\u001b[31m\u0007\u0000\u009b2J\r\u202eb\u2066\u200f\u2028\ufeff';
const unseen = /[^\P{Cc}\n\t]|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
/** Members that hold one of a few words of ours, or an instant. */
const words = new Set(['verdict', 'severity', 'layer', 'began', 'kind', 'follows', 'method', 'how']);

/** The same with something nasty behind every text. */
function poisoned<T>(value: T, name = ''): T {
  if (typeof value === 'string') return (words.has(name) ? value : `${value}${nasty}`) as T;
  if (Array.isArray(value)) return value.map((each) => poisoned(each, name)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, poisoned(member, key)])) as T;
}

describe('text that would control a terminal', () => {
  it.each(Object.entries(reporters))('is text in a report: %s', (_, reporter) => {
    const written = reporter(poisoned({ ...sample, notes: ['a note'] }), { colour: false });
    expect(written.length).toBeGreaterThan(500);
    expect(unseen.exec(written)).toBeNull();
  });

  const poll = {
    ...{ number: 1, at: 10, until: 20, method: 'GET', path: '/', credentials: [], connection: 1, others: 0 },
    ...{ status: 200, state: 'running', elsewhere: false },
  };
  const run: Run = {
    ...{ trial: 'slow', says: 'It is slow.', expected: 'success', finals: ['succeeded'], patience: 9_000 },
    polls: [poll],
    ending: { how: 'failure', says: 'exit 1', at: 5_000, output: '' },
  };
  const about = { client: 'node client.js', api: 'copr', version: '0.1.0' };

  it.each(Object.entries(cardReporters))('is text on a card: %s', (_, reporter) => {
    const card: Card = { ...cardOf(about, []), runs: [run] };
    const rule = {
      ...card.rules[0]!,
      verdict: 'failed',
      marks: [{ trial: 'slow', verdict: 'failed', says: 'It hurried.' }],
    };
    const written = reporter(poisoned({ ...card, rules: [rule] } as Card), { colour: false });
    expect(written.length).toBeGreaterThan(100);
    expect(unseen.exec(written)).toBeNull();
  });
});
