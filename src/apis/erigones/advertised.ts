// What an OpenAPI description says beyond the operations: tokens and keys, the headers of every response, the statuses that
// readings decide.
import type { Advertised } from '../../core/api/api.ts';
import type { Readings } from '../../core/api/errata.ts';
import { isSupporting, type Operation } from '../../core/api/operation.ts';
import { isForAnybody } from './supporting/index.ts';

export const advertised: Advertised = {
  schemes: {
    token: {
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      description: 'Token, a space, and the token.',
    },
    key: { type: 'apiKey', in: 'header', name: 'ES-API-KEY' },
  },
  takes(operation, readings) {
    if (isForAnybody(operation)) return { oneOf: [], must: false };
    return {
      oneOf: ['token', 'key'],
      must: isSupporting(operation) || readings('erigones/login') === 'observed',
    };
  },
  answers: (operation, status, readings) =>
    isSupporting(operation) ||
    (byStatus[status]?.(operation.id.replace(/-in-dc|-bare$/, ''), readings) ?? true),
  headers: (operation, status, readings) => ({
    ...(status === 301 && { location: 'The path with its last slash.' }),
    ...(status !== 301 && wornBy(operation, readings)),
    ...(tellsOfTask(operation, status) &&
      readings('erigones/task-response-header') !== 'literal' && {
        es_task_response: 'true: the body tells of a task.',
      }),
  }),
};

const everywhere = {
  es_version: 'The version of the service.',
  es_username: 'Who asks.',
  es_dc: 'The data center.',
  allow: 'The methods that are allowed.',
};

/** What the service puts on every response, beside the page whatever is read; on some it does not know who asks. */
function wornBy(operation: Operation, readings: Readings): Record<string, string> {
  const { allow } = everywhere;
  if (isForAnybody(operation)) return { allow };
  return isSupporting(operation) || readings('erigones/response-headers') === 'observed' ? everywhere : {};
}

function tellsOfTask({ id }: Operation, status: number): boolean {
  if (/^cancel-task/.test(id)) return status === 201 || status === 410;
  return /^get-task-(status|state)/.test(id) && [200, 201, 400, 410].includes(status);
}

/** By status: whether an operation of the page answers it. The id of an operation is that at its own path. */
const byStatus: Readonly<Record<number, (id: string, readings: Readings) => boolean>> = {
  404: (id, readings) =>
    /^(list-tasks|get-log|get-log-stats.*)$/.test(id)
      ? readings('erigones/dc-parameter') === 'observed'
      : id !== 'get-log-page' ||
        readings('erigones/page-status') !== 'literal' ||
        readings('erigones/dc-parameter') === 'observed',
  406: (id, readings) => /^(cancel|delete)-task$/.test(id) || readings('erigones/accept') === 'observed',
  412: (id, readings) =>
    readings(id === 'get-log-page' ? 'erigones/order-status' : 'erigones/last-status') !== 'literal',
};
