// `replicate`: predictions. Its poller takes null for a time that has not come.
import { load } from './_packages.ts';
import type { Subject } from './_subject.ts';

export const replicate: Subject = {
  title: 'replicate 1.4: predictions',
  file: 'test/clients/own/apis/predictions.standin.yaml',
  detail: 'predictions/get-prediction',
  ends: { succeeds: 'succeeded', fails: /Prediction failed: It ran out of memory/, canceled: 'canceled' },
  missing: /status 404.*There is no such prediction/,
  nobody: 'none',
  // It reads Retry-After as a date only, and a number is one that is long gone.
  heldBack: 'retries',
  async connect(url) {
    const { default: Replicate } = await load('replicate');
    const client = new Replicate({ auth: 'any', baseUrl: `${url}/v1` });
    return {
      create: async () =>
        (await client.predictions.create({ version: 'v'.repeat(64), input: { prompt: 'p' } })).id,
      look: (id) => client.predictions.get(id),
      finish: async (id) => (await client.wait(await client.predictions.get(id), { interval: 50 })).status,
      cancel: (id) => client.predictions.cancel(id),
      async list() {
        const ids: string[] = [];
        for await (const page of client.paginate(client.predictions.list))
          ids.push(...page.map(({ id }: { id: string }) => id));
        return ids;
      },
    };
  },
};
