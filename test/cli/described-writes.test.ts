// `standin verify x.standin.yaml --write` on a server that is no Standin: it creates records as the document says, gives them
// commands, takes back what it can, and tells all of it.
import { expect, it } from 'vitest';
import { createStandin } from '../../src/index.ts';
import { standinWith } from '../_cli.ts';
import { withoutControl } from '../contract/_deployed.ts';

const file = 'examples/batches/batches.standin.yaml';

interface Told {
  readonly verdict: string;
  readonly writes?: readonly { readonly method: string; readonly path: string; readonly status: number }[];
  readonly left?: readonly string[];
  readonly findings: readonly {
    readonly severity: string;
    readonly expected: string;
    readonly actual: string;
  }[];
}

/** What the command says of a server whose responses to a method are changed on their way. */
async function told(flags: readonly string[], change: (response: Response) => Response, changed = 'POST') {
  const standin = createStandin({ apis: [file], clock: 'step:1s', samples: false });
  const upstream = await standin.listen();
  const proxy = await withoutControl(
    () => upstream,
    (response, { method }) => (method === changed ? change(response) : response),
  );
  try {
    const args = [
      file,
      '--url',
      proxy.url,
      '--no-pact',
      '--poll',
      '0.01',
      '--for',
      '60',
      '--reporter',
      'json',
      ...flags,
    ];
    const env = { BATCHES_TOKEN: 'any' };
    const { code, out, err } = await standinWith(env, 'verify', ...args, '--token-env', 'BATCHES_TOKEN');
    return { code, err, report: JSON.parse(out) as Told };
  } finally {
    await Promise.all([proxy.close(), standin.close()]);
  }
}

const asItIs = (response: Response) => response;

it('creates a record, commands another, names what stays, and accuses nobody', async () => {
  const { code, report } = await told(['--write', '--fail-on', 'failed,unusual'], asItIs);
  const wrong = report.findings.filter(({ severity }) => severity === 'failed' || severity === 'unusual');
  expect({ code, verdict: report.verdict, wrong }).toEqual({ code: 0, verdict: 'passed', wrong: [] });
  const sent = report.writes!.map(({ method, path, status }) => `${method} ${path} ${status}`);
  expect(sent.filter((each) => each === 'POST /v1/batches 200').length).toBeGreaterThan(1);
  expect(sent.some((each) => /^POST \/v1\/batches\/\w+\/cancel 200$/.test(each))).toBe(true);
  expect(report.left!.join(' ')).toMatch(/batch_\w+ stays/);
});

it('writes nothing without --write', async () => {
  const { report } = await told([], asItIs);
  expect(report.writes).toBeUndefined();
});

it('names a create that answers 202 where 200 was promised', async () => {
  const accepted = ({ body, headers }: Response) => new Response(body, { status: 202, headers });
  const { code, report } = await told(['--write'], accepted);
  expect(code).toBe(1);
  expect(JSON.stringify(report.findings)).toContain('status 202');
});
