// `Prefer` (RFC 7240): the client chooses the response of this one request. Preferences that are not ours are
// ignored, as the RFC says; one of ours that cannot be honoured is an error, so that a test does not pass by mistake.
import type { Api } from '../../core/api/api.ts';
import { documentsOf } from '../../core/api/documents.ts';
import type { Reading, Readings } from '../../core/api/errata.ts';
import type { Operation, OperationResponse, Refusal, Surface } from '../../core/api/operation.ts';
import type { StandinRecord } from '../../core/records/snapshot.ts';
import { Problem, unknownName } from '../../core/values/problem.ts';
import { type FaultEffect, parsePreferredEffect } from '../../core/worlds/fault.ts';
import type { SeenRecord } from '../../core/worlds/journal.ts';

export interface Preferences {
  readonly code?: number;
  readonly example?: string;
  readonly state?: string;
  /** A fault for this one request, as `fault="status=503,retry-after=5"`. */
  readonly fault?: FaultEffect;
  /** Lists in `Standin-Errata` which readings were used. */
  readonly errata?: true;
}

const ours = ['code', 'example', 'state', 'errata', 'fault'];
/** An element of the list: commas within quotes do not end it. */
const element = /(?:"(?:[^"\\]|\\.)*"|[^",])+/g;
/** The preference of an element, without its parameters. */
const preference = /^\s*([\w-]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+)))?/;

/** The preferences of nearly all requests: none. */
export const none: Preferences = {};

/** Reads the header; several lines arrive joined by commas. Of a preference given twice, the first counts. */
export function parsePrefer(header: string | null): Preferences {
  if (header === null) return none;
  const found = new Map<string, string>();
  for (const [text] of header.matchAll(element)) {
    const [, name = '', quoted, bare] = preference.exec(text) ?? [];
    const key = name.toLowerCase();
    if (ours.includes(key) && !found.has(key)) found.set(key, quoted ?? bare ?? '');
  }
  if (found.size === 0) return none;
  const { code, errata, fault, ...rest } = Object.fromEntries(found);
  return {
    ...rest,
    ...(code !== undefined && { code: codeOf(code) }),
    ...(errata !== undefined && { errata: true }),
    ...(fault !== undefined && { fault: parsePreferredEffect(fault) }),
  };
}

/** Collected while the response is made. */
export interface Notes {
  /** The readings that were used, if the client wants to know. */
  readonly consulted: Map<string, Reading> | undefined;
  /** The states in which records were shown. */
  readonly states: string[];
  /** The first records that were shown, for the journal. */
  readonly records: SeenRecord[];
}

/** The journal names so many records of one response. */
const mostNamed = 20;

/** Takes note of a record that the response shows. */
export function noteShown({ states, records }: Notes, { api, id }: StandinRecord, state: string): void {
  if (!states.includes(state)) states.push(state);
  if (records.length < mostNamed && !records.some((each) => each.id === id && each.api === api))
    records.push({ api, id, state });
}

/** Adds to a response which preferences were applied, and which readings of which errata were used. */
export function withPreferences(
  response: OperationResponse,
  preferences: Preferences,
  { consulted, states }: Notes,
): OperationResponse {
  if (preferences === none) return response;
  const honoured = (name: string, value: unknown) =>
    name === 'code' ? value === response.status : name !== 'state' || states.length > 0;
  const applied = Object.entries(preferences).filter(([name, value]) => honoured(name, value));
  if (applied.length === 0) return response;
  const readings = [...(consulted ?? [])].map(([erratum, reading]) => `${erratum}=${reading}`).sort();
  return {
    ...response,
    headers: {
      ...response.headers,
      'preference-applied': applied.map(toText).join(', '),
      ...(preferences.errata && readings.length > 0 && { 'standin-errata': readings.join(', ') }),
    },
  };
}

function toText([name, value]: [string, unknown]): string {
  if (value === true || name === 'fault') return name;
  return `${name}=${/^[\w.-]+$/.test(String(value)) ? value : `"${value}"`}`;
}

/** Problem (400) if the API has no such state. */
export function checkState(api: Api, { state }: Preferences): void {
  if (state === undefined) return;
  const states = Object.keys(api.lifecycle.states);
  if (!states.includes(state)) throw unknownName('state', state, states);
}

/** The response that `example` or `code` asks for, or undefined if neither is given. */
export function preferredResponse(
  surface: Surface,
  operation: Operation,
  preferences: Preferences,
  refuse: (refusal: Refusal) => OperationResponse | Promise<OperationResponse>,
): OperationResponse | Promise<OperationResponse> | undefined {
  const { code, example } = preferences;
  if (code === undefined && example === undefined) return undefined;
  const { exchanges } = documentsOf(surface.name, surface.folder);
  // An exchange may leave its body to the operation; it is no response by itself.
  const whole = Object.entries(exchanges).filter(
    ([name, { response }]) =>
      name.startsWith(`${operation.id}.`) && (response.body !== undefined || response.text !== undefined),
  );
  if (example !== undefined) {
    const found = whole.find(([, exchange]) => exchange.case === example);
    if (!found)
      throw unknownName(
        'example',
        example,
        whole.map(([, exchange]) => exchange.case),
      );
    return found[1].response;
  }
  // The operation itself makes its success; only other responses come from examples.
  if (code === undefined || (code < 300 && code in operation.responses)) return undefined;
  const recorded = whole.find(([, { response }]) => response.status === code);
  return recorded?.[1].response ?? refuse({ kind: 'status', status: code });
}

function codeOf(given: string): number {
  const code = Number(given);
  if (Number.isInteger(code) && code >= 200 && code <= 599) return code;
  throw new Problem(400, 'Bad preference', {
    detail: `'${given}' is not a status of a response.`,
    given,
    hint: 'Prefer: code=404 takes a whole number from 200 to 599.',
  });
}

/** The same readings, with each use noted. */
export function noting(readings: Readings, consulted: Map<string, Reading>): Readings {
  return (erratum) => {
    const reading = readings(erratum);
    consulted.set(erratum, reading);
    return reading;
  };
}
