// `Prefer` (RFC 7240): what a client wants this one request to be answered with. Preferences that are not ours are
// ignored, as the RFC says; one of ours that cannot be honoured is an error, so that a test does not pass by mistake.
import type { Api } from '../core/api.ts';
import { documentsOf } from '../core/documents.ts';
import type { Reading } from '../core/errata.ts';
import type { Operation, Refusal, Reply, Surface } from '../core/operation.ts';
import { Problem, unknownName } from '../core/problem.ts';

export interface Preferences {
  readonly code?: number;
  readonly example?: string;
  readonly state?: string;
  /** Say in `Standin-Errata` which readings were consulted. */
  readonly errata?: true;
}

const errataWanted = /(?:^|,)\s*errata\s*(?=$|[,;])/i;
const preference = /(?:^|[,;])\s*(code|example|state)\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/gi;

/** Reads the header; several lines arrive joined by commas. Of a preference given twice, the first counts. */
export function parsePrefer(header: string | undefined): Preferences {
  const found: Record<string, string> = {};
  for (const [, name, quoted, bare] of (header ?? '').matchAll(preference)) {
    found[name!.toLowerCase()] ??= (quoted ?? bare)!;
  }
  const { code, ...rest } = found;
  return {
    ...rest,
    ...(code !== undefined && { code: codeOf(code) }),
    ...(errataWanted.test(header ?? '') && { errata: true }),
  };
}

/** A reply that says which preferences were honoured, and which readings of which errata were asked for. */
export function withPreferences(
  reply: Reply,
  preferences: Preferences,
  consulted: ReadonlyMap<string, Reading> = new Map(),
): Reply {
  const applied = Object.entries(preferences).filter(
    ([name, value]) => name !== 'code' || value === reply.status,
  );
  if (applied.length === 0) return reply;
  const readings = [...consulted].map(([erratum, reading]) => `${erratum}=${reading}`).sort();
  return {
    ...reply,
    headers: {
      ...reply.headers,
      'preference-applied': applied.map(toText).join(', '),
      ...(preferences.errata && { 'standin-errata': readings.join(', ') }),
    },
  };
}

function toText([name, value]: [string, unknown]): string {
  if (value === true) return name;
  return `${name}=${/^[\w.-]+$/.test(String(value)) ? value : `"${value}"`}`;
}

/** Problem (400) if the API has no such state. */
export function checkState(api: Api, { state }: Preferences): void {
  const states = Object.keys(api.lifecycle.states);
  if (state !== undefined && !states.includes(state)) throw unknownName('state', state, states);
}

/** The reply that `example` or `code` asks for, or undefined if neither is given. */
export function preferredReply(
  surface: Surface,
  operation: Operation,
  { code, example }: Preferences,
  refuse: (refusal: Refusal) => Reply,
): Reply | undefined {
  const { exchanges } = documentsOf(surface.name, surface.folder);
  const cases = Object.keys(exchanges).filter((name) => name.startsWith(`${operation.id}.`));
  if (example !== undefined) {
    const names = cases.map((name) => name.slice(operation.id.length + 1));
    if (!names.includes(example)) throw unknownName('example', example, names);
    return exchanges[`${operation.id}.${example}`]?.reply;
  }
  if (code === undefined) return undefined;
  const replies = cases.map((name) => exchanges[name]!.reply).filter((reply) => reply.status === code);
  const recorded = replies.find((reply) => reply.body !== undefined || reply.text !== undefined);
  // A success that no exchange tells in full is left to the operation itself.
  return (
    recorded ??
    (code < 300 && code in operation.replies ? undefined : refuse({ kind: 'status', status: code }))
  );
}

function codeOf(given: string): number {
  const code = Number(given);
  if (Number.isInteger(code) && code >= 200 && code <= 599) return code;
  throw new Problem(400, 'Bad preference', {
    detail: `'${given}' is no status to answer with.`,
    given,
    hint: 'Prefer: code=404 takes a whole number from 200 to 599.',
  });
}
