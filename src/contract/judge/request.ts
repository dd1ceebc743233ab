// Whether a request is one that its operation describes: then the operation answers it, and does not refuse it.
import type { Schema } from '../../core/api/documents.ts';
import { opened } from '../../core/api/narrow.ts';
import type { Operation } from '../../core/api/operation.ts';
import { createValidator } from '../../core/api/schema.ts';
import type { Seen } from '../../core/invariants/invariant.ts';

type Schemas = Readonly<Record<string, Schema>>;

export interface RequestJudge {
  /** Whether a request has the schema of its operation, by any reading. */
  isAsDescribed(operation: Operation, seen: Seen): Promise<boolean>;
  /** Whether a parameter of its query is one of which readings differ. */
  isMatterOfReading(operation: Operation, seen: Seen): boolean;
}

export function createRequestJudge(schemas: Schemas): RequestJudge {
  const validator = createValidator(opened(schemas), { every: true, judged: true });
  return {
    async isAsDescribed({ request: schemaName }, { request }) {
      if (schemaName === undefined) return request.query.size === 0;
      const parts = partsOf(schemas[schemaName]);
      const texts = { path: request.params, query: Object.fromEntries(request.query) };
      const value = {
        ...(parts.path && { path: typed(texts.path, parts.path) }),
        ...(parts.query && { query: typed(texts.query, parts.query) }),
        ...(parts.headers && { headers: request.headers }),
        ...(parts.body && request.body !== undefined && { body: request.body }),
      };
      return (await validator.violations(schemaName, value)).length === 0;
    },
    isMatterOfReading({ request: schemaName }, { request }) {
      const { properties = {} } = partsOf(schemas[schemaName ?? '']).query ?? {};
      return [...request.query.keys()].some((name) => properties[name]?.['x-errata'] !== undefined);
    },
  };
}

type Property = { readonly type?: unknown; readonly 'x-errata'?: unknown };
type Part = { readonly properties?: Readonly<Record<string, Property>> };

function partsOf(schema: Schema | undefined): Readonly<Record<string, Part | undefined>> {
  return (schema?.properties ?? {}) as Readonly<Record<string, Part>>;
}

/** Texts of a URL as the values that their schema has. What cannot be read stays text, and has not that schema. */
function typed(
  texts: Readonly<Record<string, string>>,
  { properties = {} }: Part,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, typedText(text, properties[name]?.type)]),
  );
}

function typedText(text: string, type: unknown): unknown {
  const isNumber = /^[+-]?\d+(\.\d+)?$/.test(text);
  if ((type === 'integer' || type === 'number') && isNumber) return Number(text);
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}
