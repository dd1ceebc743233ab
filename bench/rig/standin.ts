// The Standin that is measured, as its users start it, and what is requested of it.
import type { Contender, Running } from './launch.ts';

/** With so many build tasks; `more` are further flags. */
export function standinWith(name: string, records: number, more: readonly string[] = []): Contender {
  const fill = ['--fill', `copr=${records}`, '--limit', 'records=10000000', ...more];
  return {
    name,
    command: (port) => [process.execPath, 'dist/cli/main.js', 'serve', '--quiet', '-p', `${port}`, ...fill],
  };
}

/** The path of a task in the middle of the list. */
export async function someTask({ url }: Running): Promise<string> {
  const response = await fetch(`${url}/api_2/build_tasks?limit=1&offset=500`);
  const [task] = ((await response.json()) as { build_tasks: { _links: { self: { href: string } } }[] })
    .build_tasks;
  return task!._links.self.href;
}
