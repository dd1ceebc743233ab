// What must be so of every response to something hostile.
import { documentsOf } from '../../src/core/api/documents.ts';
import type { Reading } from '../../src/core/api/errata.ts';
import type { Surface } from '../../src/core/api/operation.ts';
import { createValidator } from '../../src/core/api/schema.ts';
import type { Bytes } from './bytes.ts';
import type { OperationRequest } from './calls.ts';
import type { Answered, Outcome } from './wire.ts';

export type Shot = OperationRequest | Bytes;

/** Which servers of these APIs say in HTML or plain text that something is wrong, under which profiles. */
const inWords: Readonly<Record<string, readonly Reading[]>> = {
  'copr-waiting': ['literal', 'corrected', 'observed'],
  copr: ['observed'],
  erigones: ['observed'],
};

/** A 500 that is documented: the operation, the profile, and why. */
export const documented500s = ['get-build-task', 'get-project-chroot', 'get-mock-chroot'].map((id) => ({
  operation: `copr/${id}`,
  profile: 'observed',
  why: 'the service fails on a chroot that it does not know (copr/unknown-chroot)',
}));

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
  for (const response of outcome.responses) {
    const wrong =
      shot.how === 'fetch'
        ? await wrongInRequest(bench, shot, response)
        : await wrongInBytes(bench, response);
    if (wrong)
      return `${wrong}: ${response.status} ${response.headers['content-type'] ?? ''} ${response.text.slice(0, 300)}`;
  }
  return undefined;
}

async function wrongInRequest(
  bench: Bench,
  request: OperationRequest,
  response: Answered,
): Promise<string | undefined> {
  const { status, text } = response;
  const leaked = leakIn(text);
  if (leaked) return leaked;
  if (status >= 500 && !isAllowed(bench, request, response)) return 'a failure that nobody asked for';
  if (status < 400 || request.method === 'HEAD') return undefined;
  return wrongSchema(bench, surfaceAt(bench, request), response);
}

/** Of bytes nobody can say whom they are for: any schema of an error will do. */
async function wrongInBytes(bench: Bench, response: Answered): Promise<string | undefined> {
  const { status, text } = response;
  const leaked = leakIn(text);
  if (leaked) return leaked;
  // No way through to another server, and too many requests at once.
  if (status >= 500 && status !== 501 && status !== 503) return 'a failure that nobody asked for';
  if (status < 400 || text === '') return undefined;
  const wrongs = await Promise.all(bench.surfaces.map((surface) => wrongSchema(bench, surface, response)));
  return wrongs.every((each) => each !== undefined) ? wrongs[0] : undefined;
}

/** Something of the inside, or of the language, that has no business on the wire. */
function leakIn(whole: string): string | undefined {
  // Supporting operations cite public repositories, whose files have paths too.
  const text = whole.replaceAll(/[\w.-]+\/[\w.-]+ at [0-9a-f]{7,40}[^"]*/g, '');
  if (/\n\s+at .+:\d+:\d+|node:internal|file:\/\/\/|\/src\/|\/dist\//.test(text) && !text.includes('openapi'))
    return 'a trace';
  if (/Cannot read propert|is not a function|is not iterable|is not defined/.test(text))
    return 'an error of ours';
  return undefined;
}

function isAllowed(
  { profile }: Bench,
  { headers, victim }: OperationRequest,
  { status, text }: Answered,
): boolean {
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
function surfaceAt({ surfaces }: Bench, { path }: OperationRequest): Surface | undefined {
  const { pathname } = new URL(`http://standin.test${path}`);
  const inWorld = pathname.replace(/^\/+~[^/]*/, '').replace(/^\/*/, '/');
  const below = (base: string) => base === '/' || inWorld === base || inWorld.startsWith(`${base}/`);
  const length = ({ basePaths }: Surface) =>
    Math.max(0, ...basePaths.filter(below).map((base) => base.length));
  const [nearest] = [...surfaces].sort((a, b) => length(b) - length(a));
  if (nearest && length(nearest) > 0) return nearest;
  // An operation may stand where its API has nothing else, as an entry point does.
  return surfaces.find(({ operations }) => operations.some((operation) => operation.path === inWorld));
}

async function wrongSchema(
  { surfaces, profile }: Bench,
  surface: Surface | undefined,
  response: Answered,
): Promise<string | undefined> {
  const type = response.headers['content-type'] ?? '';
  if (!type.includes('json')) {
    const may = surface && (inWords[surface.name] ?? []).includes(profile);
    return may && type.startsWith('text/') ? undefined : 'an error in the wrong schema';
  }
  let body: unknown;
  try {
    body = JSON.parse(response.text);
  } catch {
    // Words that are called JSON are what one service was seen to send (erigones/unknown-route).
    const may =
      surface?.name === 'erigones' && profile === 'observed' && response.text === 'Resource not found';
    return may ? undefined : 'an error that is no JSON';
  }
  const admin = surfaces.find(({ name }) => name === 'standin')!;
  if (await fits(admin, 'problem', body)) {
    if (surface === undefined || surface === admin || own.test((body as { title: string }).title))
      return type.startsWith('application/problem+json') ? undefined : 'a problem under another name';
  }
  if (!surface) return 'an error of nobody';
  const declared = surface.operations.flatMap(({ responses }) =>
    Object.entries(responses).flatMap(([status, schemaName]) =>
      Number(status) >= 400 && schemaName ? [schemaName] : [],
    ),
  );
  for (const schemaName of new Set(declared)) if (await fits(surface, schemaName, body)) return undefined;
  return `an error in no schema of ${surface.name}`;
}

async function fits({ name, folder }: Surface, schemaName: string, body: unknown): Promise<boolean> {
  const { schemas } = documentsOf(name, folder);
  return schemaName in schemas && (await createValidator(schemas).violations(schemaName, body)).length === 0;
}
