// Lying by proxy: responses are changed from outside, in front of a server that follows the readings of the real one, and in
// traffic that was recorded from it. Each lie is named; who passes everything on is accused of nothing.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as registry from '../../src/apis/index.ts';
import type { Report } from '../../src/contract/judge/finding.ts';
import type { Api } from '../../src/core/api/api.ts';
import { verify, verifyHar } from '../../src/verify.ts';
import { deployed, deployedOnPorts } from './_deployed.ts';
import { type Lie, lies } from './_lying.ts';

const apis: readonly Api[] = Object.values(registry);
const full = process.env.STANDIN_FULL === '1';
const honest: Lie = (answer) => answer;

/** What is no lie there: why. */
const innocent: Readonly<Record<string, string>> = {
  'copr: every second list is turned round': 'No sentence names an order of tasks.',
  'copr-2022-succeeds.har: every second list is turned round': 'Its lists have one task.',
  'copr-2022-succeeds.har: what is missing is 200': 'Nothing is ever missing there.',
  'copr-2022-succeeds.har: what is missing is 500': 'Nothing is ever missing there.',
  'copr-2022-hundred.har: every second list is turned round': 'No sentence names an order of tasks.',
  'copr-waiting: what is missing is 200': 'Nothing is ever missing there.',
  'copr-waiting: what is missing is 500': 'Nothing is ever missing there.',
  'copr-waiting: every list lacks its last item': 'Nobody outside can see how many builds wait.',
};

function wrongIn({ findings }: Report): readonly string[] {
  return findings
    .filter(({ severity }) => severity === 'failed' || severity === 'unusual')
    .map(({ severity, clause, by, actual }) => `${severity} ${clause} by ${by.name}: ${actual}`);
}

describe.each(apis.map((api, index) => [api.name, api, index] as const))(
  'in front of %s',
  (name, api, index) => {
    const behind = (lie: Lie) => ({ profile: 'observed', onItsWay: through(lie) }) as const;
    const told = async (lie: Lie) => {
      const options = deployed(api, behind(lie));
      return wrongIn(await verify({ api, profile: 'observed', pact: false, ...options, for: 200 }));
    };

    it('who passes everything on over real ports is accused of nothing', async () => {
      const { options, close } = await deployedOnPorts(api, behind(honest));
      try {
        expect(wrongIn(await verify({ api, profile: 'observed', pact: false, ...options }))).toEqual([]);
      } finally {
        await close();
      }
    });

    // CI tries every seventh of them at each API, other ones at the next; with STANDIN_FULL=1 all are tried.
    const some = Object.keys(lies).filter(
      (says, place) => !innocent[`${name}: ${says}`] && (full || (place + index) % 7 === 0),
    );
    it.each(some)('%s', async (says) => expect(await told(lies[says]!())).not.toEqual([]));
  },
);

/** The lie as a proxy tells it. */
function through(lie: Lie) {
  return async (response: Response, { method, url }: Request) => {
    const { 'content-length': _, 'content-encoding': __, ...headers } = Object.fromEntries(response.headers);
    const {
      status,
      headers: told,
      text,
    } = lie({ status: response.status, headers, text: await response.text() }, { method, url });
    return new Response(text === '' ? null : text, { status, headers: told });
  };
}

interface Entry {
  readonly request: { readonly method: string; readonly url: string };
  readonly response: {
    readonly status: number;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
    readonly content: { readonly text?: string };
  };
}

describe.each(['copr-2022-hundred.har', 'copr-2022-succeeds.har'])('in %s', (file) => {
  const { entries } = JSON.parse(readFileSync(`test/traffic/copr-2022/${file}`, 'utf8')).log as {
    entries: Entry[];
  };
  const told = async (lie: Lie) => {
    const har = JSON.stringify({ log: { entries: entries.map((entry) => lied(entry, lie)) } });
    return wrongIn(await verifyHar({ api: 'copr', har, profile: 'observed' }));
  };

  it('who passes everything on is accused of nothing', async () => expect(await told(honest)).toEqual([]));

  it.each(Object.keys(lies).filter((says) => !innocent[`${file}: ${says}`]))('%s', async (says) =>
    expect(await told(lies[says]!())).not.toEqual([]),
  );
});

function lied({ request, response, ...entry }: Entry, lie: Lie): Entry {
  const headers = Object.fromEntries(response.headers.map(({ name, value }) => [name.toLowerCase(), value]));
  const { status, text, ...told } = lie(
    { status: response.status, headers, text: response.content.text ?? '' },
    request,
  );
  return {
    ...entry,
    request,
    response: {
      ...response,
      status,
      headers: Object.entries(told.headers).map(([name, value]) => ({ name, value })),
      content: { ...response.content, text },
    },
  };
}
