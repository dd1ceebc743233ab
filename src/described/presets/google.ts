// The conventions of AIP-151: an Operation that is done or not, with an error or a response at its end.

import { namesIn } from '../../core/api/templates.ts';
import { valueAt } from '../../core/values/pointer.ts';
import type { RecordText } from '../format/types.ts';
import { type Context, responseSchema, successOf } from '../resolve/context.ts';
import { collectionOf, detailsOf, propertiesAt } from '../resolve/signals.ts';
import type { DocumentOperation } from '../source/contents.ts';
import { schemasAt } from '../values/bodies.ts';
import { sampleOf } from '../values/sample.ts';

const named = (operation: DocumentOperation) =>
  operation.operationId ?? `${operation.method} ${operation.path}`;

export function googleRecords(context: Context): Readonly<Record<string, RecordText>> {
  const detail = detailsOf(context).find((operation) =>
    isOperation(context, responseSchema(context, operation, successOf(operation))),
  );
  if (!detail) return {};
  const schemaName = responseSchema(context, detail, successOf(detail))!;
  const all = context.document.operations;
  const creates = all.filter(
    (each) => each.method !== 'GET' && responseSchema(context, each, successOf(each)) === schemaName,
  );
  const cancel = all.find(({ method, path }) => method === 'POST' && path === `${detail.path}:cancel`);
  const remove = all.find(({ method, path }) => method === 'DELETE' && path === detail.path);
  const lists = all.filter(({ method, path }) => method === 'GET' && path === collectionOf(detail.path));
  const metadataType = typeAt(context, schemaName, '/metadata');
  return {
    operation: {
      id: 'operation-{hex:16}',
      state: '/done',
      words: { RUNNING: false, DONE: true, FAILED: true, CANCELLED: true },
      scenarios: {
        succeeds: ['RUNNING 6s', 'DONE'],
        fails: ['RUNNING 3s', 'FAILED'],
        canceled: ['RUNNING 3s', 'CANCELLED'],
      },
      fields: {
        '/name': nameOf(detail),
        ...(metadataType !== undefined && {
          '/metadata': {
            '@type': metadataType,
            createTime: { at: 'created', as: 'iso' },
            endTime: { at: 'end', as: 'iso' },
          },
        }),
        '/error': {
          in: {
            FAILED: { code: 13, message: 'The operation failed.' },
            CANCELLED: { code: 1, message: 'The operation was cancelled.' },
          },
        },
        '/response': { in: { DONE: { '@type': 'type.googleapis.com/google.protobuf.Empty' } } },
      },
      creates: creates.map((each) => ({ operation: named(each), copy: [], status: successOf(each) })),
      views: { detail: { operation: named(detail) } },
      commands: {
        ...(cancel && {
          cancel: {
            operation: named(cancel),
            from: ['RUNNING'],
            to: ['CANCELLED'],
            body: {},
            refused: { status: 400 },
          },
        }),
        ...(remove && { delete: { operation: named(remove), removes: true, body: {} } }),
      },
      lists: lists.map((each) => ({ operation: named(each), items: '/operations' })),
    },
  };
}

/**
 * The `@type` that the document prints for what stands at a place. Without one it is left out: a client of Google's knows the types
 * of its own service only, and throws at any other.
 */
function typeAt({ table }: Context, schemaName: string, pointer: string): unknown {
  const { found } = schemasAt(table.schemas, table.schemas[schemaName], pointer);
  const inner = schemasAt(table.schemas, table.schemas[schemaName], `${pointer}/@type`).found;
  const printed = found.flatMap(
    (schema) => (valueAt(schema['x-example'], '/@type') as string | undefined) ?? [],
  );
  return (
    printed[0] ??
    inner.map((schema) => sampleOf(table.schemas, schema)).find((type) => /^[^ ]+\/[^ ]+$/.test(String(type)))
  );
}

/** Whether a schema is that of an operation: done, and an error or a response. */
function isOperation({ table }: Context, schemaName: string | undefined): boolean {
  if (schemaName === undefined) return false;
  const names = propertiesAt(table.schemas, schemaName, '').map(([name]) => name);
  return (
    names.includes('name') &&
    names.includes('done') &&
    (names.includes('error') || names.includes('response'))
  );
}

/** A name is a path without its version. */
function nameOf({ path }: DocumentOperation): string {
  const last = namesIn(path).at(-1);
  return path
    .replace(/^\/v\d[^/]*\//, '')
    .replaceAll(/\{\+?([^{}=]+)[^{}]*\}/g, (_, name: string) => (name === last ? '{id}' : `{path:${name}}`));
}
