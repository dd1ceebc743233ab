// What services of CI run: the steps of the action and the jobs of the template, carried out as a runner would.
import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { serving } from './_cli.ts';
import { freePort } from './_ports.ts';

const project = mkdtempSync(join(tmpdir(), 'standin-ci-'));
const action = parse(readFileSync('action.yml', 'utf8'));
const breaking = ['copr', '--mutant', 'copr/dates/ends-before'];

beforeAll(() => {
  // As after `npm install --save-dev standin`: npx takes the project's own.
  mkdirSync(join(project, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(project, 'package.json'), '{}');
  const program = join(project, 'node_modules/.bin/standin');
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${resolve('dist/cli/main.js')}" "$@"\n`);
  chmodSync(program, 0o755);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The actions of others that would have run, with what they are given. */
  readonly used: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[];
}

/** Plays the runner: the steps whose conditions hold, one after the other, until one fails. */
async function runAction(given: Readonly<Record<string, string>>): Promise<Ran> {
  const usual = Object.entries<{ default?: string }>(action.inputs).map(([name, input]) => [
    name,
    input.default ?? '',
  ]);
  const inputs: Record<string, string> = { ...Object.fromEntries(usual), ...given };
  const temp = mkdtempSync(join(project, 'runner-'));
  const files = {
    GITHUB_OUTPUT: join(temp, 'output'),
    GITHUB_ENV: join(temp, 'env'),
    GITHUB_STEP_SUMMARY: join(temp, 'summary'),
  };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const filled = (text: string) =>
    text.replaceAll(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name) => inputs[name] ?? '');
  const used: { uses: string; with: Record<string, string> }[] = [];
  let code = 0;
  let out = '';
  for (const step of action.runs.steps) {
    if (!holds(step.if, inputs, code)) continue;
    if (step.uses) {
      const values = Object.entries<string>(step.with).map(([name, text]) => [name, filled(text)]);
      used.push({ uses: step.uses, with: Object.fromEntries(values) });
      continue;
    }
    const own = Object.entries<string>(step.env).map(([name, text]) => [name, filled(text)]);
    const env = { ...process.env, ...files, RUNNER_TEMP: temp, ...Object.fromEntries(own) };
    const ran = await bash(step.run, env);
    out += ran.out;
    code = ran.code;
  }
  const pairs = (file: string) =>
    Object.fromEntries(
      readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split(/=(.*)/).slice(0, 2)),
    );
  const summary = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
  return { code, out, outputs: pairs(files.GITHUB_OUTPUT), env: pairs(files.GITHUB_ENV), summary, used };
}

function holds(condition: string, inputs: Readonly<Record<string, string>>, code: number): boolean {
  const always = condition.includes('always()');
  if (code !== 0 && !always) return false;
  return condition
    .replace('always() && ', '')
    .split(' && ')
    .every((part) => {
      const [, name, value] = /^inputs\.([\w-]+) == '(.*)'$/.exec(part)!;
      return inputs[name!] === value;
    });
}

function bash(script: string, env: NodeJS.ProcessEnv): Promise<{ code: number; out: string }> {
  return new Promise((done) => {
    const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
    execFile('bash', args, { cwd: project, env, maxBuffer: 1e8 }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out: out + err }),
    );
  });
}

/** Ends what a job has left running, as a runner does at the end of the job. */
function endAt(port: number): void {
  spawnSync('pkill', ['-f', '--', `--port ${port} --json`]);
}

