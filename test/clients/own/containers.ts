// `@azure/arm-containerinstance`: container groups, by the conventions of Azure alone. There is no lifecycle file.
import { load } from './_packages.ts';
import type { Subject } from './_subject.ts';

const group = {
  location: 'west',
  osType: 'Linux',
  containers: [{ name: 'c', image: 'i', resources: { requests: { cpu: 1, memoryInGB: 1 } } }],
};

export const containers: Subject = {
  title: '@azure/arm-containerinstance 9: container groups',
  file: 'test/clients/own/apis/containers.yaml',
  detail: 'containers/container-groups-get',
  ends: { succeeds: 'Succeeded', fails: /The operation failed/, canceled: /cancell?ed/ },
  missing: /There is no such container-groups/,
  nobody: 'none',
  heldBack: 'waits',
  many: 21,
  async connect(url) {
    const { ContainerInstanceManagementClient } = await load('@azure/arm-containerinstance');
    const credential = {
      getToken: async () => ({ token: 'any', expiresOnTimestamp: Date.now() + 3_600_000 }),
    };
    const client = new ContainerInstanceManagementClient(credential, 's', {
      endpoint: url,
      allowInsecureConnection: true,
    });
    // A bearer token is not sent over plain HTTP.
    client.pipeline.removePolicy({ name: 'bearerTokenAuthenticationPolicy' });
    const pollers = new Map<string, { pollUntilDone(): Promise<{ provisioningState: string }> }>();
    return {
      async create() {
        const name = `group-${pollers.size}`;
        pollers.set(name, await client.containerGroups.beginCreateOrUpdate('g', name, group));
        return name;
      },
      finish: async (name) => (await pollers.get(name)!.pollUntilDone()).provisioningState,
      look: (name) => client.containerGroups.get('g', name),
      async list() {
        const names: string[] = [];
        for await (const { name } of client.containerGroups.listByResourceGroup('g')) names.push(name);
        return names;
      },
    };
  },
};
