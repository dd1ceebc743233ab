// Records move on by themselves: a provider state that could be set up when it was tried may be gone when its turn comes. That
// is no fault of the server, so its exchange is skipped, with the state as the reason.
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import { pactOf } from '../../src/contract/pact/pact.ts';
import { createStandin } from '../../src/index.ts';
import { verify } from '../../src/verify.ts';
import { listening } from '../_ports.ts';
import { startOfTime } from '../_standin.ts';

const state = 'build {build_id} is importing';
/** How many exchanges begin in it. They are the last to set it up. */
const exchanges = pactOf(registry.copr).interactions.filter(({ providerStates = [] }) =>
  providerStates.some(({ name }) => name === state),
).length;

/** A report on an honest server where the state can be set up so many times; and how many times it was tried. */
async function judged(mostSetups: number) {
  const standin = createStandin({ apis: ['copr'], at: startOfTime, clock: 'frozen' });
  const url = await standin.listen({ port: 0 });
  let setups = 0;
  const report = await listening(
    async (incoming, outgoing) => {
      const body = await text(incoming);
      const asked = JSON.parse(body) as { state: string; action: string };
      if (asked.state === state && asked.action === 'setup') setups++;
      const isGone = asked.state === state && asked.action === 'setup' && setups > mostSetups;
      const headers = { 'content-type': 'application/json' };
      const response = isGone
        ? new Response('{}', { status: 400 })
        : await fetch(`${url}/__standin/pact/states`, { method: 'POST', headers, body });
      outgoing.writeHead(response.status, headers).end(await response.text());
    },
    (stateUrl) => verify({ api: 'copr', url: `${url}/~default`, stateUrl, poll: 1, for: 1 }),
  );
  await standin.close();
  return { report, setups };
}

it('a state that is gone when its turn comes skips its exchanges, and fails nothing', async () => {
  const { setups } = await judged(Number.POSITIVE_INFINITY);
  const { report } = await judged(setups - exchanges);
  expect(report.findings.filter(({ severity }) => severity === 'failed')).toEqual([]);
  const reasons = report.findings
    .filter(({ severity, by }) => severity === 'skipped' && by.layer === 'exchange')
    .filter(({ actual }) => actual === `The provider state could not be set up: ${state}.`);
  expect(reasons).toHaveLength(exchanges);
});
