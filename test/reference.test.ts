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

  it('has every command with its flags', () => {
    const helpOf = (...command: string[]) =>
      execFileSync(process.execPath, ['dist/cli/main.js', ...command, '--help'], {
        encoding: 'utf8',
        env: { ...process.env, COLUMNS: '100', NO_COLOR: '1' },
      });
    const listed = helpOf()
      .split('Commands:\n')[1]!
      .split('\n\n')[0]!
      .matchAll(/^ {2}([a-z]+) /gm);
    const commands = [...listed].flatMap(([, name]) => (name === 'help' ? [] : [name!]));
    expect(commands.length).toBeGreaterThan(10);
    const sections = page('cli.md').split(/^## /m);
    for (const command of commands) {
      const section = sections.find((each) => each.startsWith(`standin ${command}\n`));
      expect(section, command).toContain(helpOf(command).trimEnd());
    }
  });
});
