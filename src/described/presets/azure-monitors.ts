// Where Azure's long-running operations are looked at: a status document, or the place of the result.
import type { RecordText, ViewText } from '../format/types.ts';
import type { DocumentOperation } from '../source/contents.ts';
import { within } from '../source/library.ts';

export const annotations = ['x-ms-long-running-operation', 'x-ms-fabric-sdk-long-running-operation'];
/** In whole seconds: nothing else is understood by all clients. */
export const retryAfter = 1;

export const named = (operation: DocumentOperation) =>
  operation.operationId ?? `${operation.method} ${operation.path}`;

/** A status document, which always answers 200 and says by a word how it goes. */
export function monitorView(
  operation: string,
  { going, failed, deletes }: { going: string; failed: string; deletes: boolean },
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
      '/error': { in: { [failed]: { code: 'OperationFailed', message: 'The operation failed.' } } },
    },
    headers: { 'retry-after': retryAfter },
  };
}

/** An action, which is a thing of its own: 202 and a place to look at. `parent`: what it is done to. */
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

/** Standin's own address for a monitor, with as much of the operation's path as tells whose it is. */
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
