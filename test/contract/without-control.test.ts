// Servers without control: mutants of each kind behind a proxy that hides the control are seen all the same, and what
// is said of the rest is true. The whole score is `npm run without-control`.
import { describe, expect, it } from 'vitest';
import { mutantsFor } from '../../src/contract/mutate/mutants.ts';
import type { Api } from '../../src/core/api/api.ts';
import { changeResponses } from '../../src/core/mutants/mutant.ts';
import { createStandin } from '../../src/index.ts';
import { verify } from '../../src/verify.ts';
import { apis, committed, verifyDeployed } from './_without-control.ts';

const apiNamed = (name: string) => apis.find((api) => api.name === name)!;

/** A few of each kind: members, statuses, filters, dates, orders of states, and what a change promises. */
const mutants = [
  'copr/list/state-ignored',
  'copr/dates/ends-before',
  'copr/dates/never-ended',
  'copr-waiting/kept/failed',
  'codearts/list/none-under-way',
  'entrecode/create-build/status-201',
  'erigones/cancel/ignored',
  'erigones/cancel-task/status-410',
];

describe('behind a proxy that hides the control', () => {
  it.each(mutants)('%s is seen', async (id) => {
    const api = apiNamed(id.split('/')[0]!);
    const mutant = mutantsFor(api).find((each) => each.id === id)!;
    expect(wrongIn(await verifyDeployed(api, mutant.mutate(api)))).toContain(mutant.clause);
  });

  it('500 for a task that is not there is seen', async () => {
    const api = apiNamed('copr');
    const failing: Api = changeResponses(api, (response, operation) =>
      operation === 'get-build-task' && response.status === 404 ? { ...response, status: 500 } : response,
    );
    expect(wrongIn(await verifyDeployed(api, failing))).toContain('copr/detail/status-404');
  });
});

describe.each(apis.map(({ name }) => name))('the score of %s without control', (name) => {
  const { mutants: all, killed, unseen } = committed[name]!.withoutControl;

  it('is at least 95 % of what can be seen, and says why of each that is not', () => {
    const told = all - Object.keys(unseen).length;
    expect(killed).toBeGreaterThanOrEqual(Math.ceil(0.95 * told));
    const known = mutantsFor(apiNamed(name)).map(({ id }) => id);
    for (const [id, why] of Object.entries(unseen)) {
      expect(known).toContain(id);
      expect(why).toMatch(/^[A-Z].* \w+ .*\.$/);
    }
  });
});

describe('a build that waits when it is found', () => {
  it.each(['importing', 'pending', 'starting', 'waiting'])('is followed until the end: %s', async (shown) => {
    const state = shown === 'waiting' ? 'importing' : shown;
    const standin = createStandin({
      apis: ['copr'],
      clock: 'step:100ms',
      samples: false,
      // As the real service has it, what is imported is shown as waiting.
      ...(shown === 'waiting' && { readings: { 'copr/first-state': 'observed' } }),
    });
    await standin.records.create({ api: 'copr', state, attributes: { build_id: 7 } });
    const states: string[] = [];
    await verify({
      ...{ api: 'copr', pact: false, poll: 1, for: 3_000 },
      fetch: async (url, init) => {
        if (new URL(url).pathname.startsWith('/__standin')) return new Response('', { status: 404 });
        const response = await standin.fetch(url, init);
        const body: unknown = await response
          .clone()
          .json()
          .catch(() => ({}));
        const { build_task: task } = body as { build_task?: { build_id: number; state: string } };
        if (task?.build_id === 7) states.push(task.state);
        return response;
      },
    });
    expect(states).toContain(shown);
    expect(states).toContain('succeeded');
  });

  it('is looked at until patience ends', async () => {
    const standin = createStandin({ apis: ['copr'], clock: 'frozen', samples: false });
    await standin.records.create({ api: 'copr', state: 'pending', attributes: { build_id: 7 } });
    const began = performance.now();
    const fetch = async (url: string, init?: RequestInit) =>
      new URL(url).pathname.startsWith('/__standin')
        ? new Response('', { status: 404 })
        : standin.fetch(url, init);
    await verify({ api: 'copr', pact: false, poll: 20, for: 600, fetch });
    expect(performance.now() - began).toBeGreaterThan(550);
  });
});

function wrongIn({ findings }: Awaited<ReturnType<typeof verify>>): readonly string[] {
  return findings
    .filter(({ severity }) => severity === 'failed' || severity === 'unusual')
    .map(({ clause }) => clause);
}
