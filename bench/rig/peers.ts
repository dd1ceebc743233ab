// What Standin is measured beside, each told to answer the detail read of a build task with the same body. They are
// installed by the bench alone, on first use, into bench/peers.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contender } from './launch.ts';
import { root } from './results.ts';

const home = join(root, 'bench/peers');
const modules = join(home, 'node_modules');
const node = process.execPath;
const template = '/api_2/build_tasks/{build_id}/{name}';

/** A response to be written by everybody. */
export interface Preset {
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** The peers, and the versions that are installed. Installs them if they are not. */
export function peers(preset: Preset): { contenders: Contender[]; versions: Record<string, string> } {
  install();
  const folder = mkdtempSync(join(tmpdir(), 'standin-peers-'));
  const { dependencies } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  return {
    contenders: [
      wiremock('WireMock, no journal', ['--no-request-journal']),
      // As long as ours; by itself it keeps all requests.
      wiremock('WireMock, journal', ['--max-request-journal-entries', '1000']),
      prism,
      mockoon,
      jsonServer,
    ].map((make) => make(preset, folder)),
    versions: dependencies,
  };
}

function install(): void {
  if (existsSync(modules)) return;
  const command = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', home];
  execFileSync('npm', command, { stdio: 'inherit' });
}

/** The file that runs a command of a peer. Installs the peers if they are not. */
export function programOf(name: string, command: string): string {
  install();
  return binary(name, command);
}

function wiremock(name: string, journal: readonly string[]) {
  return (preset: Preset, folder: string): Contender => {
    const command = wiremockWith(preset, folder, journal);
    return { name, command, warmUp: 60 };
  };
}

function wiremockWith(
  { path, status, type, body }: Preset,
  folder: string,
  journal: readonly string[],
): Contender['command'] {
  const mappings = join(folder, 'wiremock/mappings');
  mkdirSync(mappings, { recursive: true });
  const mapping = {
    request: { method: 'GET', urlPath: path },
    response: { status, body, headers: { 'Content-Type': type } },
  };
  writeFileSync(join(mappings, 'detail.json'), JSON.stringify(mapping));
  const build = join(modules, 'wiremock/build');
  const jar = join(build, readdirSync(build).find((file) => file.endsWith('.jar'))!);
  const options = ['--bind-address', '127.0.0.1', '--root-dir', join(folder, 'wiremock')];
  return (port) => ['java', '-jar', jar, '--port', `${port}`, ...options, ...journal];
}

function prism({ status, type, body }: Preset, folder: string): Contender {
  const parameters = ['build_id', 'name'].map((name) => ({
    ...{ name, in: 'path', required: true },
    schema: { type: 'string' },
  }));
  const content = { [type]: { schema: { type: 'object' }, example: JSON.parse(body) } };
  const operation = { parameters, responses: { [status]: { description: 'A build task.', content } } };
  const document = {
    openapi: '3.0.3',
    info: { title: 'Build tasks', version: '1' },
    paths: { [template]: { get: operation } },
  };
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(document));
  const main = binary('@stoplight/prism-cli', 'prism');
  return { name: 'Prism', command: (port) => [node, main, 'mock', '-v', 'error', '-p', `${port}`, file] };
}

function mockoon({ status, type, body }: Preset, folder: string): Contender {
  const headers = [{ key: 'Content-Type', value: type }];
  const response = {
    ...{ uuid: 'response', body, latency: 0, statusCode: status, label: '', headers, bodyType: 'INLINE' },
    ...{ filePath: '', databucketID: '', sendFileAsBody: false, rules: [], rulesOperator: 'OR' },
    ...{ disableTemplating: true, fallbackTo404: false, default: true, crudKey: 'id', callbacks: [] },
  };
  const endpoint = template.slice(1).replaceAll(/\{(\w+)\}/g, ':$1');
  const route = {
    ...{ uuid: 'route', type: 'http', documentation: '', method: 'get', endpoint, responses: [response] },
    ...{ responseMode: null, streamingMode: null, streamingInterval: 0 },
  };
  const environment = {
    ...{ uuid: 'bench', lastMigration: 33, name: 'Build tasks', port: 3000, hostname: '127.0.0.1' },
    ...{ endpointPrefix: '', latency: 0, folders: [], routes: [route], data: [], callbacks: [] },
    ...{ rootChildren: [{ type: 'route', uuid: 'route' }], proxyMode: false, cors: false, headers: [] },
  };
  const file = join(folder, 'mockoon.json');
  writeFileSync(file, JSON.stringify(environment));
  const main = binary('@mockoon/cli', 'mockoon-cli');
  const options = ['-d', file, '-l', '127.0.0.1', '-X', '-r'];
  return { name: 'Mockoon', command: (port) => [node, main, 'start', ...options, '-p', `${port}`] };
}

/** It indents what it answers. */
function jsonServer({ body }: Preset, folder: string): Contender {
  const [file, routes] = [join(folder, 'db.json'), join(folder, 'routes.json')];
  writeFileSync(file, JSON.stringify({ detail: JSON.parse(body) }));
  writeFileSync(routes, JSON.stringify({ [template.replaceAll(/\{(\w+)\}/g, ':$1')]: '/detail' }));
  const main = binary('json-server', 'json-server');
  const options = ['--quiet', '--host', '127.0.0.1', '--routes', routes];
  return { name: 'json-server', command: (port) => [node, main, file, ...options, '--port', `${port}`] };
}

function binary(name: string, command: string): string {
  const folder = join(modules, name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}
