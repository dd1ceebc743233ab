// Where figures go: all of them to a file of results, with the machine that they were taken on, and a table into the docs.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';

/** The folder from which the bench was started: the package. */
export const root = process.cwd();

/** The load average over a minute. */
export function load(): number {
  return Math.round(loadavg()[0]! * 10) / 10;
}

/** What one must know of a machine to read figures taken on it. */
export function machine() {
  const [cpu] = cpus();
  return {
    node: process.version,
    cpu: cpu?.model,
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 1e9),
  };
}

/** Writes the figures of a section, raw ones included, to `bench/results/<section>.json`. */
export function keep(section: string, figures: object): void {
  const folder = join(root, 'bench/results');
  mkdirSync(folder, { recursive: true });
  const whole = { section, taken: new Date().toISOString(), machine: machine(), ...figures };
  writeFileSync(join(folder, `${section}.json`), `${JSON.stringify(whole, null, 1)}\n`);
}

/** Puts text between the two comments of this name in `docs/performance.md`, and prints it. */
export function publish(name: string, text: string): void {
  console.log(`\n${text}\n`);
  const page = join(root, 'docs/performance.md');
  const [begin, end] = [`<!-- bench: ${name} -->`, `<!-- end: ${name} -->`];
  const before = readFileSync(page, 'utf8');
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < 0)
    throw new Error(`${page} has no place for '${name}': write ${begin} and ${end} there.`);
  writeFileSync(page, `${before.slice(0, from + begin.length)}\n\n${text}\n\n${before.slice(to)}`);
}

/** A table in Markdown; all columns but the first to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`;
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? Number.NaN : sorted[Math.floor(sorted.length / 2)]!;
}

/** `0.82 (0.74 to 0.91)`: the median, the least and the most. */
export function spread(values: readonly number[], digits = 2): string {
  if (values.length === 0) return '–';
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}

export function columnOf<T, K extends keyof T>(rows: readonly T[], key: K): T[K][] {
  return rows.map((row) => row[key]);
}
