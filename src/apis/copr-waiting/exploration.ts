// Where to look for what Copr's frontend promises.
import type { Explorer, InvariantBook } from '../../core/invariants/invariant.ts';
import { lifecycle } from './lifecycle.ts';
import { useOwnRecords } from './own-records.ts';

/** Nothing in a request changes the list, so none of these has an effect. */
const parameters: readonly Readonly<Record<string, unknown>>[] = [
  { limit: 1 },
  { limit: 20 },
  { limit: 'many' },
  { offset: 1 },
  { page: 2 },
  { state: 'running' },
  { canceled: true },
  { order: 'newest' },
];

export const explore: InvariantBook['explore'] = async (explorer) => {
  await lookAround(explorer);
  for (const state of Object.keys(lifecycle.states)) await lookAt(explorer, state);
  for (const scenario of ['succeeds', 'fails', 'canceled'] as const) await follow(explorer, scenario);
  await lookAtMany(explorer);
  await lookAtCoprs(explorer);
  if (explorer.writes && !explorer.ownWorld) await useOwnRecords(explorer, () => list(explorer));
};

/** The list: at its path, at the path without the slash, and at the service's later path. */
async function lookAround(explorer: Explorer): Promise<void> {
  await list(explorer);
  const { response } = await explorer.send('redirect-waiting-builds');
  await explorer.follow(response.headers.location);
  await explorer.send('list-waiting-builds-later');
  await explorer.send('redirect-waiting-builds-later');
  await requestMore(explorer);
}

/** A build in a state, requested twice: reading changes nothing. */
async function lookAt(explorer: Explorer, state: string): Promise<void> {
  const build = await explorer.stage(`build-is-${state}`, { build_id: 200_100 });
  if (!build) return;
  await list(explorer);
  await list(explorer);
  await list(explorer, { state });
  await explorer.send('list-waiting-builds-later');
}

/** One build from its submission until it has long left the list. */
async function follow(explorer: Explorer, scenario: 'succeeds' | 'fails' | 'canceled'): Promise<void> {
  if (!(await explorer.stage('build-is-waiting', { build_id: 200_200 }, { scenario }))) return;
  await list(explorer);
  await explorer.watch(() => list(explorer));
  await list(explorer);
}

/** More builds than a list has room for, and what it shows when they have gone. */
async function lookAtMany(explorer: Explorer): Promise<void> {
  if (!(await explorer.stage('eleven-builds-wait'))) return;
  await requestMore(explorer);
  await explorer.watch(() => list(explorer));
}

/** Builds whose coprs have changed, or belong to others. */
async function lookAtCoprs(explorer: Explorer): Promise<void> {
  const copr = { copr_id: 200_300, chroots: ['fedora-41-i386', 'fedora-41-x86_64'] };
  await explorer.stage('copr-chroots-changed', { build_id: 200_301, ...copr });
  await list(explorer);
  await explorer.stage('copr-chroots-changed', { build_id: 200_302, ...copr });
  await list(explorer);
  await explorer.stage('build-of-another', { build_id: 200_303, copr_id: 200_301 });
  await list(explorer);
  await list(explorer);
}

/** Each with a plain list before and after it. */
async function requestMore(explorer: Explorer): Promise<void> {
  await list(explorer);
  for (const query of parameters) {
    await list(explorer, query);
    await list(explorer);
  }
}

function list(explorer: Explorer, query: Readonly<Record<string, unknown>> = {}) {
  return explorer.send('list-waiting-builds', { query });
}
