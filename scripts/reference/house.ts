// The pages of the reference that are made from the code: the control API, the APIs, and the limits.
import * as registry from '../../src/apis/index.ts';
import type { Api } from '../../src/core/api/api.ts';
import { documentsOf, type Schema } from '../../src/core/api/documents.ts';
import type { Operation } from '../../src/core/api/operation.ts';
import { commandRules } from '../../src/core/records/lifecycle.ts';
import { limitNames, limitTable } from '../../src/core/worlds/limits.ts';
import { adminSurface } from '../../src/server/control/index.ts';
import { createWorlds } from '../../src/server/worlds.ts';

const made = 'Made from the code by `npm run reference`.';

export function controlPage(): string {
  const { operations } = adminSurface([], createWorlds({ apis: [] }), {
    describe: () => ({}),
    askAt: () => new Response(),
    verification: { run: async () => ({}), origins: [], fetch: () => new Response() },
  });
  const routes = operations.map(({ method, path, says }) => [`\`${method} ${path}\``, says]);
  const { schemas } = documentsOf('standin');
  const requests = operations.flatMap((operation) => requestSection(operation, schemas));
  return `# The control API

Standin's own routes. Each of them concerns one world: the default one, the one named by the header \`X-Standin-World\`, or
the one named by the path (\`/~name/__standin/…\`). \`?pretty\` indents a response. An error is a
[problem](errors.md). Every response has a JSON Schema in \`schemas/standin/\`. ${made}

${table(['route', 'what it does'], routes)}

The events of a world, and how to follow them: [the page](../guides/page.md#events-for-other-tools).

## Requests

Durations are milliseconds, or texts such as \`90s\`, \`1.5m\`, \`1h\` or \`PT5M\`. Instants are ISO 8601, or milliseconds since 1970.

${requests.join('\n')}`;
}

function requestSection(
  { method, path, request }: Operation,
  schemas: Readonly<Record<string, Schema>>,
): string[] {
  const sections = request ? propertiesOf(schemas[request]) : {};
  const rows = ['query', 'body'].flatMap((part) => rowsOf(sections[part], part, ''));
  if (rows.length === 0) return [];
  return [`### ${method} ${path}\n\n${table(['in', 'member', 'type', 'meaning'], rows)}\n`];
}

function rowsOf(schema: Schema | undefined, part: string, below: string): string[][] {
  const required = (schema?.required ?? []) as string[];
  return Object.entries(propertiesOf(schema)).flatMap(([name, value]) => {
    const full = below + name;
    const mark = required.includes(name) ? ' (required)' : '';
    const nested = [
      ...rowsOf(value, part, `${full}.`),
      ...rowsOf(value.items as Schema | undefined, part, `${full}[].`),
    ];
    return [[part, `\`${full}\`${mark}`, typeOf(value), String(value.description ?? '')], ...nested];
  });
}

function typeOf({ type, enum: values }: Schema): string {
  if (Array.isArray(values)) return values.map((value) => `\`${value}\``).join(', ');
  return type === undefined ? 'any' : [type].flat().join(' or ');
}

function propertiesOf(schema: Schema | undefined): Record<string, Schema> {
  return (schema?.properties ?? {}) as Record<string, Schema>;
}

export function apisPage(): string {
  const apis = Object.values(registry) as readonly Api[];
  return `# The five APIs

The states with their durations, the commands, the presets, the attributes of a record and the operations of each API. Durations
are assumed: no document gives any. ${made}

${apis.map(apiSection).join('\n')}`;
}

function apiSection(api: Api): string {
  const { lifecycle, presets, operations, record } = api;
  const states = Object.entries(lifecycle.states).map(([state, { next, lasts }]) => [
    `\`${state}\``,
    lasts === undefined ? '' : `${lasts / 1000} s`,
    next.map((each) => `\`${each}\``).join(', ') || 'final',
  ]);
  const commands = Object.entries(commandRules(lifecycle)).map(([name, { from, to }]) => [
    `\`${name}\``,
    from.map((each) => `\`${each}\``).join(', '),
    `\`${to}\``,
  ]);
  const situations = presets.map(({ name, says, params }) => [
    `\`${name}\``,
    says,
    `\`${JSON.stringify(params)}\``,
  ]);
  const attributes = rowsOf(documentsOf(api.name, api.folder).schemas[record.schemaName], '', '').map((row) =>
    row.slice(1),
  );
  const routes = operations.map(({ id, method, path, says }) => [`\`${id}\``, `\`${method} ${path}\``, says]);
  return `## ${api.name}: ${api.title}

From \`${api.document}\`. A record that succeeds goes ${lifecycle.path.map((state) => `\`${state}\``).join(' → ')}.

${table(['state', 'lasts', 'followed by'], states)}

${table(['command', 'allowed in', 'leads to'], commands)}

${table(['preset', 'situation', 'parameters and defaults'], situations)}

${table(['attribute', 'type', 'meaning'], attributes)}

${table(['operation', 'route', 'what it does'], routes)}
`;
}

export function limitsPage(): string {
  const rows = limitNames.map((name) => {
    const { usual, what, status, kind } = limitTable[name];
    return [
      `\`${name}\``,
      usual.toLocaleString('en') + (kind === 'time' ? ' ms' : ''),
      what,
      String(status ?? '–'),
    ];
  });
  return `# Limits

Set them with \`--limit name=value\`, or \`limits: { name: value }\` in \`createStandin()\`. A time may be written as a duration such
as \`30s\`. A request beyond a limit is refused with this status, and the response names the limit. ${made}

${table(['limit', 'default', 'at most so many …', 'response'], rows)}
`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
