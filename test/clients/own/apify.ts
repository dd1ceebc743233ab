// `apify-client`: builds of actors. It relies on the server to hold its answer back, by waitForFinish.
import { load } from './_packages.ts';
import type { Subject } from './_subject.ts';

export const apify: Subject = {
  title: 'apify-client 2: builds of actors',
  file: 'test/clients/own/apis/actor-builds.standin.yaml',
  detail: 'actor-builds/get-build',
  ends: { succeeds: 'SUCCEEDED', fails: 'FAILED', canceled: 'ABORTED' },
  // It takes a record that is not there for one that is not there yet.
  missing: undefined,
  nobody: 'none',
  heldBack: 'retries',
  async connect(url) {
    const { ApifyClient } = await load('apify-client');
    const client = new ApifyClient({ baseUrl: url, token: 'any', minDelayBetweenRetriesMillis: 50 });
    const actor = client.actor('me/scraper');
    return {
      create: async () => (await actor.build('0.1')).id,
      look: (id) => client.build(id).get(),
      finish: async (id) => (await client.build(id).waitForFinish({ waitSecs: 10 })).status,
      cancel: (id) => client.build(id).abort(),
      async list() {
        const ids: string[] = [];
        for (let total = 1; ids.length < total; ) {
          const page = await actor.builds().list({ limit: 2, offset: ids.length });
          total = page.total;
          ids.push(...page.items.map(({ id }: { id: string }) => id));
        }
        return ids;
      },
    };
  },
};
