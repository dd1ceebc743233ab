// The flags of `serve` for access and limits.
import { type Command, Option } from 'commander';
import { type Limit, limitNames, limitTable } from '../../core/worlds/limits.ts';
import type { StandinOptions } from '../../standin.ts';
import { isOn, toPair } from './flag-values.ts';

export interface AccessFlags {
  readonly adminToken?: string;
  readonly allowHost: readonly string[];
  readonly cors?: true | readonly string[];
  readonly baseUrl?: string;
  readonly trustProxy?: true;
  readonly limit: readonly string[];
}

/** Makes an option that may be repeated, and may come from the environment. */
export type ListOption = (flag: string, schemaName: string, says: string) => Option;

export function addAccessFlags(command: Command, listOption: ListOption): Command {
  return command
    .addOption(
      new Option(
        '--admin-token <token>',
        'the token that the control API requires (default: none on loopback, otherwise a random one that is printed); $STANDIN_ADMIN_TOKEN is safer, because process lists do not show it',
      ).env('STANDIN_ADMIN_TOKEN'),
    )
    .addOption(
      listOption('allow-host', 'name', 'a further host name under which the control API answers').env(
        'STANDIN_ALLOW_HOST',
      ),
    )
    .addOption(
      new Option(
        '--cors [origins]',
        'let web pages of any origin, or of these, call the APIs (never the control API)',
      )
        .env('STANDIN_CORS')
        .argParser(toOrigins),
    )
    .addOption(
      new Option(
        '--base-url <url>',
        'the URL under which clients reach it behind a proxy, such as https://ci.example.com/mock',
      ).env('STANDIN_BASE_URL'),
    )
    .option(
      '--trust-proxy',
      'trust the headers X-Forwarded-Proto, -Host, -Prefix and Forwarded of a proxy (env: STANDIN_TRUST_PROXY)',
    )
    .addOption(listOption('limit', 'name=value', 'a limit from the list below'))
    .addHelpText('after', `\nLimits (--limit):\n${limitNames.map(lineOf).join('\n')}`);
}

export function toAccessOptions({
  adminToken,
  allowHost,
  cors,
  baseUrl,
  trustProxy = isOn('STANDIN_TRUST_PROXY') || undefined,
  limit,
}: AccessFlags): Pick<
  StandinOptions,
  'adminToken' | 'allowHosts' | 'baseUrl' | 'trustProxy' | 'cors' | 'limits'
> {
  return {
    ...(baseUrl && { baseUrl }),
    ...(trustProxy && { trustProxy }),
    ...(adminToken !== undefined && { adminToken }),
    allowHosts: allowHost,
    ...(cors && { cors }),
    limits: Object.fromEntries(limit.map((text) => toPair(text, 'limit'))),
  };
}

/** Origins separated by blanks or commas; as in other variables of the environment, 1 means yes and 0 no. */
function toOrigins(text: string): true | readonly string[] {
  if (/^(1|true|yes|on)$/i.test(text)) return true;
  if (/^(|0|false|no|off)$/i.test(text)) return [];
  return text.trim().split(/[\s,]+/);
}

function lineOf(name: (typeof limitNames)[number]): string {
  const { usual, what, kind }: Limit = limitTable[name];
  return `  ${name.padEnd(12)} ${String(usual).padStart(8)}${kind === 'time' ? ' ms' : '   '} ${what}`;
}
