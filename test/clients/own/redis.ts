// `@google-cloud/redis` over REST: operations after AIP-151, by the example of this repository. There is no lifecycle file.
import { load } from './_packages.ts';
import type { Subject } from './_subject.ts';

const parent = 'projects/p/locations/l';

export const redis: Subject = {
  title: '@google-cloud/redis 5 over REST: operations',
  file: 'examples/aip-151/openapi.yaml',
  detail: 'openapi/get-operation',
  ends: { succeeds: true, fails: /The operation failed/, canceled: /The operation was cancelled/ },
  missing: /There is no such operation/,
  nobody: `${parent}/operations/none`,
  heldBack: 'throws',
  limit: /429|RESOURCE_EXHAUSTED|Too Many|many/,
  async connect(url) {
    const { CloudRedisClient } = await load('@google-cloud/redis');
    const { GoogleAuth, PassThroughClient } = await load('google-auth-library');
    const client = new CloudRedisClient({
      fallback: true,
      protocol: 'http',
      apiEndpoint: '127.0.0.1',
      port: Number(new URL(url).port),
      auth: new GoogleAuth({ authClient: new PassThroughClient() }),
    });
    const operations = new Map<
      string,
      { promise(): Promise<unknown>; done: boolean; cancel(): Promise<unknown> }
    >();
    return {
      async create() {
        const instance = { memorySizeGb: 1 };
        const [operation] = await client.createInstance({ parent, instanceId: 'i', instance });
        operations.set(operation.name, operation);
        return operation.name;
      },
      async finish(name) {
        const operation = operations.get(name)!;
        await operation.promise();
        return operation.done;
      },
      look: (name) => client.getOperation({ name }),
      cancel: (name) => operations.get(name)!.cancel(),
      async list() {
        const names: string[] = [];
        for await (const { name } of client.listOperationsAsync({ name: parent, pageSize: 2 }))
          names.push(name);
        return names;
      },
    };
  },
};
