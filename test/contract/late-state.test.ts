// Records move on by themselves: a provider state that could be set up when it was tried may be gone when its turn comes. That
// is no fault of the server, so its exchange is skipped, with the state as the reason.
import { expect, it } from 'vitest';
import { createStandin } from '../../src/index.ts';
import { verify } from '../../src/verify.ts';
import { listening } from '../_ports.ts';
import { startOfTime } from '../_standin.ts';

it('a state that is gone when its turn comes skips its exchange, and fails nothing', async () => {
  const standin = createStandin({ apis: ['copr'], at: startOfTime, clock: 'frozen' });
  const setups = new Map<string, number>();
  const late = new Set<string>();
  const report = await standin.listen({ port: 0 }).then((url) =>
    listening(
      async (incoming, outgoing) => {
        let text = '';
        for await (const chunk of incoming) text += chunk;
        const { state, action } = JSON.parse(text) as { state: string; action: string };
        const times = (setups.get(state) ?? 0) + (action === 'setup' ? 1 : 0);
        setups.set(state, times);
        const isLate = action === 'setup' && times > 1 && /importing/.test(state);
        if (isLate) late.add(state);
        const response = isLate
          ? new Response('{}', { status: 400 })
          : await fetch(`${url}/__standin/pact/states`, {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: text,
            });
        outgoing.writeHead(response.status, { 'content-type': 'application/json' });
        outgoing.end(await response.text());
      },
      (stateUrl) => verify({ api: 'copr', url: `${url}/~default`, stateUrl }),
    ),
  );
  await standin.close();
  expect([...late]).not.toEqual([]);
  expect(report.findings.filter(({ severity }) => severity === 'failed')).toEqual([]);
  const skipped = report.findings.filter(
    ({ severity, by }) => severity === 'skipped' && by.layer === 'exchange',
  );
  const reasons = skipped.map(({ actual }) => actual).join('\n');
  for (const state of late) expect(reasons).toContain(`The provider state could not be set up: ${state}.`);
});
