// `@azure/ai-form-recognizer`: building a model, which is looked at where Operation-Location says.
import { load } from './_packages.ts';
import type { Subject } from './_subject.ts';

export const forms: Subject = {
  title: '@azure/ai-form-recognizer 5: building models',
  file: 'test/clients/own/apis/forms.standin.yaml',
  detail: 'forms/get-operation',
  ends: { succeeds: 'model', fails: /The model cannot be built/ },
  // Its poller knows of no third end, and polls on.
  missing: /There is no such operation/,
  nobody: '00000000-0000-0000-0000-000000000000',
  heldBack: 'waits',
  async connect(url) {
    const { AzureKeyCredential, DocumentModelAdministrationClient } = await load('@azure/ai-form-recognizer');
    const options = { allowInsecureConnection: true, updateIntervalInMs: 100 };
    const client = new DocumentModelAdministrationClient(url, new AzureKeyCredential('any'), options);
    const pollers = new Map<string, { pollUntilDone(): Promise<{ modelId: string }> }>();
    return {
      async create() {
        const poller = await client.beginBuildDocumentModel('model', `${url}/container`, 'template', options);
        const { operationId } = poller.getOperationState();
        pollers.set(operationId, poller);
        return operationId;
      },
      finish: async (id) => (await pollers.get(id)!.pollUntilDone()).modelId,
      look: (id) => client.getOperation(id),
      async list() {
        const ids: string[] = [];
        for await (const { operationId } of client.listOperations()) ids.push(operationId);
        return ids;
      },
    };
  },
};
