// The packages of this folder: installed when a test first needs them, so that nobody who only serves waits for them.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

export const folder = import.meta.dirname;
const done = join(folder, 'node_modules', '.package-lock.json');
const lock = join(folder, '.installing');
const find = createRequire(join(folder, 'package.json'));

/** Installs what the lockfile says, once, however many test files ask at the same time. */
export async function install(): Promise<void> {
  for (let second = 0; second < 600 && !existsSync(done); second++) {
    if (!takeLock()) await setTimeout(1_000);
    else
      try {
        await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
          cwd: folder,
        });
      } finally {
        rmdirSync(lock);
      }
  }
}

function takeLock(): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

/** A package of this folder. It has no types here: they would only be there once it is installed. */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export async function load(name: string): Promise<any> {
  return import(pathToFileURL(find.resolve(name)).href);
}
