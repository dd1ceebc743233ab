// What stands on each clause, and how a ledger is held against the text of its document.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { coverageOf } from '../../src/contract/coverage/coverage.ts';
import { checkDocument } from '../../src/contract/coverage/document.ts';
import { coveragePage } from '../../src/contract/coverage/page.ts';
import type { Ledger } from '../../src/core/api/documents.ts';

describe.each(Object.values(registry).map((api) => [api.name, api] as const))('%s', (_, api) => {
  const coverage = coverageOf(api);

  it('has nothing in its document that stands on nothing', () => {
    expect(
      coverage.clauses.filter((each) => each.lacks).map(({ clause, lacks }) => `${clause.id}: ${lacks}`),
    ).toEqual([]);
  });

  it('cites no clause that does not exist', () => {
    expect(coverage.unknown).toEqual([]);
  });

  it('has a hash for each line of its document', () => {
    expect(coverage.document.lineHashes).toHaveLength(coverage.document.lines);
  });
});

describe('a ledger held against a document', () => {
  const text = 'Builds\n======\n\nA build has a state.\nIt may be <pending>.\n';
  const hash = (of: string) => createHash('sha256').update(of).digest('hex');
  const lines = text.trimEnd().split('\n');
  const ledger: Ledger = {
    document: {
      name: 'toy.txt',
      sha256: hash(text),
      lines: lines.length,
      lineHashes: lines.map((line) => hash(line).slice(0, 8)),
    },
    clauses: [
      { id: 'toy/state', lines: [[4, 4]], kind: 'asserted', says: 'A build has a state.' },
      { id: 'toy/pending', lines: [[5, 5]], kind: 'simulated', says: 'A state is pending.' },
    ],
    leftOut: [{ lines: [1, 2], why: 'The title.' }],
  };

  it('is whole when every line that says something is spoken of', () => {
    const checked = checkDocument(ledger, text);
    expect(checked.same).toBe(true);
    expect(checked.lines.filter((line) => line.orphan || line.changed)).toEqual([]);
    expect(checked.lines.map((line) => line.clauses.map((clause) => clause.id))).toEqual([
      [],
      [],
      [],
      ['toy/state'],
      ['toy/pending'],
    ]);
  });

  it('notices one changed character, and which line and clause it touches', () => {
    const checked = checkDocument(ledger, text.replace('a state', 'a State'));
    expect(checked.same).toBe(false);
    expect(checked.lines.filter((line) => line.changed)).toMatchObject([
      { number: 4, clauses: [{ id: 'toy/state' }] },
    ]);
  });

  it('keeps its lines apart when one is added or deleted, and names what is missing', () => {
    const added = checkDocument(ledger, text.replace('A build', 'Something new.\nA build'));
    expect(added.lines.filter((line) => line.changed || line.orphan)).toMatchObject([
      { number: 4, orphan: true },
    ]);
    expect(added.missing).toEqual([]);
    const removed = checkDocument(ledger, text.replace('A build has a state.\n', ''));
    expect(removed.lines.filter((line) => line.changed)).toEqual([]);
    expect(removed.missing).toMatchObject([{ number: 4, clauses: [{ id: 'toy/state' }] }]);
    const cut = checkDocument(ledger, '');
    expect(cut.missing.map((line) => line.number)).toEqual([1, 2, 3, 4, 5]);
  });

  it('takes other line ends for another document with the same lines', () => {
    const checked = checkDocument(ledger, text.replaceAll('\n', '\r\n'));
    expect(checked.same).toBe(false);
    expect(checked.lines.filter((line) => line.changed)).toEqual([]);
    expect(checked.missing).toEqual([]);
  });

  it('finds a line that no clause speaks of', () => {
    const checked = checkDocument({ ...ledger, leftOut: [] }, text);
    expect(checked.lines.filter((line) => line.orphan).map((line) => line.number)).toEqual([1, 2]);
  });

  it('becomes a page of its own, safe to open', () => {
    const coverage = { ...coverageOf(registry.copr), document: ledger.document };
    const page = coveragePage(coverage, checkDocument(ledger, text));
    expect(page).toContain('It may be &lt;pending&gt;.');
    expect(page).toContain('left out: The title.');
    expect(page).not.toMatch(/<script|https?:\/\/(?!schema)|src=/);
  });
});
