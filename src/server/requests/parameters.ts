// From the text of a request to checked values: each parameter gets the type that the operation's request schema says.

import type { Schema } from '../../core/api/documents.ts';
import type { Operation, Refusal, SentFile } from '../../core/api/operation.ts';
import type { Validator, Violation } from '../../core/api/schema.ts';
import { nestingOf } from '../../core/values/nesting.ts';
import { type LimitName, type Limits, limitReached } from '../../core/worlds/limits.ts';
import { redactNamed } from '../../core/worlds/redact.ts';
import { Refused, refusedBy } from './refused.ts';

/** Refused if a URL is longer than the limits allow, or has more parameters. */
export function checkAddress(url: string, search: string, limits: Limits): void {
  const refuse = (name: LimitName) => refusedBy(limitReached(name, limits));
  if (url.length > limits.url) throw refuse('url');
  // A parameter has at least one character, so most queries need not be counted.
  if (search.length > limits.params && search.split('&').length > limits.params) throw refuse('params');
}

export interface RawRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Headers;
  readonly body: string;
  /** The fields of its body, if that is a form. */
  readonly form: Record<string, string | SentFile> | undefined;
  /** Whether an unreadable body counts as none. */
  readonly forgiving: boolean;
}

/** The handler's parameters: typed values instead of text. */
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

/** Reads and checks a request against the operation's schema. Refused at the first thing that is wrong. */
export function checkRequest(
  operation: Operation,
  schemas: Readonly<Record<string, Schema>>,
  validator: Validator,
  raw: RawRequest,
): CheckedRequest | Promise<CheckedRequest> {
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
  const judge = ([violation]: readonly Violation[]) => {
    if (violation) throw new Refused(refusalOf(violation));
    return request;
  };
  const violations = validator.violations(operation.request, request);
  return violations instanceof Promise ? violations.then(judge) : judge(violations);
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

/** The reason, without the part of the text that V8 quotes. */
function reasonOf({ message }: Error): string {
  return message.endsWith('is not valid JSON') ? 'Unexpected token' : message;
}

/** No build is nested deeper, and deeper JSON would overflow recursive functions. */
const deepest = 500;

function headersNamed(section: Schema, headers: Headers): [string, string][] {
  return Object.keys(propertiesOf(section)).flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
}

/** Converts text to the types that a section's schema names. A value that does not fit stays text, and fails the check. */
function typed(section: Schema, values: Iterable<[string, string]>): Record<string, unknown> {
  const properties = propertiesOf(section);
  const found: Record<string, unknown> = {};
  // A client may send any name; only this one would not become a member.
  for (const [name, text] of values)
    if (name === '__proto__') Object.defineProperty(found, name, { value: text, enumerable: true });
    else found[name] = inType(properties[name]?.type, text);
  return found;
}

function inType(type: unknown, text: string): unknown {
  if (type === undefined || type === 'string') return text;
  const may = (wanted: string) => type === wanted || (Array.isArray(type) && type.includes(wanted));
  if (may('integer') && /^\s*[+-]?\d+\s*$/.test(text) && Number.isSafeInteger(Number(text))) {
    return Number(text);
  }
  if (may('number') && /^\s*[+-]?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i.test(text)) return Number(text);
  if (may('boolean') && /^(true|t|1|false|f|0)$/i.test(text)) return /^(true|t|1)$/i.test(text);
  return text;
}

function propertiesOf(schema: Schema | undefined): Record<string, Schema> {
  return (schema?.properties ?? {}) as Record<string, Schema>;
}

function refusalOf(violation: Violation): Refusal {
  const section = violation.pointer.split('/')[1] ?? violation.name;
  const { name, rule, expected, given, members } = violation;
  const refusal = { kind: 'invalid', in: section as 'query', name, rule, expected } as const;
  return { ...refusal, given: redactNamed(name, given), ...(members && { members }) };
}
