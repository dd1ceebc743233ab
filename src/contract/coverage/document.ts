// Compares a ledger with the text of its document, line by line.
import { createHash } from 'node:crypto';
import type { Clause, Ledger } from '../../core/api/documents.ts';

/** A line of the ledger's document, with what the ledger says of it. */
export interface KnownLine {
  readonly number: number;
  readonly clauses: readonly Clause[];
  readonly leftOut?: string;
}

/** A line of the text at hand. */
export interface LineCoverage extends KnownLine {
  readonly text: string;
  /** It differs from the line that the ledger was written for, or is new. */
  readonly changed: boolean;
  /** It has content, but nothing in the ledger covers it. */
  readonly orphan: boolean;
}

export interface DocumentCoverage {
  readonly sha256: string;
  /** Whether it is exactly the document that the ledger was written for. */
  readonly same: boolean;
  readonly lines: readonly LineCoverage[];
  /** Lines of the ledger's document that are no longer there. */
  readonly missing: readonly KnownLine[];
}

export function checkDocument(ledger: Ledger, text: string): DocumentCoverage {
  const texts = text.split(/\r?\n/);
  if (texts.at(-1) === '') texts.pop();
  const { document } = ledger;
  const hashes = texts.map((line) => hash(line).slice(0, 8));
  const { known, missing } = align(document.lineHashes, hashes);
  const lines = texts.map((line, index): LineCoverage => {
    const old = known[index];
    const about = old === undefined ? { clauses: [] } : knownLine(ledger, old + 1);
    const changed = old === undefined || hashes[index] !== document.lineHashes[old];
    const orphan = line.trim() !== '' && about.clauses.length === 0 && !('leftOut' in about);
    return { ...about, number: index + 1, text: line, changed, orphan };
  });
  const sha256 = hash(text);
  return {
    sha256,
    same: sha256 === document.sha256,
    lines,
    missing: missing.map((index) => knownLine(ledger, index + 1)),
  };
}

function knownLine({ clauses, leftOut }: Ledger, number: number): KnownLine {
  const within = ([from, to]: readonly [number, number]) => from <= number && number <= to;
  const why = leftOut.find((part) => within(part.lines))?.why;
  return {
    number,
    clauses: clauses.filter((clause) => clause.lines.some(within)),
    ...(why !== undefined && { leftOut: why }),
  };
}

/**
 * Finds the old line of each new line: the longest common subsequence stays, and between two lines that stay, old and
 * new lines are paired in their order. The remaining lines are new or missing.
 */
function align(old: readonly string[], now: readonly string[]) {
  const kept = longestCommon(old, now);
  const known: (number | undefined)[] = now.map(() => undefined);
  const missing: number[] = [];
  let [from, at] = [0, 0];
  for (const [oldEnd, newEnd] of [...kept, [old.length, now.length] as const]) {
    while (from < oldEnd && at < newEnd) known[at++] = from++;
    while (from < oldEnd) missing.push(from++);
    at = newEnd;
    if (newEnd < now.length) known[at++] = from++;
  }
  return { known, missing };
}

/** Pairs of positions of a longest common subsequence. */
function longestCommon(old: readonly string[], now: readonly string[]): (readonly [number, number])[] {
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j]!;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < old.length && j < now.length; ) {
    if (old[i] === now[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

function hash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
