// From the text of a request to checked values: the body within its limit, and each parameter in the type that the
// operation's request schema gives it.

import type { Schema } from '../core/documents.ts';
import { type LimitName, type Limits, limitReached } from '../core/limits.ts';
import { nestingOf } from '../core/nesting.ts';
import type { Operation, Refusal, SentFile } from '../core/operation.ts';
import { type Problem, sentencesOf } from '../core/problem.ts';
import { redactNamed } from '../core/redact.ts';
import type { Validator, Violation } from '../core/schema.ts';

/** Raised where a request cannot be served; the API words it. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

/** A limit that was reached, for the API to word. */
export function refusedBy(problem: Problem): Refused {
  return new Refused({ kind: 'limit', status: problem.status, says: sentencesOf(problem) });
}

/** Refused if an address is longer than the limits allow, or asks with more parameters. */
export function checkAddress(url: string, search: string, limits: Limits): void {
  const refuse = (name: LimitName) => refusedBy(limitReached(name, limits));
  if (url.length > limits.url) throw refuse('url');
  // A parameter is not shorter than a character, so that most queries need not be counted.
  if (search.length > limits.params && search.split('&').length > limits.params) throw refuse('params');
}

export interface RawRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Headers;
  readonly body: string;
  /** The fields of its body, where that is a form. */
  readonly form: Record<string, string | SentFile> | undefined;
  /** Whether a body that cannot be read counts as none. */
  readonly forgiving: boolean;
}

/** What a handler gets: values, no longer text. */
export interface CheckedRequest {
  readonly path?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly headers?: Record<string, unknown>;
  readonly body?: unknown;
}

const noQuery: ReadonlyMap<string, string> = new Map();

/** The first value of each query parameter, decoded as a form: `+` and `%20` are both a space. */
export function parseQuery(search: string): ReadonlyMap<string, string> {
  if (search.length < 2) return noQuery;
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search)) if (!query.has(name)) query.set(name, value);
  return query;
}

/** The body's bytes. Refused beyond `limit` bytes, without reading on. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = () => new Refused({ kind: 'body-too-large', limit });
  const declared = request.headers.get('content-length');
  if (Number(declared) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    // Node's parser holds a sender to the length that he gives, so that no stream is needed to stop at the limit.
    if (declared !== null) return within(limit, new Uint8Array(await request.arrayBuffer()), tooLarge);
    if (!request.body) return nothing;
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    // A client that hangs up halfway is no fault of ours, and there is nobody left to answer.
    throw error instanceof Refused ? error : new Refused({ kind: 'unreadable-body', reason: 'it broke off' });
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

const nothing = new Uint8Array();

function within(limit: number, bytes: Uint8Array, tooLarge: () => Refused): Uint8Array {
  if (bytes.byteLength > limit) throw tooLarge();
  return bytes;
}

/** Reads and checks a request against the operation's schema. Refused at the first thing that is wrong. */
export async function checkRequest(
  operation: Operation,
  schemas: Readonly<Record<string, Schema>>,
  validator: Validator,
  raw: RawRequest,
): Promise<CheckedRequest> {
  if (!operation.request) return {};
  const sections = propertiesOf(schemas[operation.request]);
  const request: Record<string, unknown> = {};
  if (sections.path) request.path = typed(sections.path, Object.entries(raw.path));
  if (sections.query) request.query = typed(sections.query, raw.query);
  if (sections.headers)
    request.headers = typed(sections.headers, headersNamed(sections.headers, raw.headers));
  if (sections.body && raw.form) request.body = raw.form;
  else if (sections.body && raw.body.trim() !== '') {
    const body = parseBody(raw.body, raw.forgiving);
    if (body !== undefined) request.body = body;
  }
  const [violation] = await validator.violations(operation.request, request);
  if (violation) throw new Refused(refusalOf(violation));
  return request;
}

function parseBody(text: string, forgiving: boolean): unknown {
  try {
    if (nestingOf(text) > deepest) throw new Error(`nested deeper than ${deepest} levels`);
    return JSON.parse(text);
  } catch (error) {
    if (forgiving) return undefined;
    throw new Refused({ kind: 'unreadable-body', reason: reasonOf(error as Error) });
  }
}

/** What is wrong, without the part of the text that V8 quotes. */
function reasonOf({ message }: Error): string {
  return message.endsWith('is not valid JSON') ? 'Unexpected token' : message;
}

/** Deeper JSON is nobody's build, and would overflow whatever walks it. */
const deepest = 500;

function headersNamed(section: Schema, headers: Headers): [string, string][] {
  return Object.keys(propertiesOf(section)).flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
}

/** Text values in the types that a section's schema names. What does not fit stays text, and fails the check. */
function typed(section: Schema, values: Iterable<[string, string]>): Record<string, unknown> {
  const properties = propertiesOf(section);
  return Object.fromEntries(
    Array.from(values, ([name, text]) => [name, inType(properties[name]?.type, text)]),
  );
}

function inType(type: unknown, text: string): unknown {
  const may = (wanted: string) => type === wanted || (Array.isArray(type) && type.includes(wanted));
  if (may('integer') && /^\s*[+-]?\d+\s*$/.test(text) && Number.isSafeInteger(Number(text))) {
    return Number(text);
  }
  if (may('boolean') && /^(true|t|1|false|f|0)$/i.test(text)) return /^(true|t|1)$/i.test(text);
  return text;
}

function propertiesOf(schema: Schema | undefined): Record<string, Schema> {
  return (schema?.properties ?? {}) as Record<string, Schema>;
}

function refusalOf(violation: Violation): Refusal {
  const section = violation.pointer.split('/')[1] ?? violation.name;
  const { name, rule, expected, given } = violation;
  return { kind: 'invalid', in: section as 'query', name, rule, expected, given: redactNamed(name, given) };
}
