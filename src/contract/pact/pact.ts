// The Pact contract of an API: what the consumer `documentation` expects of it, derived from its exchanges, the schemas
// of its responses and its presets. No server is needed for it.

import type { Api } from '../../core/api/api.ts';
import { documentsOf, type Exchange } from '../../core/api/documents.ts';
import { isSupporting, type Operation } from '../../core/api/operation.ts';
import { printedBody } from './body.ts';
import { bodyOf, type PactBody } from './content.ts';
import { type PactRequest, requestOf } from './request.ts';
import { escapeRegex, expectationOf, type Rule, type Rules, ruleOf } from './rules.ts';
import { type ProviderState, statesOf } from './states.ts';

/** A pact of version 4, as far as we write it. */
export interface PactFile {
  readonly consumer: { readonly name: string };
  readonly provider: { readonly name: string };
  readonly interactions: readonly Interaction[];
  readonly metadata: { readonly pactSpecification: { readonly version: '4.0' } };
}

export interface Interaction {
  readonly type: 'Synchronous/HTTP';
  /** The exchange's file: `get-build-task.running`. */
  readonly key: string;
  /** Unique in its file: `get-build-task: running`. */
  readonly description: string;
  readonly pending: false;
  readonly providerStates?: readonly ProviderState[];
  readonly request: PactRequest;
  readonly response: PactResponse;
}

export interface PactResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly body?: PactBody;
  readonly matchingRules?: {
    readonly header?: Readonly<Record<string, Rule>>;
    readonly body?: Rules;
  };
}

/** The contract between an API's document and a server. */
export function pactOf(api: Api): PactFile {
  const { exchanges } = documentsOf(api.name, api.folder);
  const interactions = Object.entries(exchanges).flatMap(([file, exchange]) => {
    const operation = api.operations.find(({ id }) => `${api.name}/${id}` === exchange.operation);
    return operation && isPromised(operation, exchange, Object.values(exchanges))
      ? [toInteraction(api, operation, file, exchange)]
      : [];
  });
  return {
    consumer: { name: 'documentation' },
    provider: { name: api.name },
    interactions,
    metadata: { pactSpecification: { version: '4.0' } },
  };
}

/** A contract as text, with members in the order of their names, so that the same contract gives the same text. */
export function pactText(pact: PactFile): string {
  return `${JSON.stringify(sorted(pact), undefined, 2)}\n`;
}

/** Whether an exchange is what `corrected` answers, at least after removing what its errata touch. */
function isPromised(operation: Operation, exchange: Exchange, all: readonly Exchange[]): boolean {
  // A contract with the document does not cover supporting operations.
  if (isSupporting(operation)) return false;
  // The official verifier follows redirects, so it never sees one.
  if (exchange.response.status >= 300 && exchange.response.status < 400) return false;
  const { under } = operation;
  if (exchange.source.kind === 'observed' || (under && !under.readings.includes('corrected'))) return false;
  if (exchange.source.kind !== 'documented') return true;
  // An example that is printed as invalid JSON adds nothing to a valid one.
  const isTwin = (other: Exchange) =>
    other.source.kind === 'synthetic' &&
    other.operation === exchange.operation &&
    other.response.status === exchange.response.status;
  return printedBody(exchange) !== undefined || !all.some(isTwin);
}

function toInteraction(api: Api, operation: Operation, file: string, exchange: Exchange): Interaction {
  const states = statesOf(api, exchange);
  return {
    type: 'Synchronous/HTTP',
    key: file,
    description: `${operation.id}: ${exchange.case.replaceAll('-', ' ')}`,
    pending: false,
    ...(states.length > 0 && { providerStates: states }),
    request: requestOf(operation, exchange, states),
    response: responseOf(api, operation, exchange),
  };
}

function responseOf(api: Api, operation: Operation, exchange: Exchange): PactResponse {
  const { status, headers = {} } = exchange.response;
  const mayDiffer = new Set(errataHeaders(api, operation, exchange));
  const content = Object.entries(headers).filter(([name]) => !mayDiffer.has(name.toLowerCase()));
  const schemaName = operation.responses[status];
  const printed = printedBody(exchange, api);
  const expected =
    printed === undefined || !schemaName
      ? undefined
      : expectationOf(schemaName, printed, {
          schemas: documentsOf(api.name, api.folder).schemas,
          states: new Set(Object.keys(api.lifecycle.states)),
          verbatim: exchange.source.kind === 'documented' && status >= 400,
        });
  const rules = {
    ...(content.length > 0 && { header: headerRules(content) }),
    ...(expected && { body: expected.rules }),
  };
  return {
    status,
    ...(content.length > 0 && {
      headers: Object.fromEntries(content.map(([name, value]) => [name, [value]])),
    }),
    ...(expected && { body: bodyOf(expected.content, headers['content-type'] ?? api.wire.contentType) }),
    ...(Object.keys(rules).length > 0 && { matchingRules: rules }),
  };
}

/** A printed header that a reading omits or changes is not required. */
function errataHeaders(api: Api, operation: Operation, { source }: Exchange): string[] {
  if (source.kind !== 'documented') return [];
  const changes = api.errata
    .filter(({ readings }) => readings.literal !== undefined)
    .flatMap((each) => each.changes);
  return changes.flatMap((each) =>
    'header' in each && each.operations.includes(operation.id) ? [each.header] : [],
  );
}

/** A media type may have parameters, a location a host, and more methods may be allowed than documented. */
function headerRules(headers: readonly (readonly [string, string])[]): Record<string, Rule> {
  const regexes: Record<string, (value: string) => string> = {
    'content-type': (value) => `^${escapeRegex(value.split(';')[0]!.trim())}\\s*(;.*)?$`,
    location: (value) => `^([a-z]+://[^/]+)?${escapeRegex(value)}$`,
    allow: (value) => `\\b${escapeRegex(value)}\\b`,
  };
  return Object.fromEntries(
    headers.map(([name, value]) => {
      const regex = regexes[name.toLowerCase()]?.(value);
      return [name, ruleOf(regex === undefined ? { match: 'equality' } : { match: 'regex', regex })];
    }),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]));
}
