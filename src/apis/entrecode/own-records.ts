// What verify does with builds of its own: it creates them, looks at them, tries to edit them, and deletes them again. Nothing
// else is touched, and of them nothing is left.
import type { Build } from '../../../schemas/entrecode/types.ts';
import type { Explorer, MadeRecord, Seen } from '../../core/invariants/invariant.ts';
import { contentBy, nobodys } from './invariants/vain.ts';
import { home } from './record.ts';

/** What no client can write, as no new build is. */
const forbidden = { buildID: nobodys.buildID, started: '2001-01-01T00:00:00.000Z', successful: 'error' };

type Wanted = Readonly<Record<string, unknown>>;
interface OwnBuild extends MadeRecord {
  /** Where it is found. */
  readonly at: string;
  readonly collection: string | undefined;
}

export async function createAndDelete(explorer: Explorer, there: unknown): Promise<void> {
  const staged = explorer.ownWorld
    ? await explorer.stage('build-is-success', { buildID: 200_300, platformID: home.platformID })
    : undefined;
  const query = { platformID: staged?.platformID ?? there };
  const [first, second] = [await create(explorer, query), await create(explorer, query)];
  if (first) await remove(explorer, first, query);
  const third = await create(explorer, query, { comment: 'by night', ...forbidden });
  await explorer.watch(async () => {
    for (const build of [first, second]) await explorer.follow(build?.at);
    return list(explorer, query);
  });
  await explorer.attempt('PUT', third?.at, { comment: 'by day' });
  await explorer.attempt('PATCH', second?.at, { comment: 'by day' });
  await explorer.attempt('PUT', second?.collection, {});
  await explorer.follow(first?.at);
  for (const build of [second, third]) if (build) await remove(explorer, build, query);
}

async function create(explorer: Explorer, query: Wanted, body?: object): Promise<OwnBuild | undefined> {
  const { seen, made } = await sendCreate(explorer, query, body);
  const { status } = seen.response;
  if (!made && !explorer.ownWorld && status !== 0)
    explorer.omitted(
      'entrecode/create',
      `No build could be created: that was answered ${status}. Give --param platformID=…, and the token of somebody who may.`,
    );
  const build = contentBy<Build>(seen);
  if (!made || !build) return undefined;
  const at = await addressOf(explorer, build, query);
  await list(explorer, query);
  await explorer.follow(at);
  return { at, collection: build._links?.collection?.href, ...made };
}

/** Where a build is found: at its self link, unless that leads to something else. */
async function addressOf(explorer: Explorer, { buildID, _links }: Build, query: Wanted): Promise<string> {
  const self = _links?.self?.href;
  const linked = await explorer.follow(self);
  if (linked && contentBy<Build>(linked)?.buildID === buildID) return self;
  const { request } = await explorer.send('read-build', { query: { ...query, buildID } });
  return request.url;
}

/** Whatever is wrong with how it is answered, a build that was created has to go again. */
export async function sendCreate(
  explorer: Explorer,
  query: Wanted,
  body?: object,
): Promise<{ readonly seen: Seen; readonly made: MadeRecord | undefined }> {
  const why = 'To have a build of our own.';
  const seen = await explorer.send('create-build', { query, ...(body && { body }), why });
  const { buildID } = (seen.response.body ?? {}) as Partial<Build>;
  if (seen.response.status >= 300 || typeof buildID !== 'number') return { seen, made: undefined };
  const made = explorer.made({
    what: `build ${buildID}`,
    params: { ...query, buildID },
    // Not along its link, which may lead to what is somebody else's.
    undo: () =>
      explorer.send('delete-build', { query: { ...query, buildID }, why: 'To delete a build of our own.' }),
  });
  return { seen, made };
}

async function remove(explorer: Explorer, { at, undo }: OwnBuild, query: Wanted): Promise<void> {
  await explorer.follow(at);
  await undo();
  await explorer.follow(at);
  await list(explorer, query);
  await explorer.follow(at);
}

function list(explorer: Explorer, query: Wanted): Promise<Seen> {
  return explorer.send('list-builds', { query });
}
