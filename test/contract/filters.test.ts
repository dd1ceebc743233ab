// A parameter that is ignored: each of every documented request that reads, on a server that nobody controls.
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import type { Api } from '../../src/core/api/api.ts';
import { documentsOf } from '../../src/core/api/documents.ts';
import { operationFor } from '../../src/core/api/matching.ts';
import { isSupporting, type Operation } from '../../src/core/api/operation.ts';
import { verify } from '../../src/verify.ts';
import { deployed } from './_deployed.ts';

const apis: readonly Api[] = Object.values(registry);

/** What nobody outside can see ignored: why. */
const unseen: Readonly<Record<string, string>> = {
  'copr list-build-tasks group': 'By the reading that is corrected it selects nothing.',
  'entrecode list-builds _token': 'No sentence says what it does.',
  'entrecode read-build platformID': 'A build has its number in all platforms.',
  ...Object.fromEntries(
    ['_list', '_token', 'page', 'size', 'sort'].map((name) => [
      `entrecode read-build ${name}`,
      'One build is no list.',
    ]),
  ),
};

const full = process.env.STANDIN_FULL === '1';

describe.each(apis.map((api) => [api.name, api] as const))('%s', (_, api) => {
  it('an ignored parameter is named', async () => {
    const missed: string[] = [];
    const seen = parametersOf(api).filter(
      ({ operation, name }) => !unseen[`${api.name} ${operation.id} ${name}`],
    );
    // CI tries every fifth one; with STANDIN_FULL=1 all are tried.
    for (const { operation, name } of full ? seen : seen.filter((__, index) => index % 5 === 1))
      if (!(await isNamed(api, operation, name))) missed.push(`${operation.id} ${name}`);
    expect(missed).toEqual([]);
  });
});

interface Parameter {
  readonly operation: Operation;
  readonly name: string;
}

function parametersOf({ name, folder, operations }: Api): readonly Parameter[] {
  const { schemas } = documentsOf(name, folder);
  return operations
    .filter((each) => each.method === 'GET' && !isSupporting(each) && each.under === undefined)
    .flatMap((operation) => {
      const { query } = (schemas[operation.request ?? '']?.properties ?? {}) as Record<
        string,
        { properties?: object }
      >;
      return Object.keys(query?.properties ?? {}).map((parameter) => ({ operation, name: parameter }));
    });
}

async function isNamed(api: Api, { id }: Operation, name: string): Promise<boolean> {
  const { fetch, ...options } = deployed(api);
  const { findings } = await verify({
    ...{ api, profile: 'corrected', pact: false, ...options },
    fetch: (input, init) => {
      const url = new URL(input);
      const request = { method: init?.method ?? 'GET', path: url.pathname, query: new Map(url.searchParams) };
      const operation = operationFor(api, request, (_, reading) => reading === 'corrected')?.operation;
      if (operation?.id === id) url.searchParams.delete(name);
      return fetch!(url.href, init);
    },
  });
  return findings.some(({ severity }) => severity === 'failed' || severity === 'unusual');
}
