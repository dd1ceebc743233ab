// What must be so of every reply to something hostile.
import { documentsOf } from '../../src/core/documents.ts';
import type { Reading } from '../../src/core/errata.ts';
import type { Surface } from '../../src/core/operation.ts';
import { createValidator } from '../../src/core/schema.ts';
import type { Bytes } from './bytes.ts';
import type { Call } from './calls.ts';
import type { Answered, Outcome } from './wire.ts';

export type Shot = Call | Bytes;

/** Which servers of these APIs say in HTML or plain text that something is wrong, under which profiles. */
const inWords: Readonly<Record<string, readonly Reading[]>> = {
  'copr-waiting': ['literal', 'corrected', 'observed'],
  copr: ['observed'],
  erigones: ['observed'],
};

/** A 500 that is documented: the operation, the profile, and why. */
export const documented500s = [
  {
    operation: 'copr/get-build-task',
    profile: 'observed',
    why: 'the service fails on a chroot that it does not know (copr/unknown-chroot)',
  },
] as const;

/** What Standin says in its own name, whichever API was asked: about worlds, preferences, and places where no API is. */
const own =
  /^(Bad world name|Two worlds|No API here|Limit reached|Bad HTTP|Unknown .+|Bad preference|Bad fault|Bad duration|Unknown host|Foreign page|No proxy|Expectation failed)$/;

export interface Bench {
  readonly surfaces: readonly Surface[];
  readonly profile: Reading;
}

/** What is wrong with an outcome; undefined if nothing. */
export async function judge(bench: Bench, shot: Shot, outcome: Outcome): Promise<string | undefined> {
  if (outcome.unsent !== undefined) return undefined;
  if (outcome.wrong !== undefined) return outcome.wrong;
  for (const reply of outcome.replies) {
    const wrong =
      shot.how === 'fetch' ? await wrongInCall(bench, shot, reply) : await wrongInBytes(bench, reply);
    if (wrong)
      return `${wrong}: ${reply.status} ${reply.headers['content-type'] ?? ''} ${reply.text.slice(0, 300)}`;
  }
  return undefined;
}

async function wrongInCall(bench: Bench, call: Call, reply: Answered): Promise<string | undefined> {
  const { status, text } = reply;
  const leaked = leakIn(text);
  if (leaked) return leaked;
  if (status >= 500 && !isAllowed(bench, call, reply)) return 'a failure that nobody asked for';
  if (status < 400 || call.method === 'HEAD') return undefined;
  return wrongShape(bench, surfaceAt(bench, call), reply);
}

/** Of bytes nobody can say whom they are for: any shape of an error will do. */
async function wrongInBytes(bench: Bench, reply: Answered): Promise<string | undefined> {
  const { status, text } = reply;
  const leaked = leakIn(text);
  if (leaked) return leaked;
  // No way through to another server, and too many requests at once.
  if (status >= 500 && status !== 501 && status !== 503) return 'a failure that nobody asked for';
  if (status < 400 || text === '') return undefined;
  const wrongs = await Promise.all(bench.surfaces.map((surface) => wrongShape(bench, surface, reply)));
  return wrongs.every((each) => each !== undefined) ? wrongs[0] : undefined;
}

/** Something of the inside, or of the language, that has no business on the wire. */
function leakIn(text: string): string | undefined {
  if (/\n\s+at .+:\d+:\d+|node:internal|file:\/\/\/|\/src\/|\/dist\//.test(text) && !text.includes('openapi'))
    return 'a trace';
  if (/Cannot read propert|is not a function|is not iterable|is not defined/.test(text))
    return 'an error of ours';
  return undefined;
}

function isAllowed({ profile }: Bench, { headers, victim }: Call, { status, text }: Answered): boolean {
  const prefer = headers.filter(([name]) => name === 'prefer').map(([, value]) => value);
  if (prefer.some((each) => new RegExp(`(code|status)="?\\s*${status}`).test(each))) return true;
  // There is no room for another world, or record.
  if (status === 507 && text.includes('--limit ')) return true;
  const [operation] = victim.split(' ');
  return documented500s.some(
    (each) => each.operation === operation && each.profile === profile && status === 500,
  );
}

/** Whom a request was for; undefined where no API is. */
function surfaceAt({ surfaces }: Bench, { path }: Call): Surface | undefined {
  const { pathname } = new URL(`http://standin.test${path}`);
  const inWorld = pathname.replace(/^\/+~[^/]*/, '').replace(/^\/*/, '/');
  const below = (base: string) => base === '/' || inWorld === base || inWorld.startsWith(`${base}/`);
  const length = ({ basePaths }: Surface) =>
    Math.max(0, ...basePaths.filter(below).map((base) => base.length));
  const [nearest] = [...surfaces].sort((a, b) => length(b) - length(a));
  if (nearest && length(nearest) > 0) return nearest;
  // A row may stand where its API has nothing else, as an entry point does.
  return surfaces.find(({ operations }) => operations.some((row) => row.path === inWorld));
}

async function wrongShape(
  { surfaces, profile }: Bench,
  surface: Surface | undefined,
  reply: Answered,
): Promise<string | undefined> {
  const type = reply.headers['content-type'] ?? '';
  if (!type.includes('json')) {
    const may = surface && (inWords[surface.name] ?? []).includes(profile);
    return may && type.startsWith('text/') ? undefined : 'an error in the wrong shape';
  }
  let body: unknown;
  try {
    body = JSON.parse(reply.text);
  } catch {
    // Words that are called JSON are what one service was seen to send (erigones/unknown-route).
    const may = surface?.name === 'erigones' && profile === 'observed' && reply.text === 'Resource not found';
    return may ? undefined : 'an error that is no JSON';
  }
  const admin = surfaces.find(({ name }) => name === 'standin')!;
  if (await fits(admin, 'problem', body)) {
    if (surface === undefined || surface === admin || own.test((body as { title: string }).title))
      return type.startsWith('application/problem+json') ? undefined : 'a problem under another name';
  }
  if (!surface) return 'an error of nobody';
  const declared = surface.operations.flatMap(({ replies }) =>
    Object.entries(replies).flatMap(([status, shape]) => (Number(status) >= 400 && shape ? [shape] : [])),
  );
  for (const shape of new Set(declared)) if (await fits(surface, shape, body)) return undefined;
  return `an error in no shape of ${surface.name}`;
}

async function fits({ name, folder }: Surface, shape: string, body: unknown): Promise<boolean> {
  const { schemas } = documentsOf(name, folder);
  return shape in schemas && (await createValidator(schemas).violations(shape, body)).length === 0;
}
