// What verify does with records of its own: it creates them as the document says, follows them, and gives them commands. On a
// server that is no Standin they are taken back as far as the document has a command for that.

import { namesIn } from '../../core/api/templates.ts';
import type { Explorer, MadeRecord, Seen } from '../../core/invariants/invariant.ts';
import { valueAt } from '../../core/values/pointer.ts';
import { shownId } from '../engine/finding.ts';
import type { Command, Create, Description, Kind } from '../engine/model.ts';
import { isLongRunning } from '../presets/azure.ts';
import { isObject } from '../source/library.ts';
import { bodyFor, look, queryFor, sendCommand } from './looks.ts';
import { followMonitor } from './monitors.ts';
import { entriesFor } from './observations.ts';

export async function useOwnRecords(description: Description, kind: Kind, explorer: Explorer): Promise<void> {
  const [view] = kind.views;
  for (const create of kind.creates.filter(({ of }) => of === undefined)) {
    const own = await createOne(description, kind, create, explorer);
    if (!own || !view) continue;
    const see = () => look(description, kind, view.endpoint, own.id, explorer);
    await see();
    await explorer.watch(see);
    if (explorer.ownWorld) continue;
    for (const command of kind.commands) await commandOne(description, kind, { create, command }, explorer);
    await own.undo();
  }
}

type Own = MadeRecord & { readonly id: string };

async function createOne(
  description: Description,
  kind: Kind,
  { endpoint, sends, view }: Create,
  explorer: Explorer,
): Promise<Own | undefined> {
  const body = sends ?? bodyFor(description, endpoint.documented);
  const names = namesIn(endpoint.path);
  const send = () =>
    explorer.send(endpoint.id, {
      params: Object.fromEntries(names.map((name) => [name, explorer.params[name] ?? 'sample'])),
      query: queryFor(description, endpoint),
      ...(body !== undefined && { body }),
    });
  let seen = await send();
  if (endpoint.documented && isLongRunning(endpoint.documented)) {
    // A server error began nothing: the operation may begin again.
    if (seen.response.status >= 500) seen = await send();
    await followMonitor(explorer, seen);
  }
  const at = view && kind.idAt !== undefined ? view.at + kind.idAt : undefined;
  const shown = at !== undefined && isObject(seen.content) ? valueAt(seen.content, at) : undefined;
  const id = shownId(kind, shown);
  if (id === undefined || kind.idInPath) return undefined;
  return { id, ...noteMade(description, kind, id, explorer) };
}

/** Keeps in mind how a record goes again: by a command that removes it, else by one that ends it. */
function noteMade(description: Description, kind: Kind, id: string | number, explorer: Explorer): MadeRecord {
  const what = `${kind.name} ${id}`;
  const remove = kind.commands.find(({ removes }) => removes);
  const end = kind.commands.find(({ to }) => to.some(({ state }) => Object.hasOwn(kind.ends, state)));
  const stays = `The ${what} stays: the document has no command that removes it.`;
  const undo = async (): Promise<Seen | undefined> => {
    const command = remove ?? end;
    if (!command || (await isBeyond(description, kind, { command, id }, explorer))) return undefined;
    return sendCommand(description, kind, command, id, explorer);
  };
  return explorer.made({ what, params: { [kind.idParam]: id, id }, undo, ...(!remove && { stays }) });
}

/** Whether a record is gone, or has ended where a command would only end it. */
async function isBeyond(
  description: Description,
  kind: Kind,
  { command, id }: { readonly command: Command; readonly id: unknown },
  explorer: Explorer,
): Promise<boolean> {
  const [view] = kind.views;
  if (!view) return false;
  const seen = await look(description, kind, view.endpoint, id, explorer);
  if (seen.response.status === 404 || seen.response.status === 410) return true;
  const states = entriesFor(description, kind, [seen]).flatMap((entry) => entry.states);
  return !command.removes && states.length > 0 && states.every((state) => Object.hasOwn(kind.ends, state));
}

/** Another record, and a command for it, with a look before and after. */
async function commandOne(
  description: Description,
  kind: Kind,
  { create, command }: { readonly create: Create; readonly command: Command },
  explorer: Explorer,
): Promise<void> {
  const own = await createOne(description, kind, create, explorer);
  const [view] = kind.views;
  if (!own || !view) return;
  const see = () => look(description, kind, view.endpoint, own.id, explorer);
  await see();
  await sendCommand(description, kind, command, own.id, explorer);
  await see();
  await explorer.watch(see);
  await own.undo();
}
