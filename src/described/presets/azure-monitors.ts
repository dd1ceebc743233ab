// The monitors of Azure's long-running operations: a status document, or the URL of the result.
import type { RecordText, ViewText } from '../format/types.ts';
import type { DocumentOperation } from '../source/contents.ts';
import { within } from '../source/library.ts';

export const annotations = ['x-ms-long-running-operation', 'x-ms-fabric-sdk-long-running-operation'];
/** In whole seconds: not all clients understand anything else. */
export const retryAfter = 1;

export const named = (operation: DocumentOperation) =>
  operation.operationId ?? `${operation.method} ${operation.path}`;

/** A status document, which always answers 200 and shows the state as a word. */
export function monitorView(
  operation: string,
  { going, failed, deletes }: { going: string; failed: string | undefined; deletes: boolean },
): ViewText {
  return {
    operation,
    state: '/status',
    words: { [going]: 'InProgress', ...(deletes && { Deleting: 'InProgress', Deleted: 'Succeeded' }) },
    unseen: [],
    body: { id: '{view:monitor}', name: '{id}' },
    fields: {
      '/startTime': { at: 'created' },
      '/endTime': { at: 'end' },
      ...(failed !== undefined && {
        '/error': { in: { [failed]: { code: 'OperationFailed', message: 'The operation failed.' } } },
      }),
    },
    headers: { 'retry-after': retryAfter },
  };
}

/** An action, which is a record of its own: 202 and a URL to poll. `parent`: the kind that it acts on. */
export function actionOf(operation: DocumentOperation, parent: string | undefined): RecordText {
  const header = headerFor(operation);
  const isMonitor = header !== 'location';
  const path = monitorPath(operation, 'operationId', isMonitor ? 'operations' : 'operationresults');
  const view: ViewText = isMonitor
    ? monitorView(path, { going: 'InProgress', failed: 'Failed', deletes: false })
    : {
        operation: path,
        status: { InProgress: 202, Succeeded: 200, Failed: 500 },
        bodies: {
          Failed: { error: { code: 'OperationFailed', message: 'The operation failed.' } },
          '*': 'none',
        },
        headers: { location: '{view:monitor}', 'retry-after': retryAfter },
      };
  return {
    id: '{uuid}',
    scenarios: {
      succeeds: ['InProgress 4s', 'Succeeded'],
      fails: ['InProgress 2s', 'Failed'],
      canceled: ['InProgress 2s', 'Canceled'],
    },
    creates: [
      {
        operation: named(operation),
        status: 202,
        body: 'none',
        headers: { [header]: '{view:monitor}', 'retry-after': retryAfter },
        ...(parent && { of: parent }),
      },
    ],
    views: { monitor: view },
  };
}

/** Standin's own path for a monitor, with enough of the operation's path to identify it. */
export function monitorPath({ path }: DocumentOperation, id: string, where: string): string {
  const base = path.replace(/\/[^/]*$/, '').replace(/\/\{[^{}]*\}$/, '');
  return `GET ${base}/${where}/{${id}}`;
}

export function headerFor({ place, path }: DocumentOperation): string {
  const via = within(place, 'x-ms-long-running-operation-options', 'final-state-via')?.value;
  if (via === 'location') return 'location';
  if (via === 'operation-location') return 'operation-location';
  return via === 'azure-async-operation' || /\/subscriptions\//i.test(path)
    ? 'azure-asyncoperation'
    : within(place, annotations[1]!)
      ? 'location'
      : 'operation-location';
}
