// Pages that are run: the terminal sessions and the code of a page of Markdown, as a reader would paste them.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';

const run = promisify(execFile);
/** The port that pages name; the one that is listened on while they are run is another. */
const shownUrl = /http:\/\/(127\.0\.0\.1|localhost):\d+/g;

/** The blocks of a page that are fenced as this language. */
export function blocksOf(page: string, language: string): string[] {
  const fenced = new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm');
  return [...readFileSync(page, 'utf8').matchAll(fenced)].map((match) => match[1]!);
}

/**
 * Runs a page: its first terminal command starts a server, every further one prints what is shown below it, and every
 * block of JavaScript what stands behind `// prints: `. In the order of the page; the server is the same for all.
 */
export async function runPage(page: string): Promise<void> {
  const [serve, ...steps] = blocksOf(page, 'console').flatMap(stepsOf);
  const flags = serve!.command
    .replace(/^npx standin /, '')
    .replace(/ &$/, '')
    .replace(/ (-p|--port) \d+/, '')
    .replace('--quiet', '--json');
  const server = spawn(process.execPath, ['dist/cli/main.js', ...flags.split(' '), '-p', '0']);
  try {
    const [line] = await once(server.stdout, 'data');
    const { url } = JSON.parse(String(line)) as { url: string };
    for (const { command, output } of steps) {
      const here = command.replaceAll('npx standin', `'${process.execPath}' dist/cli/main.js`);
      const { stdout } = await run('bash', ['-c', here.replaceAll(shownUrl, url)]);
      expect(stdout.replaceAll('\r', '').trimEnd(), command).toBe(output);
    }
    for (const code of blocksOf(page, 'js')) await runCode(code.replaceAll(shownUrl, url));
  } finally {
    server.kill();
  }
}

/** Runs code as a module in a project that has what this one has, and standin; it prints what it says that it prints. */
export async function runCode(code: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'standin-page-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const modules = join(folder, 'node_modules');
    mkdirSync(modules);
    for (const name of readdirSync('node_modules').filter((each) => !each.startsWith('.')))
      symlinkSync(resolve('node_modules', name), join(modules, name));
    symlinkSync(resolve('.'), join(modules, 'standin'));
    writeFileSync(join(folder, 'example.js'), code);
    const { stdout } = await run(process.execPath, ['example.js'], { cwd: folder });
    const promised = [...code.matchAll(/\/\/ prints: (.*)/g)].map(([, text]) => text);
    expect(stdout.trim()).toBe(promised.join('\n'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function stepsOf(block: string): { command: string; output: string }[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const [command = '', ...output] = step.trimEnd().split('\n');
      return { command, output: output.join('\n') };
    });
}
