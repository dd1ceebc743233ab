// Runs the official verifier of Pact, if it is installed. It prints to descriptor 1 and can crash as a whole, so it runs in
// a process of its own; the results come back by message.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Problem } from '../../core/values/problem.ts';
import type { Interaction, PactFile } from './pact.ts';
import { type InteractionResult, resultsOf } from './results.ts';

export interface PactRun {
  readonly pact: PactFile;
  /** The base URL of the server to verify. */
  readonly url: string;
  /** Where provider states are posted; without it they are assumed to hold. */
  readonly stateUrl?: string;
  /** Replace the headers that interactions send under these names. A header that none of them sends is added to all. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For the whole run, in ms; one request may take a quarter of it. */
  readonly timeoutMs: number;
  /** The folders whose `node_modules` are searched for the verifier. Default: the current folder, then our own. */
  readonly lookIn?: readonly string[];
}

export type PactVerdict =
  | { readonly available: false; readonly hint: string }
  | { readonly available: true; readonly results: readonly InteractionResult[] };

const packageName = '@pact-foundation/pact';
const hint = `The Pact contract was not checked: ${packageName} is not installed here. Add it with 'npm i -D ${packageName}@16'.`;

/** Verifies a server against a contract. A Problem (500) if the verifier itself crashes or takes too long. */
export async function verifyPact(run: PactRun): Promise<PactVerdict> {
  const entry = locate(run.lookIn ?? [process.cwd(), fileURLToPath(new URL('.', import.meta.url))]);
  if (entry === undefined) return { available: false, hint };
  const folder = await mkdtemp(join(tmpdir(), 'standin-pact-'));
  try {
    const file = join(folder, 'pact.json');
    const pact = withHeaders(run.pact, run.headers ?? {});
    await writeFile(file, JSON.stringify(pact), { mode: 0o600 });
    const options = {
      provider: pact.provider.name,
      providerBaseUrl: run.url,
      pactUrls: [file],
      logLevel: 'error',
      timeout: Math.ceil(run.timeoutMs / 4),
      ...(run.stateUrl && { providerStatesSetupUrl: run.stateUrl, providerStatesSetupTeardown: true }),
    };
    const output = await inChild({ entry, options }, run.timeoutMs);
    return { available: true, results: resultsOf(pact, output) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function locate(folders: readonly string[]): string | undefined {
  for (const folder of folders) {
    try {
      return pathToFileURL(createRequire(join(folder, 'from.js')).resolve(packageName)).href;
    } catch {
      // Not to be found from here.
    }
  }
  return undefined;
}

/**
 * The program of the child process. The verifier sends requests through its own proxy, which throws an uncatchable error
 * when a server closes a connection; then the current request is ended, so that only it fails.
 */
const script = `
const open = new Set();
process.on('disconnect', () => process.exit());
process.on('uncaughtException', (error) => {
  console.error(error);
  for (const response of open) response.destroy();
});
process.once('message', async ({ entry, options }) => {
  const loaded = await import(entry);
  const Verifier = loaded.Verifier ?? loaded.default.Verifier;
  const requestFilter = (_, response, next) => {
    open.add(response.on('close', () => open.delete(response)));
    next();
  };
  const tell = (output) => process.send(String(output), () => process.exit());
  new Verifier({ ...options, requestFilter }).verifyProvider().then(tell, (error) => tell(error.message));
});`;

function inChild(job: { entry: string; options: object }, timeoutMs: number): Promise<string> {
  const child = spawn(process.execPath, ['-e', script], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Only exactly this value turns its telemetry off. It asks our relay on this machine: proxies are for the relay to use.
    env: { ...withoutProxies(process.env), PACT_DO_NOT_TRACK: 'true' },
  });
  child.send(job);
  return answerOf(child, timeoutMs).finally(() => child.kill('SIGKILL'));
}

function withoutProxies(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(https?|all)_proxy$/i.test(name)));
}

function answerOf(child: ChildProcess, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let complaints = '';
    const fail = (detail: string) => {
      clearTimeout(tooLong);
      reject(failed(detail, complaints));
    };
    const tooLong = setTimeout(() => fail(`It did not end within ${timeoutMs} ms.`), timeoutMs);
    child.stderr?.on('data', (chunk) => {
      complaints = (complaints + chunk).slice(-2_000);
    });
    child.once('message', (output) => {
      clearTimeout(tooLong);
      resolve(String(output));
    });
    child.once('error', (error) => fail(error.message));
    child.once('close', (code, signal) =>
      fail(`It ended with ${signal ?? `exit code ${code}`} and no verdict.`),
    );
  });
}

function failed(detail: string, complaints: string): Problem {
  return new Problem(500, 'Pact verifier failed', {
    detail: [detail, complaints.trim()].filter(Boolean).join(' It said: '),
    hint: `Check that the server can be reached, that ${packageName} runs here, and that the time is long enough.`,
  });
}

function withHeaders(pact: PactFile, headers: Readonly<Record<string, string>>): PactFile {
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const sends = ({ request }: Interaction, name: string) =>
    Object.keys(request.headers ?? {}).some((each) => each.toLowerCase() === name);
  const known = new Set(
    given.map(([name]) => name).filter((name) => pact.interactions.some((each) => sends(each, name))),
  );
  const interactions = pact.interactions.map((each) => {
    const due = given.filter(([name]) => !known.has(name) || sends(each, name));
    if (due.length === 0) return each;
    const names = new Set(due.map(([name]) => name));
    const kept = Object.entries(each.request.headers ?? {}).filter(
      ([name]) => !names.has(name.toLowerCase()),
    );
    const sent = [...kept, ...due.map(([name, value]) => [name, [value]] as const)];
    return { ...each, request: { ...each.request, headers: Object.fromEntries(sent) } };
  });
  return { ...pact, interactions };
}
