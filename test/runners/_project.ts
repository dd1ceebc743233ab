// A project of a stranger: Standin installed as npm would, beside the packages that are here, and the code blocks of a page.
import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export interface Ran {
  readonly code: number | null;
  /** What it printed to either stream. */
  readonly said: string;
}

export interface Project {
  readonly folder: string;
  write(file: string, text: string): void;
  /** Runs one of the installed programs to its end. */
  run(program: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
}

/** A project with the named code blocks of a page, gone afterwards. */
export async function inProject<T>(page: string, use: (project: Project) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'standin-project-'));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  try {
    install(join(folder, 'node_modules'));
    for (const [file, text] of blocksOf(page)) write(file, text);
    return await use({ folder, write, run: (program, args, env = {}) => run(folder, program, args, env) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The code blocks of a page that have a file's name behind their language. */
export function blocksOf(page: string): readonly (readonly [file: string, text: string])[] {
  const text = readFileSync(page.endsWith('.md') ? page : `docs/runners/${page}.md`, 'utf8');
  return [...text.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].map(([, file, code]) => [file!, code!]);
}

/** Copies what is published of Standin, and links what it and its users depend on. */
function install(modules: string): void {
  for (const name of readdirSync('node_modules')) {
    if (name.startsWith('.') && name !== '.bin') continue;
    const names = name.startsWith('@')
      ? readdirSync(`node_modules/${name}`).map((own) => `${name}/${own}`)
      : [name];
    for (const each of names) link(join(modules, each), resolve('node_modules', each));
  }
  const { files } = JSON.parse(readFileSync('package.json', 'utf8')) as { files: readonly string[] };
  for (const file of ['package.json', ...files.filter((each) => !/^!|\*/.test(each))])
    cpSync(file, join(modules, 'standin', file), { recursive: true });
}

function link(at: string, to: string): void {
  mkdirSync(dirname(at), { recursive: true });
  symlinkSync(to, at);
}

function run(
  cwd: string,
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ran> {
  // A runner that finds itself within another behaves otherwise.
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|JEST|NODE_|TEST|CI$|npm_|DEV$|PROD$|MODE$|SSR$)/.test(name),
    ),
  );
  const command = program === 'node' ? process.execPath : join(cwd, 'node_modules/.bin', program);
  return new Promise((done) => {
    const child = spawn(command, args, { cwd, env: { ...inherited, NO_COLOR: '1', ...env } });
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk;
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('close', (code) => done({ code, said }));
  });
}
