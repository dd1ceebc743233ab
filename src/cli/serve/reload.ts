// `serve --watch`: when a file has changed, a new Standin takes the worlds and the port of the one before. What is wrong is said,
// and the one before goes on.
import { unwatchFile, watchFile } from 'node:fs';
import { Problem } from '../../core/values/problem.ts';
import type { WorldState } from '../../core/worlds/state.ts';
import { filesBehind } from '../../described/api.ts';
import type { ListenAddress, Standin } from '../../standin.ts';

export interface Watching {
  /** Where it listens. */
  readonly address: ListenAddress;
  /** What is read beside the files of the APIs. */
  readonly files: readonly string[];
  /** Reads everything anew. */
  open(): Promise<Standin>;
  changed(): void;
  failed(error: Error): void;
}

/** Editors write a file in several steps, and some take its name away in between. */
const interval = 250;

export function watchFiles(first: Standin, watching: Watching): { close(): Promise<void> } {
  let standin = first;
  let watched: readonly string[] = [];
  let reading: Promise<void> = Promise.resolve();
  const look = () => {
    for (const file of watched) unwatchFile(file, again);
    watched = [...new Set([...watching.files, ...standin.apis.flatMap(filesBehind)])];
    for (const file of watched) watchFile(file, { interval }, again);
  };
  const again = () => {
    reading = reading.then(async () => {
      try {
        standin = await replaced(standin, watching);
        watching.changed();
      } catch (error) {
        watching.failed(error as Error);
      }
      look();
    });
  };
  look();
  return {
    async close() {
      for (const file of watched) unwatchFile(file, again);
      await reading;
      await standin.close();
    },
  };
}

async function replaced(before: Standin, { open, address, failed }: Watching): Promise<Standin> {
  // Whatever is wrong with the files is told here, while everything still stands.
  const next = await open();
  const { url } = before;
  const worlds = await worldsOf(before);
  await before.close();
  for (const [name, state] of worlds)
    await next
      .world(name)
      .import(state)
      .catch((error: Error) => failed(left(name, error)));
  const port = Number(new URL(url).port);
  await next.listen(address.socket === undefined ? { ...address, port } : address);
  return next;
}

async function worldsOf(standin: Standin): Promise<[string, WorldState][]> {
  const { worlds } = (await (await standin.fetch('/__standin/worlds')).json()) as {
    worlds: string[];
  };
  return Promise.all(
    worlds.map(async (name) => [name, await standin.world(name).export()] as [string, WorldState]),
  );
}

function left(world: string, error: Error): Problem {
  return new Problem(409, 'A world began anew', {
    detail: `The world '${world}' cannot go on as it was, and begins anew: ${error.message}`,
    hint: 'Its records are in states, or of kinds, that are no longer there.',
  });
}