describe('the action', () => {
  it('serves until the job ends, and tells the steps after it where', async () => {
    const port = await freePort();
    const { code, out, outputs, env } = await runAction({
      api: 'copr codearts',
      port: `${port}`,
      flags: '--clock frozen',
    });
    try {
      expect([code, out]).toEqual([0, expect.stringContaining(`http://127.0.0.1:${port}`)]);
      expect(env).toEqual({ STUB_URL: outputs.url });
      expect((await fetch(`${outputs.url}/api_2/build_tasks`)).status).toBe(200);
    } finally {
      endAt(port);
    }
  });

  it('fails where it cannot start, and says why', async () => {
    const { code, out } = await runAction({ api: 'corp', port: `${await freePort()}` });
    expect([code, out]).toEqual([1, expect.stringContaining("Did you mean 'copr'?")]);
  });

  it('verifies: annotations and SARIF point at a file of the project, and the job fails', async () => {
    const ran = await serving(breaking, (url) =>
      runAction({
        command: 'verify',
        api: 'copr',
        url,
        flags: '--only copr/fields/*',
        'upload-sarif': 'true',
      }),
    );
    expect(ran.code).toBe(1);
    const [, file, line] = /^::error file=([^,]+),line=(\d+),.*title=failed%3A copr\/fields\/ended-on/m.exec(
      ran.out,
    )!;
    const lines = readFileSync(join(project, file!), 'utf8').split('\n');
    expect(lines[Number(line) - 1]).toBe('## copr/fields/ended-on');
    const { runs } = JSON.parse(readFileSync(join(project, 'standin-reports/copr.sarif'), 'utf8'));
    const { artifactLocation, region } = runs[0].results[0].locations[0].physicalLocation;
    expect([artifactLocation.uri, region.startLine]).toEqual([file, Number(line)]);
    expect(readFileSync(join(project, 'standin-reports/copr.xml'), 'utf8')).toContain('<failure');
    expect(ran.outputs.verdict).toMatch(/^failed: /);
    expect(ran.summary).toContain(ran.outputs.verdict);
    expect(ran.used.map(({ uses }) => uses.split('@')[0])).toEqual([
      'github/codeql-action/upload-sarif',
      'actions/upload-artifact',
    ]);
    expect(ran.used.map((each) => each.with.sarif_file ?? each.with.path)).toEqual([
      'standin-reports',
      'standin-reports',
    ]);
  });

  it('passes where the server keeps its promises', async () => {
    const ran = await serving(['copr'], (url) =>
      runAction({
        command: 'verify',
        api: 'copr',
        url,
        flags: '--only copr/fields/*',
        reports: 'other/reports',
      }),
    );
    expect([ran.code, ran.outputs.verdict]).toEqual([0, expect.stringMatching(/^passed: /)]);
    expect(ran.used.map(({ uses }) => uses.split('@')[0])).toEqual(['actions/upload-artifact']);
  });
});

describe('the template for GitLab', () => {
  const jobs = parse(readFileSync('templates/gitlab.yml', 'utf8'));

  it('verifies, and leaves a report of tests', async () => {
    const job = jobs['.standin-verify'];
    const { code } = await serving(breaking, (url) =>
      bash(job.script.join('\n'), {
        ...process.env,
        ...job.variables,
        TARGET_URL: url,
        VERIFY_FLAGS: '--only copr/fields/*',
      }),
    );
    expect(code).toBe(1);
    expect(job.artifacts.reports.junit).toBe('standin-reports/*.xml');
    expect(readFileSync(join(project, 'standin-reports/copr.xml'), 'utf8')).toContain('copr/fields/ended-on');
  });

  it('serves beside the script of a job', async () => {
    const job = jobs['.standin-serve'];
    const port = await freePort();
    const lines = [...job.before_script, 'curl -sf $STUB_URL/api_2/build_tasks']
      .join('\n')
      .replaceAll('4010', `${port}`);
    try {
      const { code, out } = await bash(lines, { ...process.env, ...job.variables });
      expect([code, out]).toEqual([0, expect.stringContaining('build_tasks')]);
    } finally {
      endAt(port);
    }
  });
});

describe('the guide', () => {
  const guide = readFileSync('docs/guides/ci.md', 'utf8');
  const workflows = [...guide.matchAll(/```yaml \.github\/workflows\/\S+\n(.*?)```/gs)].map(([, text]) =>
    parse(text!),
  );

  it('gives the action nothing that it does not know', () => {
    const uses = workflows.flatMap(({ jobs }) =>
      Object.values<{ steps: { uses?: string; with?: object }[] }>(jobs).flatMap(({ steps }) => steps),
    );
    const given = uses
      .filter(({ uses: name }) => name?.startsWith('standin/'))
      .flatMap((step) => Object.keys(step.with!));
    expect(given.length).toBeGreaterThan(4);
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining([...new Set(given)]));
  });

  it('names every input and output', () => {
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)])
      expect(guide).toContain(`\`${name}\``);
  });
});
