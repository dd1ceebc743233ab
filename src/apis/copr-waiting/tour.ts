// Where to look for what Copr's frontend promises.
import type { Guide, LawBook } from '../../core/law.ts';
import { lifecycle } from './lifecycle.ts';

/** Nothing in a request changes the list, so each of these is asked for in vain. */
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

export const tour: LawBook['tour'] = async (guide) => {
  await lookAround(guide);
  for (const state of Object.keys(lifecycle.states)) await lookAt(guide, state);
  for (const scenario of ['succeeds', 'fails', 'canceled'] as const) await follow(guide, scenario);
  await lookAtMany(guide);
  await lookAtCoprs(guide);
};

/** What is there: at its address, through the address without the slash, and where the service had it later. */
async function lookAround(guide: Guide): Promise<void> {
  await list(guide);
  const { reply } = await guide.ask('redirect-waiting-builds');
  await guide.follow(reply.headers.location);
  await guide.ask('list-waiting-builds-later');
  await guide.ask('redirect-waiting-builds-later');
  await askForMore(guide);
}

/** A build in a state, looked at twice: who asks claims nothing. */
async function lookAt(guide: Guide, state: string): Promise<void> {
  const build = await guide.stage(`build-is-${state}`, { build_id: 200_100 });
  if (!build) return;
  await list(guide);
  await list(guide);
  await list(guide, { state });
  await guide.ask('list-waiting-builds-later');
}

/** One build from its submission until it has long left the list. */
async function follow(guide: Guide, scenario: 'succeeds' | 'fails' | 'canceled'): Promise<void> {
  if (!(await guide.stage('build-is-waiting', { build_id: 200_200 }, { scenario }))) return;
  await list(guide);
  await guide.watch(() => list(guide));
  await list(guide);
}

/** More builds than a list has room for, and what it shows when they have gone. */
async function lookAtMany(guide: Guide): Promise<void> {
  if (!(await guide.stage('eleven-builds-wait'))) return;
  await askForMore(guide);
  await guide.watch(() => list(guide));
}

/** Builds whose coprs have changed, or belong to others. */
async function lookAtCoprs(guide: Guide): Promise<void> {
  const copr = { copr_id: 200_300, chroots: ['fedora-41-i386', 'fedora-41-x86_64'] };
  await guide.stage('copr-chroots-changed', { build_id: 200_301, ...copr });
  await list(guide);
  await guide.stage('copr-chroots-changed', { build_id: 200_302, ...copr });
  await list(guide);
  await guide.stage('build-of-another', { build_id: 200_303, copr_id: 200_301 });
  await list(guide);
  await list(guide);
}

/** Each with a list before and after it that nothing was asked for. */
async function askForMore(guide: Guide): Promise<void> {
  await list(guide);
  for (const query of parameters) {
    await list(guide, query);
    await list(guide);
  }
}

function list(guide: Guide, query: Readonly<Record<string, unknown>> = {}) {
  return guide.ask('list-waiting-builds', { query });
}
