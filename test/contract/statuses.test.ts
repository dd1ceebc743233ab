// One erratum does not excuse every status, nor a filter that is ignored: enumerated over the APIs, on a server that nobody
// controls. `STANDIN_FULL=1` tries every status instead of a few for each.
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { statusClause } from '../../src/contract/verify/headers.ts';
import type { Api } from '../../src/core/api/api.ts';
import { isSupporting, type Operation } from '../../src/core/api/operation.ts';
import { verifyBehind, withStatus } from './_unknown.ts';

const apis: readonly Api[] = Object.values(registry);
const full = process.env.STANDIN_FULL === '1';
const others = [200, 201, 202, 203, 204, 206, 400, 405, 410, 418, 422, 500, 501, 505];
/** So many of them are tried for each status, other ones for the next. */
const fewOthers = 2;

interface Promised {
  readonly operation: Operation;
  readonly status: number;
}

/** The statuses that come of an exploration, and of which the document speaks. */
async function promisedOf(api: Api): Promise<readonly Promised[]> {
  const met = new Map<string, Promised>();
  await verifyBehind(api, {
    response(response, { operation }) {
      const { status } = response;
      if (operation && isPromised(api, operation, status))
        met.set(`${operation.id} ${status}`, { operation, status });
      return response;
    },
  });
  return [...met.values()];
}

function isPromised(api: Api, operation: Operation, status: number): boolean {
  if (isSupporting(operation) || operation.under !== undefined) return false;
  return status < 300 || statusClause(api, operation, status).endsWith(`status-${status}`);
}

describe.each(apis.map((api) => [api.name, api] as const))('%s', (_, api) => {
  it('another status than the promised one fails, whatever it is', async () => {
    const missed: string[] = [];
    let turn = 0;
    for (const { operation, status } of await promisedOf(api)) {
      const possible = others.filter((other) => !mayBe(operation, status, other));
      const tried = full
        ? possible
        : possible.filter((__, index) => (index + turn) % possible.length < fewOthers);
      turn += fewOthers;
      for (const other of tried) {
        const report = await verifyBehind(api, {
          response: (response, passing) =>
            passing.operation?.id === operation.id && response.status === status
              ? withStatus(response, other)
              : response,
        });
        if (report.verdict !== 'failed') missed.push(`${operation.id}: ${other} for ${status}`);
      }
    }
    expect(missed).toEqual([]);
  });
});

/** Whether a status is the promised one, or one that an honest server may have instead of it. */
function mayBe({ responses, method }: Operation, status: number, other: number): boolean {
  if (other === status) return true;
  // A state of a task or a reading of another kind of request: the operation has it.
  if (responses[other] !== undefined && other !== 500) return true;
  // A platform may be such that nothing can be created there.
  return method === 'POST' && other === 422;
}
