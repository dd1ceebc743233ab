// The README, run: its terminal sessions, its code, and its table of routes.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adminSurface } from '../src/server/control/index.ts';
import { createWorlds } from '../src/server/worlds.ts';
import { blocksOf, runCode, runPage } from './_page.ts';

const readme = readFileSync('README.md', 'utf8');

describe('the README', () => {
  it('shows terminal sessions that run as shown', () => runPage('README.md'));

  it('shows code that runs as shown', async () => {
    for (const code of blocksOf('README.md', 'ts')) await runCode(code);
  });

  it('lists every admin route with what it does', () => {
    const operations = adminSurface([], createWorlds({ apis: [] }), () => ({})).operations.map(
      ({ method, path, says }) => `| \`${method} ${path}\` | ${says} |`,
    );
    const shown = [...readme.matchAll(/^\| `\w+ \/__standin.*$/gm)].map(([operation]) =>
      operation.replaceAll(/ +/g, ' '),
    );
    expect(shown.sort()).toEqual(operations.sort());
  });

  it('names only files that exist', () => {
    for (const [, path] of readme.matchAll(/\]\(((?!http)[^)]+)\)/g))
      expect(() => readFileSync(path!, { flag: 'r' }), path).not.toThrow(/ENOENT/);
  });
});
