// The first layer: the exchanges of the Pact contract, by the official verifier. It sends them through our relay, so that
// the other layers see them too.

import type { Api } from '../../core/api/api.ts';
import { detailOf } from '../../core/values/problem.ts';
import type { Notebook } from '../judge/trace.ts';
import { type Interaction, pactOf } from '../pact/pact.ts';
import type { InteractionResult } from '../pact/results.ts';
import { verifyPact } from '../pact/run.ts';
import type { Stage } from './stage.ts';
import type { Received, Sent, Target } from './target.ts';
import { isReading } from './writes.ts';

/** Opens a port on the loopback address. */
export type Listen = (
  answer: (request: Request) => Promise<Response>,
) => Promise<{ url: string; close(): Promise<void> }>;

export interface Exchanged {
  /** The interactions that were verified, each with its exchange if a response came. */
  readonly results: readonly (InteractionResult & {
    readonly seen: number | undefined;
    /** Why there was no response. */
    readonly silence: string | undefined;
  })[];
  /** The interactions that could not be set up, and why. */
  readonly unjudged: readonly { readonly interaction: Interaction; readonly why: string }[];
  /** Whether the provider states are known to have held during the interactions. */
  readonly vouched: boolean;
  /** Why no interaction was verified. */
  readonly skipped?: string;
}

export interface Relay {
  readonly target: Target;
  readonly stage: Stage;
  readonly notebook: Notebook;
  readonly listen: Listen;
  readonly writes: boolean;
  /** Replace the headers that interactions send under these names; a header that none sends is added to all. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** The result if the layer is left out. */
export const nothing: Exchanged = { results: [], unjudged: [], vouched: true };

const statesPath = '/__verify/states';
/** The header that tells the relay the interaction of a request. It is not passed on. */
const marker = 'x-standin-interaction';

export async function exchange(api: Api, relay: Relay): Promise<Exchanged> {
  const pact = pactOf(api);
  const unjudged: { interaction: Interaction; why: string }[] = [];
  const able: Interaction[] = [];
  for (const interaction of pact.interactions) {
    const why = await reasonNotTo(interaction, relay);
    if (why === undefined) able.push(marked(interaction));
    else unjudged.push({ interaction, why });
  }
  const seenIn: Heard = { numbers: new Map(), silences: new Map(), gone: new Set() };
  const port = await relay.listen((request) => answer(relay, request, seenIn));
  try {
    const verdict = await verifyPact({
      pact: { ...pact, interactions: able },
      url: port.url,
      stateUrl: port.url + statesPath,
      headers: relay.headers,
      timeoutMs: relay.timeoutMs,
    });
    if (!verdict.available) return { ...nothing, skipped: verdict.hint };
    const late = new Map(able.flatMap((interaction) => lateBy(interaction, seenIn) ?? []));
    for (const [interaction, why] of late) unjudged.push({ interaction, why });
    const keys = new Set([...late.keys()].map(keyOf));
    const results = verdict.results
      .filter(({ key }) => !keys.has(key))
      .map((each) => ({
        ...each,
        seen: seenIn.numbers.get(each.key),
        silence: seenIn.silences.get(each.key),
      }));
    return { results, unjudged, vouched: relay.stage.vouched };
  } finally {
    await port.close();
  }
}

/** The result of each interaction, by its key. */
interface Heard {
  readonly numbers: Map<string, number>;
  readonly silences: Map<string, string>;
  /** The provider states that could be set up before, and no longer when their turn came: records move on by themselves. */
  readonly gone: Set<string>;
}

/** An interaction that was never sent, because its state was gone when its turn came; and why. */
function lateBy(interaction: Interaction, { numbers, gone }: Heard): [[Interaction, string]] | undefined {
  const state = interaction.providerStates?.find(({ name }) => gone.has(name));
  if (!state || numbers.has(keyOf(interaction))) return undefined;
  return [[interaction, whyNot(state.name)]];
}

const keyOf = ({ key, description }: Interaction) => key ?? description;
const whyNot = (state: string) => `The provider state could not be set up: ${state}.`;

/** Why an interaction cannot be verified on this server; undefined if it can. */
async function reasonNotTo({ request, providerStates = [] }: Interaction, { stage, writes }: Relay) {
  if (request.method !== 'GET' && !writes) return 'It changes something, and --write was not given.';
  // What is only found there is somebody's; of verify's own records it is seen what a change does.
  if (!isReading(request.method) && !stage.vouched)
    return 'It changes something, which is tried with records of our own; a --state-url would set up what it needs.';
  for (const state of providerStates) if (!(await stage.canSet(state))) return whyNot(state.name);
  return undefined;
}

function marked(interaction: Interaction): Interaction {
  const { request, key } = interaction;
  return { ...interaction, request: { ...request, headers: { ...request.headers, [marker]: [key] } } };
}

async function answer(relay: Relay, request: Request, seenIn: Heard): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const body = await request.text();
  if (pathname === statesPath) return changeState(relay, body, seenIn);
  const headers = Object.fromEntries(
    [...request.headers].filter(([name]) => !ofTheHop.test(name) && name !== marker),
  );
  const sent = {
    method: request.method,
    path: pathname + search,
    why: 'To hold an exchange of the contract against it.',
    headers: { ...headers, ...relay.stage.headers },
    ...(body !== '' && { body }),
  };
  const received = await sendAlong(relay, sent).catch((error: Error) => error);
  const key = request.headers.get(marker) ?? '';
  // Without a response, the relay answers in a way that the verifier reports as a mismatch.
  if (received instanceof Error) {
    seenIn.silences.set(key, detailOf(received));
    return new Response(detailOf(received), { status: 502 });
  }
  const seen = await relay.notebook.note(
    { ...sent, path: relay.target.pathOf(received.url) ?? sent.path },
    received,
  );
  seenIn.numbers.set(key, seen.number);
  return toResponse(received);
}

/** Sends a request, and follows one redirect within the base URL, where the credentials may go. */
async function sendAlong({ target, notebook }: Relay, sent: Sent): Promise<Received> {
  const received = await target.send(sent);
  const { status, headers } = received;
  const to = status >= 300 && status < 400 ? headers.location : undefined;
  const path = to === undefined ? undefined : target.pathOf(to);
  if (path === undefined || sent.method !== 'GET' || path === sent.path) return received;
  await notebook.note(sent, received);
  return target.send({ ...sent, path });
}

/** Headers of one connection, which a relay does not pass on. */
const ofTheHop =
  /^(host|connection|keep-alive|transfer-encoding|content-length|content-encoding|accept-encoding|te|upgrade)$/;

function toResponse({ status, headers, text }: Received): Response {
  // The verifier would follow a redirect to anywhere with all its headers; the trace has the original response.
  const isRedirect = status >= 300 && status < 400;
  const kept = Object.entries(headers).filter(
    ([name]) => !ofTheHop.test(name) && !(isRedirect && name.toLowerCase() === 'location'),
  );
  return new Response(text === '' ? null : text, { status, headers: Object.fromEntries(kept) });
}

async function changeState({ stage, notebook }: Relay, body: string, { gone }: Heard): Promise<Response> {
  const {
    state: name,
    params = {},
    action,
  } = JSON.parse(body) as {
    state: string;
    params?: Readonly<Record<string, unknown>>;
    action?: 'setup' | 'teardown';
  };
  notebook.turn();
  if (action === 'teardown') {
    await stage.tearDown({ name, params });
    return Response.json({});
  }
  const values = name === '' ? {} : await stage.setState({ name, params });
  if (!values) gone.add(name);
  return Response.json(values ?? {}, { status: values ? 200 : 400 });
}
