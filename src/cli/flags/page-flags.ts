// The flags of `serve` about the page that a browser gets: not to have it, or to open it at once.
import { spawn } from 'node:child_process';
import type { Command } from 'commander';
import { say } from '../terminal/print.ts';
import type { ListOption } from './access-flags.ts';
import { isOn } from './flag-values.ts';

export interface PageFlags {
  readonly page: boolean;
  readonly open?: boolean;
  readonly verifyUrl: readonly string[];
}

export function addPageFlags(command: Command, listOption: ListOption): Command {
  return command
    .addOption(
      listOption(
        'verify-url',
        'origin',
        'a server, besides those of this machine, that the page may verify',
      ).env('STANDIN_VERIFY_URL'),
    )
    .option('--no-page', 'serve no page for browsers at /__standin/ (env: STANDIN_NO_PAGE)')
    .option('--open', 'open the page in the browser (env: STANDIN_OPEN)');
}

/** Whether there is a page. */
export function hasPage({ page }: PageFlags): boolean {
  return page && !isOn('STANDIN_NO_PAGE');
}

/** Opens the page of a Standin, if that was requested. */
export function openPage(flags: PageFlags, url: string): void {
  if (!(flags.open ?? isOn('STANDIN_OPEN')) || !hasPage(flags)) return;
  const [program, ...before] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(program!, [...before, `${url}/__standin/`], { stdio: 'ignore', detached: true });
  child.on('error', () => say(`No browser could be opened by ${program}. The page is at ${url}/__standin/`));
  child.unref();
}

const openers: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  // The first argument in quotes is a title.
  win32: ['cmd', '/c', 'start', ''],
};
