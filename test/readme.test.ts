// The README, run: its terminal sessions, its code, and its table of routes.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { adminSurface } from '../src/server/admin/index.ts';
import { createWorlds } from '../src/server/worlds.ts';

const run = promisify(execFile);
const readme = readFileSync('README.md', 'utf8');
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1]!);

describe('the README', () => {
  it('shows terminal sessions that run as shown', async () => {
    const [serve, ...steps] = blocks('console').flatMap(stepsOf);
    const flags = serve!.command
      .replace(/^npx standin /, '')
      .replace(/ &$/, '')
      .replace('--quiet', '--json');
    const server = spawn(process.execPath, ['dist/cli/main.js', ...flags.split(' '), '-p', '0']);
    try {
      const [line] = await once(server.stdout, 'data');
      const { url } = JSON.parse(String(line)) as { url: string };
      for (const { command, output } of steps) {
        const here = command.replaceAll('npx standin', `'${process.execPath}' dist/cli/main.js`);
        const { stdout } = await run('bash', ['-c', here.replaceAll('http://127.0.0.1:4010', url)]);
        expect(stdout.replaceAll('\r', '').trimEnd(), command).toBe(output);
      }
    } finally {
      server.kill();
    }
  }, 120_000);

  it('shows code that runs as shown', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'standin-readme-'));
    try {
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
      await run('mkdir', [join(folder, 'node_modules')]);
      symlinkSync(resolve('.'), join(folder, 'node_modules/standin'));
      for (const code of blocks('ts')) {
        writeFileSync(join(folder, 'example.js'), code);
        const { stdout } = await run(process.execPath, ['example.js'], { cwd: folder });
        expect(stdout.trim()).toBe(/\/\/ prints: (.*)/.exec(code)![1]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('lists every admin route with what it does', () => {
    const rows = adminSurface([], createWorlds({ apis: [] }), () => ({})).operations.map(
      ({ method, path, says }) => `| \`${method} ${path}\` | ${says} |`,
    );
    const shown = [...readme.matchAll(/^\| `\w+ \/__standin.*$/gm)].map(([row]) =>
      row.replaceAll(/ +/g, ' '),
    );
    expect(shown.sort()).toEqual(rows.sort());
  });

  it('names only files that exist', () => {
    for (const [, path] of readme.matchAll(/\]\(((?!http)[^)]+)\)/g))
      expect(() => readFileSync(path!, { flag: 'r' }), path).not.toThrow(/ENOENT/);
  });
});

function stepsOf(block: string): { command: string; output: string }[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const [command = '', ...output] = step.trimEnd().split('\n');
      return { command, output: output.join('\n') };
    });
}
