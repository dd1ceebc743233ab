// The exploration of a described API: each state, each way to an end, lists, commands, missing records.

import type { Operation } from '../../core/api/operation.ts';
import { namesIn } from '../../core/api/templates.ts';
import type { Explorer, InvariantBook } from '../../core/invariants/invariant.ts';
import { valueAt } from '../../core/values/pointer.ts';
import { shownId } from '../engine/finding.ts';
import { type Command, type Description, type Kind, wordOf } from '../engine/model.ts';
import { bodyFor, look, paramsFor, queryFor, sendCommand, unknownId } from './looks.ts';
import { useOwnRecords } from './own-records.ts';
import { manyName, presetName } from './presets.ts';

export function explorationOf(
  description: Description,
  operations: readonly Operation[],
): InvariantBook['explore'] {
  const own = new Set(
    description.kinds.flatMap((kind) =>
      [...kind.creates, ...kind.views, ...kind.commands, ...kind.lists].map(({ endpoint }) => endpoint.id),
    ),
  );
  return async (explorer) => {
    for (const kind of description.kinds) await exploreKind(description, kind, explorer);
    // Operations without records are requested once, if they need no parameters.
    for (const { id, path, method } of operations)
      if (!own.has(id) && method === 'GET' && !path.includes('{')) await explorer.send(id);
  };
}

async function exploreKind(description: Description, kind: Kind, explorer: Explorer): Promise<void> {
  await lookAround(description, kind, explorer);
  if (explorer.writes) await useOwnRecords(description, kind, explorer);
  for (const state of kind.states) await lookAt(description, kind, state, explorer);
  for (const scenario of ['succeeds', 'fails', 'canceled'] as const)
    await follow(description, kind, scenario, explorer);
  await lookAtMany(description, kind, explorer);
  for (const command of kind.commands)
    for (const state of kind.states) await tryCommand(description, kind, command, state, explorer);
  await lookInVain(description, kind, explorer);
}

/** Missing records: they are not found, and commands on them fail. */
async function lookInVain(description: Description, kind: Kind, explorer: Explorer): Promise<void> {
  const commands = explorer.writes ? kind.commands : [];
  for (const { endpoint } of [...kind.views.slice(0, 1), ...commands]) {
    // An address that only a convention made up is no promise of anybody's.
    if (!endpoint.documented && !description.file) continue;
    const body = endpoint.method === 'GET' ? undefined : bodyFor(description, endpoint.documented);
    const params = paramsFor(kind, endpoint.path, unknownId(kind), explorer);
    await explorer.send(endpoint.id, {
      params,
      query: queryFor(description, endpoint),
      ...(body !== undefined && { body }),
    });
  }
}

/** How many of a list's records are requested. */
const mostFollowed = 3;

/** Existing records: a real server has no others. */
async function lookAround(description: Description, kind: Kind, explorer: Explorer): Promise<void> {
  const [view] = kind.views;
  for (const { endpoint, items } of kind.lists) {
    const params = Object.fromEntries(
      namesIn(endpoint.path).map((name) => [name, explorer.params[name] ?? 'sample']),
    );
    const seen = await explorer.send(endpoint.id, { params, query: queryFor(description, endpoint) });
    const listed = valueAt(seen.content, items);
    if (!view || !Array.isArray(listed) || kind.idAt === undefined) continue;
    const ids = listed
      .map((item) => shownId(kind, valueAt(item, kind.idAt!)))
      .filter((id) => id !== undefined);
    for (const id of ids.slice(0, mostFollowed)) await look(description, kind, view.endpoint, id, explorer);
  }
  const known = explorer.params[kind.idParam];
  if (view && known !== undefined)
    await explorer.watch(() => look(description, kind, view.endpoint, known, explorer));
}

async function lookAt(
  description: Description,
  kind: Kind,
  state: string,
  explorer: Explorer,
): Promise<void> {
  const about = await explorer.stage(presetName(kind, state));
  if (!about) return;
  for (const _ of [1, 2])
    for (const view of kind.views) await look(description, kind, view.endpoint, about.id, explorer);
  for (const list of kind.lists) {
    const params = paramsFor(kind, list.endpoint.path, about.id, {
      params: { ...explorer.params, sample: 'sample' },
    });
    const scoped = Object.fromEntries(
      namesIn(list.endpoint.path).map((name) => [name, explorer.params[name] ?? 'sample']),
    );
    const whole = { params: { ...params, ...scoped }, query: queryFor(description, list.endpoint) };
    await explorer.send(list.endpoint.id, whole);
    // A record that only lists show is looked at twice as others are.
    if (kind.views.length === 0) await explorer.send(list.endpoint.id, whole);
    if (kind.views[0]) await look(description, kind, kind.views[0].endpoint, about.id, explorer);
    for (const [param, what] of Object.entries(list.filters))
      if (what === 'state' || what === 'state-or-word')
        await explorer.send(list.endpoint.id, {
          params: scoped,
          query: { ...queryFor(description, list.endpoint), [param]: wordOf(list.view.words, state) },
        });
  }
}

/** One record from its creation until it has ended. */
async function follow(
  description: Description,
  kind: Kind,
  scenario: 'succeeds' | 'fails' | 'canceled',
  explorer: Explorer,
): Promise<void> {
  const [view] = kind.views;
  const first = Object.values(kind.plans)[0]![0]!.state;
  if (!view || !(kind.plans[scenario] || scenario === 'succeeds')) return;
  const about = await explorer.stage(presetName(kind, first), {}, { scenario });
  if (!about) return;
  await explorer.watch(() => look(description, kind, view.endpoint, about.id, explorer));
  await look(description, kind, view.endpoint, about.id, explorer);
}

async function lookAtMany(description: Description, kind: Kind, explorer: Explorer): Promise<void> {
  if (kind.lists.length === 0 || !(await explorer.stage(manyName(kind)))) return;
  for (const { endpoint, page } of kind.lists) {
    const params = Object.fromEntries(
      namesIn(endpoint.path).map((name) => [name, explorer.params[name] ?? 'sample']),
    );
    const usual = queryFor(description, endpoint);
    const send = (query: Readonly<Record<string, unknown>>) =>
      explorer.send(endpoint.id, { params, query: { ...usual, ...query } });
    await send({});
    if (page.size === undefined) continue;
    for (const size of [1, 3]) {
      await send({ [page.size]: size });
      if (page.style === 'number')
        for (const number of [1, 2, 3])
          await send({ [page.size]: size, [page.number ?? 'page']: number + (page.first ?? 1) - 1 });
      if (page.style === 'offset')
        for (const offset of [0, 1, 2, 6])
          await send({ [page.size]: size, [page.offset ?? 'offset']: offset });
      await send({ [page.size]: size });
    }
    await send({});
  }
}

/** A command in a state, with a request for the record before and after. */
async function tryCommand(
  description: Description,
  kind: Kind,
  command: Command,
  state: string,
  explorer: Explorer,
): Promise<void> {
  const [view] = kind.views;
  if (!explorer.writes || !view || kind.unseen.includes(state)) return;
  const about = await explorer.stage(presetName(kind, state), {}, { toChange: true });
  if (!about) return;
  await look(description, kind, view.endpoint, about.id, explorer);
  await sendCommand(description, kind, command, about.id, explorer);
  await look(description, kind, view.endpoint, about.id, explorer);
}
