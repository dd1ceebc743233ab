// Pages that are run: the terminal sessions and the code of a page of Markdown, as a reader would paste them.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
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
/** The addresses that pages name; while they are run, servers listen on other ports. */
const shownUrl = /(?<=https?:\/\/)(127\.0\.0\.1|localhost):\d+/g;

/** The blocks of a page that are fenced as this language. */
export function blocksOf(page: string, language: string): string[] {
  const fenced = new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm');
  return [...readFileSync(page, 'utf8').matchAll(fenced)].map((match) => match[1]!);
}

/**
 * Runs a page in the order in which it is read: every terminal command prints what is shown below it, one that ends in `&`
 * starts a server, and every block of JavaScript prints what stands behind `// prints: `. The files that commands write
 * are in a folder of their own.
 */
export async function runPage(page: string): Promise<void> {
  const servers: ChildProcess[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'standin-page-'));
  /** By the address that the page shows: the one that is listened on while it is run. */
  const addresses = new Map<string, string>();
  const here = (text: string) => text.replaceAll(shownUrl, (shown) => addresses.get(portOf(shown)) ?? shown);
  try {
    for (const { command, output } of blocksOf(page, 'console').flatMap(stepsOf)) {
      if (/^npx vitest/.test(command)) continue;
      if (/^npx standin (serve|record) .*&$/.test(command)) {
        const { server, url } = await start(here(command), folder);
        servers.push(server);
        addresses.set(/(?:-p|--port) (\d+)/.exec(command)?.[1] ?? '4010', new URL(url).host);
        continue;
      }
      const line = here(command).replaceAll(
        'npx standin',
        `'${process.execPath}' '${resolve('dist/cli/main.js')}'`,
      );
      const { stdout } = await run('bash', ['-c', line], { cwd: folder });
      expect(stdout.replaceAll('\r', '').trimEnd(), command).toBe(output);
    }
    for (const code of blocksOf(page, 'js')) await runCode(here(code));
  } finally {
    for (const server of servers) server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts a server with the flags that a page shows, and on a free port if it is to have one. */
async function start(command: string, cwd: string): Promise<{ server: ChildProcess; url: string }> {
  const port = command.includes(' --socket ') ? '' : ' -p 0';
  const line = command
    .replace(/^npx standin /, `exec '${process.execPath}' '${resolve('dist/cli/main.js')}' `)
    .replace(/ (-p|--port) \d+/, '')
    .replace(/( --quiet)? &$/, `${port}${command.includes('standin record') ? '' : ' --json'}`);
  const server = spawn('bash', ['-c', line], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'close').then(() => Promise.reject(new Error(`it ended: ${command}`)));
  const [ready] = await Promise.race([once(server.stdout, 'data'), ended]);
  ended.catch(() => {});
  const said = String(ready);
  const url = said.startsWith('{')
    ? (JSON.parse(said) as { url: string }).url
    : /http:\/\/127\.0\.0\.1:\d+/.exec(said)![0];
  return { server, url };
}

function portOf(url: string): string {
  return /\d+$/.exec(url)![0];
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
