// `openai`: batches. It has no poller for them: whoever uses it asks again and again.
import { load } from './_packages.ts';
import type { Subject } from './_subject.ts';
import { until } from './_until.ts';

const order = { input_file_id: 'file-1', endpoint: '/v1/embeddings', completion_window: '24h' };

export const openai: Subject = {
  title: 'openai 6: batches',
  file: 'examples/batches/batches.standin.yaml',
  detail: 'batches/retrieve-batch',
  ends: { succeeds: 'completed', fails: 'failed', canceled: 'cancelled' },
  refused: /409 It is cancelled: cancel is not possible/,
  missing: /404 There is no such batch/,
  nobody: 'batch_none',
  heldBack: 'waits',
  async connect(url) {
    const { default: OpenAI } = await load('openai');
    const { batches } = new OpenAI({ baseURL: `${url}/v1`, apiKey: 'any', maxRetries: 1 });
    return {
      create: async () => (await batches.create(order)).id,
      look: (id) => batches.retrieve(id),
      finish: (id) =>
        until(
          async () => (await batches.retrieve(id)).status,
          (status) => /^(completed|failed|expired|cancelled)$/.test(status),
        ),
      cancel: (id) => batches.cancel(id),
      async list() {
        const ids: string[] = [];
        for await (const { id } of batches.list({ limit: 2 })) ids.push(id);
        return ids;
      },
    };
  },
};
