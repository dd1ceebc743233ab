// `standin export`: the documents' data for other tools.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Argument, Command, Option } from 'commander';
import { openApiOf, toDescribed } from '../contract/openapi/openapi.ts';
import { documentsOf, packageVersion } from '../core/api/documents.ts';
import { type Profile, parseReading, resolveReadings } from '../core/api/errata.ts';
import { apisNamed } from '../standin.ts';

interface OpenApiFlags {
  readonly profile: Profile;
  readonly format: 'yaml' | 'json';
  readonly url: string;
}

export function exportCommand(): Command {
  const api = () => new Argument('[api]', 'which API (default: all five)');
  const command = new Command('export').description("Write the documents' data for other tools.");
  command
    .command('openapi')
    .description('An OpenAPI 3.1 description on stdout.')
    .addArgument(api())
    .addOption(new Option('--profile <profile>', 'literal, corrected or observed').default('corrected'))
    .addOption(new Option('--format <format>', 'the format').choices(['yaml', 'json']).default('yaml'))
    .addOption(
      new Option('--url <url>', 'the server URL in the description').default('http://127.0.0.1:4010'),
    )
    .action(exportOpenApi);
  for (const kind of ['schemas', 'fixtures'] as const) {
    command
      .command(kind)
      .description(`The ${kind}: one JSON object on stdout, or a file for each with --out.`)
      .addArgument(api())
      .option('--out <folder>', 'write files below this folder instead')
      .action((name: string | undefined, flags: { out?: string }) => exportFiles(kind, name, flags.out));
  }
  return command;
}

async function exportOpenApi(
  name: string | undefined,
  { profile, format, url }: OpenApiFlags,
): Promise<void> {
  const apis = apisNamed(name);
  const readings = resolveReadings(
    apis.flatMap((api) => api.errata),
    parseReading(profile),
  );
  const described = apis.map(toDescribed);
  const openapi = await openApiOf(described, { version: packageVersion(), url, readings });
  process.stdout.write(
    format === 'json'
      ? `${JSON.stringify(openapi, null, 2)}
`
      : await toYaml(openapi),
  );
}

async function toYaml(value: unknown): Promise<string> {
  const { stringify } = await import('yaml');
  return stringify(value, { aliasDuplicateObjects: false });
}

function exportFiles(kind: 'schemas' | 'fixtures', name: string | undefined, out: string | undefined): void {
  const ending = kind === 'schemas' ? '.schema.json' : '.json';
  const files = apisNamed(name).flatMap((api) => {
    const documents = documentsOf(api.name, api.folder);
    const all = kind === 'schemas' ? documents.schemas : documents.exchanges;
    return Object.entries(all).map(([file, data]) => [`${api.name}/${file}${ending}`, data] as const);
  });
  if (out === undefined) process.stdout.write(`${JSON.stringify(Object.fromEntries(files), null, 2)}\n`);
  else for (const [file, data] of files) write(join(out, file), data);
}

function write(path: string, data: unknown): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `${JSON.stringify(data, null, 2)}\n`);
}
