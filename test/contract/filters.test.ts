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
const unseen: Readonly<Record<string, string>> = {};

describe.each(apis.map((api) => [api.name, api] as const))('%s', (_, api) => {
  it('an ignored parameter is named', async () => {
    const missed: string[] = [];
    for (const { operation, name } of parametersOf(api))
      if (!(await isNamed(api, operation, name))) missed.push(`${operation.id} ${name}`);
    expect(missed).toEqual(Object.keys(unseen).filter((each) => each.startsWith(`${api.name}/`)));
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
