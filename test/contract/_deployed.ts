// Deployments that are no Standin to whoever asks them: a mock with its control hidden, filled as a test deployment is.
import { createStandin } from '../../src/index.ts';
import type { Api } from '../../src/core/api/api.ts';
import type { VerifyOptions } from '../../src/verify.ts';

/** What a deployment of an API has, and what its user would say of it. */
interface Deployment {
  readonly fill: number;
  readonly presets: readonly string[];
  readonly params: Readonly<Record<string, unknown>>;
}

const deployments: Readonly<Record<string, Deployment>> = {
  copr: { fill: 60, presets: ['project-has-many-builds'], params: { project_id: 4242 } },
  'copr-waiting': { fill: 12, presets: ['eleven-builds-wait'], params: {} },
  codearts: {
    fill: 60,
    presets: ['job-has-many-builds', 'job-has-old-builds'],
    params: { job_id: '6d616e796275696c647300000000000a' },
  },
  entrecode: {
    fill: 30,
    presets: ['platform-has-many-builds'],
    params: { platformID: '6e0c3f9a-4d21-4b87-a5f6-0c9d8e7b2a13' },
  },
  erigones: {
    fill: 60,
    presets: ['server-has-many-tasks'],
    params: { hostname: 'many.cust.erigones.com' },
  },
};

/** An API as it is deployed, and how it is verified by somebody who knows it. */
export function deployed(api: Api): Partial<VerifyOptions> & Pick<VerifyOptions, 'fetch'> {
  const { fill, presets, params } = deployments[api.name]!;
  const standin = createStandin({
    apis: [api],
    clock: 'step:150ms',
    fill: { [api.name]: fill },
    presets: presets.map((name) => ({ api: api.name, name })),
    samples: false,
  });
  return {
    fetch: async (url, init) =>
      new URL(url).pathname.startsWith('/__standin')
        ? new Response('Not here', { status: 404 })
        : standin.fetch(url, init),
    params,
    token: 'any',
    write: true,
    poll: 1,
    for: 400,
  };
}
