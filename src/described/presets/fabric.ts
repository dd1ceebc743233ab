// The conventions of Microsoft Fabric: an annotated operation answers 202 with its id and where it is shown; its result stands beside it.
import type { RecordText, ViewText } from '../format/types.ts';
import { type Context, responseSchema } from '../resolve/context.ts';
import { propertiesAt } from '../resolve/signals.ts';
import type { DocumentOperation } from '../source/contents.ts';
import { sampleOf } from '../values/sample.ts';
import { named, retryAfter } from './azure-monitors.ts';

/** Where operations are shown if the document does not say. */
const usual = '/operations/{operationId}';

/** An annotated operation, which is a record of its own: its state, and its result once it has succeeded. */
export function fabricRecord(context: Context, operation: DocumentOperation): RecordText {
  const { document, table } = context;
  const at = (path: RegExp) =>
    document.operations.find((each) => each.method === 'GET' && path.test(each.path));
  const state = at(/\/operations\/\{[^{}]+\}$/);
  const result = at(/\/operations\/\{[^{}]+\}\/result$/);
  const success = operation.responses().find(({ status }) => status === 200 || status === 201);
  const schemaName = success?.schema && table.nameOf(success.schema, `${operation.id}.${success.status}`);
  return {
    id: '{uuid}',
    scenarios: {
      succeeds: ['NotStarted 1s', 'Running 4s', 'Succeeded'],
      fails: ['NotStarted 1s', 'Running 2s', 'Failed'],
    },
    creates: [
      {
        operation: named(operation),
        status: 202,
        body: 'none',
        headers: {
          location: '{view:monitor}',
          'x-ms-operation-id': '{id}',
          'retry-after': retryAfter,
        },
      },
    ],
    views: {
      monitor: monitorOf(context, state),
      ...(schemaName !== undefined && {
        result: {
          operation: result ? named(result) : `GET ${usual}/result`,
          body: sampleOf(table.schemas, table.schemas[schemaName]),
          // Not there before the operation has succeeded.
          unseen: ['NotStarted', 'Running', 'Failed'],
        },
      }),
    },
  };
}

/** The state of an operation, with as much as the document's schema has of it. */
function monitorOf(context: Context, documented: DocumentOperation | undefined): ViewText {
  const schemaName = responseSchema(context, documented, 200);
  const known =
    schemaName === undefined
      ? undefined
      : propertiesAt(context.table.schemas, schemaName, '').map(([name]) => `/${name}`);
  const fields = Object.entries(facts).filter(([pointer]) => known?.includes(pointer) ?? true);
  return {
    operation: documented ? named(documented) : `GET ${usual}`,
    state: '/status',
    ...(!documented && { body: {} }),
    fields: Object.fromEntries(fields),
    headers: { location: '{view:monitor}', 'x-ms-operation-id': '{id}', 'retry-after': retryAfter },
  };
}

const facts = {
  '/createdTimeUtc': { at: 'created' },
  '/lastUpdatedTimeUtc': { at: 'last' },
  '/percentComplete': { share: ['NotStarted', 'Running'], of: 100 },
  '/error': { in: { Failed: { errorCode: 'OperationFailed', message: 'The operation failed.' } } },
};
