// Shows the difference between two readings: the responses to the same requests under each.
import type { Erratum, ProbeRequest, Reading } from '../../core/api/errata.ts';

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;
/** Opens a fresh, frozen Standin with these readings; all of them must have the same instant. */
export type Open = (readings: Readonly<Record<string, Reading>>) => Fetch;

export interface ProbeAnswer {
  readonly status: number;
  /** Only the headers in which readings differ: allowed methods, location, content type. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const tellingHeaders = ['allow', 'content-type', 'location', 'es_task_response'];

/** The responses to an erratum's probe under one of its readings. Throws if its preset cannot be set up. */
export function answerUnder(erratum: Erratum, reading: Reading, open: Open): Promise<ProbeAnswer> {
  return answerOf(erratum, open({ [erratum.id]: reading }));
}

/** The responses to an erratum's probe there. Throws if its preset cannot be set up. */
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
