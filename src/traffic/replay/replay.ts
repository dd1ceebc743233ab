// Recorded traffic as an API: every recorded request is an operation, and answers by the world's clock as it
// did then.

import { type Api, defineApi } from '../../core/api/api.ts';
import type { Documents } from '../../core/api/documents.ts';
import type {
  Operation,
  OperationRequest,
  OperationResponse,
  RawRequest,
  Refusal,
} from '../../core/api/operation.ts';
import { defineLifecycle } from '../../core/records/lifecycle.ts';
import { mostFrequent } from '../../core/values/most-frequent.ts';
import { Problem } from '../../core/values/problem.ts';
import { readTraffic } from '../har.ts';
import { recordedFor } from './course.ts';
import { type Key, keyOf } from './key.ts';
import { createRecordings, lineOf, type Recorded, type Recordings } from './recorded.ts';

export interface ReplayOptions {
  /** The origin whose traffic is played back. Default: the most frequent. */
  readonly origin?: string;
  /** The API's name. Default: `replay`. */
  readonly name?: string;
}

/** Headers about the transfer of a body, and the date: the server sets its own. */
const ofTransfer = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'keep-alive',
  'set-cookie',
  'transfer-encoding',
]);

/** A Problem (400) for something that is not an archive, or has no usable entries. */
export function replayOf(archive: string | Uint8Array, { origin, name = 'replay' }: ReplayOptions = {}): Api {
  const { exchanges, leftOut } = readTraffic(archive);
  const chosen = origin ?? mostFrequent(exchanges.map(({ request }) => request.url.origin));
  const recordings = createRecordings(exchanges, chosen ?? '');
  if (recordings.all.length === 0)
    throw new Problem(400, 'Nothing to play back', {
      detail: `The archive has no usable entry${origin ? ` with ${origin}` : ''}; ${leftOut.length} were left out.`,
      hint: leftOut[0]
        ? `Entry ${leftOut[0].number}: ${leftOut[0].why}`
        : 'Record traffic with standin record.',
    });
  return defineApi({
    name,
    title: `Traffic of ${recordings.origin}`,
    document: 'recorded traffic',
    folder: noDocuments(),
    basePaths: ['/'],
    lifecycle,
    record: { schemaName: 'nothing', order: () => 0, indexes: {}, complete: nothingToCreate },
    wire: {
      contentType: 'application/json',
      refuse: (refusal, request) => refusedBy(refusal, keyIn(request), recordings),
      locate: () => ({ path: '/' }),
    },
    operations: operationsOf(recordings, name),
    presets: [],
    samples: { creates: [] },
    errata: [],
    invariants: { observations: () => [], order: '', invariants: [], explore: async () => {} },
    mutants: [],
    example: { path: recordings.all.find(({ method }) => method === 'GET')?.path ?? '/' },
  });
}

/** A recording has no records; `standin import` makes some from it. */
const lifecycle = defineLifecycle({
  states: { recorded: { next: [], clauses: [] } },
  path: ['recorded'],
  running: 'recorded',
  failed: 'recorded',
  canceled: 'recorded',
});

async function nothingToCreate(): Promise<never> {
  throw new Problem(400, 'Nothing to create', {
    detail: 'Recorded traffic is played back unchanged, and has no records.',
    hint: 'Make records from it with standin import.',
  });
}

function noDocuments(): Documents {
  const document = { name: 'recorded traffic', sha256: '', lines: 0, lineHashes: [] };
  return {
    schemas: { nothing: { type: 'object', additionalProperties: false } },
    exchanges: {},
    errata: [],
    ledger: { document, clauses: [], leftOut: [] },
  };
}

/** One for each method and path. */
function operationsOf(recordings: Recordings, api: string): Operation[] {
  const places = new Map<string, Recorded[]>();
  for (const each of recordings.all) {
    const place = `${each.method} ${each.path}`;
    places.set(place, [...(places.get(place) ?? []), each]);
  }
  return [...places].map(([place, recorded], index) => {
    const { method, path } = recorded[0]!;
    return {
      id: `${method.toLowerCase()}-${index + 1}`,
      method: method as Operation['method'],
      path: path.replaceAll('{', '%7B').replaceAll('}', '%7D'),
      says: `Answers ${place} as recorded.`,
      clauses: [],
      source: `entry ${recorded[0]!.number} of the archive`,
      responses: Object.fromEntries(recorded.map(({ response }) => [response.status, null])),
      handle: async (request) => answer(request as OperationRequest, recordings, api),
    };
  });
}

async function answer(
  request: OperationRequest,
  recordings: Recordings,
  api: string,
): Promise<OperationResponse> {
  const key = keyIn(request);
  const found = recordings.find(key);
  if (found.length === 0) return refusedBy({ kind: 'unknown-route' }, key, recordings);
  return toResponse(await recordedFor(request, key, found, api), request, recordings.origin);
}

/** Links to the recorded server lead to this one. */
function toResponse({ response }: Recorded, request: OperationRequest, origin: string): OperationResponse {
  const own = request.url('');
  const headers = Object.entries(response.headers)
    .filter(([name]) => !ofTransfer.has(name))
    .map(([name, value]) => [name, value.replaceAll(origin, own)]);
  return {
    status: response.status,
    headers: Object.fromEntries(headers),
    ...(response.text !== undefined
      ? { text: response.text.replaceAll(origin, own) }
      : response.bytes && { bytes: new Uint8Array(response.bytes) }),
  };
}

function keyIn(request: RawRequest): Key {
  const url = new URL(request.path + new URL(request.target, 'http://x').search, 'http://x');
  const body = request.sent.length > 0 ? new TextDecoder().decode(request.sent) : undefined;
  return keyOf(request.method === 'HEAD' ? 'GET' : request.method, url, body);
}

function refusedBy(refusal: Refusal, sent: Key, recordings: Recordings): OperationResponse {
  const headers = { 'content-type': 'application/problem+json' };
  if (refusal.kind !== 'unknown-route' && refusal.kind !== 'wrong-method') {
    const status = refusal.kind === 'status' || refusal.kind === 'limit' ? refusal.status : 400;
    return { status, headers, body: { title: 'Refused', status } };
  }
  const nearest = recordings.nearest(sent);
  const problem = new Problem(404, 'Not recorded', {
    detail: `${lineOf(sent)} was never recorded${sent.body === undefined ? '' : ', or with another body'}.`,
    given: lineOf(sent),
    ...(nearest && { hint: `The nearest is ${lineOf(nearest)}, entry ${nearest.number} of the archive.` }),
  });
  return { status: 404, headers, body: problem };
}
