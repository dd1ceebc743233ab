// Completion, by the shells themselves: each reads its script and is asked what may follow.
import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { standin } from '../_cli.ts';

const scripts = new Map<string, string>();
const commands = ['serve', 'generate', 'verify', 'grade', 'record', 'mutate', 'completion'];
const apis = ['codearts', 'copr', 'copr-waiting', 'entrecode', 'erigones'];

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, out, err } = await standin('completion', shell);
    expect([code, err]).toEqual([0, '']);
    scripts.set(shell, out);
  }
});

/** What a shell offers for the last of these words. */
const offered: Readonly<Record<string, (words: readonly string[]) => readonly string[]>> = {
  bash: (words) =>
    linesOf(
      'bash',
      ['--norc', '-c'],
      [
        scripts.get('bash')!,
        `COMP_WORDS=(${words.map(quoted).join(' ')}); COMP_CWORD=${words.length - 1}; _standin`,
        `printf '%s\\n' "\${COMPREPLY[@]}"`,
      ],
    ),
  // Outside of its line editor zsh completes nothing, so these stand for what it would show.
  zsh: (words) =>
    linesOf(
      'zsh',
      ['-f', '-c'],
      [
        'compdef() { :; }; _files() { print -l -- ./*(N:t); }; compadd() { shift; print -l -- "$@"; }',
        `_describe() { print -l -- "\${(@P)2%%:*}"; }`,
        scripts.get('zsh')!,
        `words=(${words.map(quoted).join(' ')}); CURRENT=${words.length}; _standin`,
      ],
    ).filter((word) => word.startsWith(words.at(-1)!)),
  fish: (words) =>
    linesOf(
      'fish',
      ['--no-config', '-c'],
      [scripts.get('fish')!, `complete -C ${quoted(words.join(' '))}`],
    ).map((line) => line.split('\t')[0]!),
};

const quoted = (text: string) => `'${text}'`;

function linesOf(shell: string, flags: readonly string[], lines: readonly string[]): readonly string[] {
  const out = execFileSync(shell, [...flags, lines.join('\n')], { encoding: 'utf8', timeout: 60_000 });
  return out.split('\n').filter((line) => line !== '');
}

describe.each(['bash', 'zsh', 'fish'])('%s', (shell) => {
  const ask = (...words: string[]) => offered[shell]!(['standin', ...words]);

  it('offers the commands', () => {
    expect(ask('')).toEqual(expect.arrayContaining(commands));
    expect(ask('ver')).toEqual(['verify']);
  });

  it('offers the APIs to commands that ask for one', () => {
    for (const command of ['serve', 'verify', 'mutate', 'grade'])
      expect(ask(command, '')).toEqual(expect.arrayContaining(apis));
    expect(ask('verify', 'copr-')).toEqual(['copr-waiting']);
  });

  it('offers the flags of a command, and of no other', () => {
    expect(ask('verify', '--fail')).toEqual(['--fail-on']);
    expect(ask('serve', '--fail')).not.toContain('--fail-on');
  });

  it('offers the values of a flag, and files where it takes a file', () => {
    expect([...ask('serve', '--profile', '')].sort()).toEqual(['corrected', 'literal', 'observed']);
    expect(ask('verify', '--har', 'pack')).toEqual(expect.arrayContaining(['package.json']));
  });
});

it('offers every command that the program has', async () => {
  const { out } = await standin('--help');
  const known = [
    ...out
      .split('Commands:')[1]!
      .split('Start here')[0]!
      .matchAll(/^ {2}([a-z]+)/gm),
  ].map(([, name]) => name!);
  expect(offered.bash!(['standin', '']).concat('help').sort()).toEqual(known.sort());
});

it('says which shells there are', async () => {
  const { code, err } = await standin('completion', 'powershell');
  expect([code, err]).toEqual([2, expect.stringContaining('bash, zsh, fish')]);
});
