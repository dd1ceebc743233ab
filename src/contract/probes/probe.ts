// Seeing the difference between two readings: the same requests, answered under each.
import type { Erratum, ProbeRequest, Reading } from '../../core/api/errata.ts';

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;
/** Opens a fresh, frozen Standin in which these readings hold; the clocks of two must stand at the same instant. */
export type Open = (readings: Readonly<Record<string, Reading>>) => Fetch;

export interface ProbeAnswer {
  readonly status: number;
  /** Only those in which readings differ: what is allowed, where to go, what kind of body. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const tellingHeaders = ['allow', 'content-type', 'location', 'es_task_response'];

/** What an erratum's probe is answered when one reading of it holds. Throws if its stage cannot be set. */
export function answerUnder(erratum: Erratum, reading: Reading, open: Open): Promise<ProbeAnswer> {
  return answerOf(erratum, open({ [erratum.id]: reading }));
}

/** What an erratum's probe is answered there. Throws if its stage cannot be set. */
export async function answerOf({ id, probe }: Erratum, fetch: Fetch): Promise<ProbeAnswer> {
  if (!probe) throw new Error(`${id} has no probe: its readings serve the same`);
  for (const request of probe.before ?? []) {
    const response = await send(fetch, request);
    if (response.status >= 400)
      throw new Error(`${id}: ${request.path} answered ${response.status}: ${await response.text()}`);
  }
  const response = await send(fetch, probe.request);
  const headers = tellingHeaders.flatMap((name) => {
    const value = response.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { status: response.status, headers: Object.fromEntries(headers), body: await response.text() };
}

function send(
  fetch: Fetch,
  { method = 'GET', path, headers = {}, body, text }: ProbeRequest,
): Promise<Response> {
  const sent = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const json = sent === undefined ? {} : { body: sent };
  return fetch(path, { method, headers: { ...headers }, redirect: 'manual', ...json });
}
