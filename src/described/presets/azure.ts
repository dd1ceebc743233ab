// The conventions of Azure and Fabric: operations that are annotated as long-running, their monitors, and the states of the resource.

import { namesIn } from '../../core/api/templates.ts';
import type { RecordText } from '../format/types.ts';
import { type Context, responseSchema, successOf } from '../resolve/context.ts';
import { collectionOf, propertiesAt, stateMembers } from '../resolve/signals.ts';
import type { DocumentOperation } from '../source/contents.ts';
import { toWords } from '../source/document.ts';
import { within } from '../source/library.ts';
import {
  actionOf,
  annotations,
  headerFor,
  monitorPath,
  monitorView,
  named,
  retryAfter,
} from './azure-monitors.ts';
import { fabricRecord } from './fabric.ts';

export function isLongRunning({ place }: DocumentOperation): boolean {
  return annotations.some((name) => within(place, name)?.value === true);
}

function isFabric({ place }: DocumentOperation): boolean {
  return within(place, annotations[1]!)?.value === true;
}

/** Whether the body of a response comes at the end only: a 202 of a long-running operation may be empty. */
export function isLater(operation: DocumentOperation, status: number): boolean {
  return status === 202 && isLongRunning(operation);
}

export function azureRecords(context: Context): Readonly<Record<string, RecordText>> {
  const records: { [name: string]: RecordText } = {};
  const resources = new Map<string, string>();
  for (const operation of context.document.operations) {
    if (!isLongRunning(operation)) continue;
    const detail = context.document.operations.find(
      ({ method, path }) => method === 'GET' && path === operation.path,
    );
    const made = operation.method === 'PUT' && detail ? resourceOf(context, operation, detail) : undefined;
    if (!made) continue;
    const name = Object.hasOwn(records, resourceName(operation)) ? operation.id : resourceName(operation);
    records[name] = made;
    resources.set(operation.path, name);
  }
  for (const operation of context.document.operations) {
    const isOfResource = resources.has(operation.path) && ['PUT', 'DELETE'].includes(operation.method);
    if (isLongRunning(operation) && !isOfResource)
      records[operation.id] = isFabric(operation)
        ? fabricRecord(context, operation)
        : actionOf(operation, parentOf(operation, resources));
  }
  return records;
}

/** The resource below whose address an action stands. */
function parentOf({ path }: DocumentOperation, resources: ReadonlyMap<string, string>): string | undefined {
  const above = [...resources].filter(([own]) => path.startsWith(`${own}/`));
  return above.sort(([a], [b]) => b.length - a.length)[0]?.[1];
}

/** The last part of a path that is spelled out. */
function resourceName({ path }: DocumentOperation): string {
  return toWords(
    path
      .split('/')
      .filter((part) => part !== '' && !part.includes('{'))
      .at(-1) ?? 'resource',
  );
}

function hasMember({ table }: Context, schemaName: string, name: string): boolean {
  return propertiesAt(table.schemas, schemaName, '').some(([own]) => own === name);
}

/** A resource that is created with PUT, and then goes through its provisioning states. */
function resourceOf(
  context: Context,
  put: DocumentOperation,
  detail: DocumentOperation,
): RecordText | undefined {
  const schemaName = responseSchema(context, detail, successOf(detail));
  const member =
    schemaName === undefined
      ? undefined
      : stateMembers(context, schemaName).find(({ pointer }) =>
          /provisioningState|status|state/i.test(pointer),
        );
  if (!member) return undefined;
  const known = member.words.map(String);
  const word = (...wanted: readonly string[]) =>
    known.length === 0 ? wanted[0] : wanted.find((each) => known.includes(each));
  const done = word('Succeeded', 'succeeded', 'Ready', 'Available');
  const going =
    word('Creating', 'Provisioning', 'Updating', 'InProgress', 'Accepted', 'Pending', 'Running') ??
    known.find((each) => !/succ|fail|cancel/i.test(each) && each !== done);
  if (done === undefined || going === undefined) return undefined;
  const [failed, canceled] = [word('Failed', 'failed'), word('Canceled', 'Cancelled', 'canceled')];
  const at = collectionOf(put.path);
  const lists = context.document.operations.filter((each) => each.method === 'GET' && each.path === at);
  const remove = context.document.operations.find(
    (each) => each.method === 'DELETE' && each.path === put.path,
  );
  const id = namesIn(put.path).at(-1)!;
  const monitor = monitorPath(put, id, 'operations');
  const statuses = put.responses().map(({ status }) => status);
  return {
    id: `{path:${id}}`,
    ...(hasMember(context, schemaName!, 'name') && { idAt: '/name' }),
    ...(hasMember(context, schemaName!, 'id') && {
      fields: { '/id': put.path.replaceAll(/\{([^{}]+)\}/g, '{path:$1}') },
    }),
    state: member.pointer,
    scenarios: {
      succeeds: [`${going} 6s`, done],
      ...(failed && { fails: [`${going} 3s`, failed] }),
      ...(canceled && { canceled: [`${going} 3s`, canceled] }),
    },
    words: {
      ...(remove &&
        isLongRunning(remove) && {
          Deleting: known.length === 0 || known.includes('Deleting') ? 'Deleting' : going,
          Deleted: done,
        }),
    },
    ...(remove && isLongRunning(remove) && { unseen: ['Deleted'] }),
    creates: [
      {
        operation: named(put),
        status: [201, 200, 202].find((status) => statuses.includes(status)) ?? 201,
        ...(statuses.includes(200) && { existing: 200 }),
        headers: { [headerFor(put)]: '{view:monitor}', 'retry-after': retryAfter },
      },
    ],
    views: {
      detail: { operation: named(detail) },
      monitor: monitorView(monitor, {
        going,
        failed,
        deletes: remove !== undefined && isLongRunning(remove),
      }),
    },
    ...(remove && {
      commands: {
        delete: isLongRunning(remove)
          ? {
              operation: named(remove),
              from: [going, done, failed, canceled].filter((each) => each !== undefined),
              to: ['Deleting 3s', 'Deleted'],
              status: 202,
              body: 'none',
              headers: { [headerFor(remove)]: '{view:monitor}', 'retry-after': retryAfter },
            }
          : { operation: named(remove), removes: true, body: 'none' },
      },
    }),
    lists: lists.map((each) => ({
      operation: named(each),
      page: {
        style: 'nextLink' as const,
        ...(within(each.place, 'x-ms-pageable', 'nextLinkName') && {
          at: `/${within(each.place, 'x-ms-pageable', 'nextLinkName')!.value}`,
        }),
      },
    })),
  };
}
