// The README and the guides, run as a reader would: their terminal sessions, their code, and the projects that they describe.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blocksOf, runCode, runPage } from './_page.ts';
import { inProject } from './runners/_project.ts';

const pages = ['README.md', ...readdirSync('docs/guides').map((file) => `docs/guides/${file}`)];

describe.each(pages)('%s', (page) => {
  it('shows terminal sessions that run as shown', () => runPage(page));

  it('shows code that runs as shown', async () => {
    for (const code of blocksOf(page, 'ts')) await runCode(code);
  });
});

describe('the README', () => {
  const readme = readFileSync('README.md', 'utf8');

  it('can be read in a few minutes', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(150);
  });

  it('shows tests that pass', () =>
    inProject('README.md', async ({ run }) => {
      const { code, said } = await run('vitest', ['run']);
      expect(said).toMatch(/Tests +2 passed \(2\)/);
      expect(code).toBe(0);
    }));

  it('is short because the index of docs/ names every guide', () => {
    const index = readFileSync('docs/README.md', 'utf8');
    for (const page of pages.slice(1)) expect(index).toContain(`](${page.replace('docs/', '')})`);
  });
});

describe('the guide on APIs of your own', () => {
  it('shows an API that works, in types that TypeScript understands', () =>
    inProject('docs/guides/define-api.md', async ({ run, write }) => {
      const { code, said } = await run('vitest', ['run']);
      expect(said).toMatch(/Tests +2 passed \(2\)/);
      expect(code).toBe(0);
      write('tsconfig.json', tsconfig);
      expect(await run('tsc', ['--noEmit'])).toEqual({ code: 0, said: '' });
    }));
});

describe('the map in AGENTS.md', () => {
  const text = readFileSync('AGENTS.md', 'utf8');
  const paths = [
    ...text.matchAll(/`((?:src|test|docs|scripts|bench|contracts|schemas|fixtures)\/[^`\s*]*)`/g),
  ].map(([, path]) => path!);

  it('names only what exists', () => {
    const missing = paths.filter(
      (path) => !/<(new|name|operation|section)>/.test(path) && !existsSync(path.replace('<api>', 'copr')),
    );
    expect(paths.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  it('names every room', () => {
    const rooms = readdirSync('src', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/apis/.test(entry.parentPath))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((room) => readdirSync(room).some((file) => file.endsWith('.ts')));
    const parents = rooms.filter(
      (room) => !paths.some((path) => path.startsWith(room) || room.startsWith(path.replace(/\/$/, ''))),
    );
    expect(parents).toEqual([]);
  });
});

describe('a path', () => {
  it('that a page of docs names is there', () => {
    const pages = readdirSync('docs', { recursive: true }).map((page) => join('docs', `${page}`));
    const named = pages
      .filter((page) => page.endsWith('.md') && !page.startsWith(join('docs', 'reference')))
      .flatMap((page) =>
        [...readFileSync(page, 'utf8').matchAll(/`((?:src|test|scripts|bench)\/[\w./-]+)`/g)].map(
          ([, path]) => ({ page, path: path! }),
        ),
      );
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter(({ path }) => !existsSync(path))).toEqual([]);
  });
});

describe('a link', () => {
  const linking = ['README.md', ...markdownBelow('docs')];

  it.each(linking)('in %s leads to a file, and to a heading of it', (page) => {
    for (const [, target] of readFileSync(page, 'utf8').matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)) {
      const [path, anchor] = target!.split('#') as [string, string | undefined];
      const file = path === '' ? page : normalize(join(dirname(page), path));
      expect(existsSync(file), `${page}: ${target}`).toBe(true);
      if (anchor) expect(anchorsOf(file), `${page}: ${target}`).toContain(anchor);
    }
  });
});

function markdownBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((file) => join(folder, String(file)))
    .filter((file) => file.endsWith('.md'));
}

/** The anchors of a page: its headings as GitHub names and numbers them, and those that it sets itself. */
function anchorsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const seen = new Map<string, number>();
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => {
    const name = heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-');
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name}-${before}`;
  });
  return [...headings, ...[...text.matchAll(/<a id="([^"]+)"/g)].map(([, id]) => id!)];
}

const tsconfig = JSON.stringify({
  compilerOptions: {
    ...{ strict: true, target: 'ES2022', module: 'ESNext', moduleResolution: 'Bundler' },
    ...{ lib: ['ES2023', 'DOM'], types: ['node'], skipLibCheck: true },
  },
  include: ['*.ts'],
});
