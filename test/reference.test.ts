// The reference is made from the source: it is as the source is, and has every public name, option and flag.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const page = (name: string) => readFileSync(`docs/reference/${name}`, 'utf8');

describe('the reference', () => {
  it('is what the source says now (else: npm run reference)', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/reference.mjs', '--check'], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('has every public name', () => {
    const types = readFileSync('dist/types/src/index.d.ts', 'utf8').replaceAll(
      /\/\/.*$|\/\*[\s\S]*?\*\//gm,
      '',
    );
    const names = [...types.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, list]) =>
      list!.split(',').flatMap((each) => each.trim().replace(/^type /, '') || []),
    );
    expect(names.length).toBeGreaterThan(60);
    const headings = new Set(
      [...page('library/standin.md').matchAll(/^### (\w+)/gm)].map(([, name]) => name),
    );
    expect(names.filter((name) => !headings.has(name))).toEqual([]);
  });

  it('has every flag of serve', () => {
    const help = execFileSync(process.execPath, ['dist/cli/main.js', 'serve', '--help'], {
      encoding: 'utf8',
    });
    const flags = [...help.matchAll(/^ +(?:-\w, )?(--[\w-]+)/gm)].map(([, flag]) => flag!);
    expect(flags.length).toBeGreaterThan(20);
    for (const flag of flags) expect(page('cli.md')).toContain(flag);
  });
});
