// The flags of `serve` that say what clients connect to: a port or a Unix socket, in the clear or with TLS.
import { type Command, Option } from 'commander';
import { Problem } from '../../core/values/problem.ts';
import type { ListenAddress } from '../../standin.ts';
import { type CertificateFlags, toTls } from './certificate-files.ts';
import { portOf, toPort } from './flag-values.ts';

export interface ConnectionFlags extends CertificateFlags {
  readonly port?: number;
  readonly host?: string;
  readonly socket?: string;
}

export function addConnectionFlags(command: Command): Command {
  const file = (flag: string, says: string, env: string) => new Option(`--${flag} <file>`, says).env(env);
  return command
    .addOption(
      new Option('-p, --port <port>', '0 = any free one (default: $PORT or 4010)')
        .env('STANDIN_PORT')
        .argParser(toPort),
    )
    .addOption(
      new Option(
        '-H, --host <host>',
        'address to listen on (default: $HOST or localhost, which is 127.0.0.1 and ::1)',
      ).env('STANDIN_HOST'),
    )
    .addOption(
      new Option('--socket <path>', 'listen on a Unix socket instead of a port').env('STANDIN_SOCKET'),
    )
    .option(
      '--https',
      'speak HTTPS, with a certificate for localhost that is made at the start (env: STANDIN_HTTPS)',
    )
    .addOption(file('cert', 'speak HTTPS with this certificate (PEM); with --key', 'STANDIN_CERT'))
    .addOption(file('key', 'the private key of --cert (PEM), not encrypted', 'STANDIN_KEY'))
    .addOption(
      file(
        'ca-out',
        'where to write the certificate authority of --https, which clients must trust (default: a temporary file, whose name is printed)',
        'STANDIN_CA_OUT',
      ),
    );
}

/** Where to listen, and how. What was typed goes before what the environment says. */
export function toAddress(flags: ConnectionFlags, command: Command): ListenAddress {
  const tls = toTls(flags);
  const { socket, port, host } = flags;
  const isTyped = (name: string) => command.getOptionValueSource(name) === 'cli';
  const portIsTyped = isTyped('port') || isTyped('host');
  if (socket === undefined || (portIsTyped && !isTyped('socket')))
    return {
      port: port ?? portOf(process.env.PORT ?? '4010'),
      host: host ?? process.env.HOST ?? 'localhost',
      tls,
    };
  if (portIsTyped)
    throw new Problem(400, 'Two addresses', {
      detail: `Both --socket and --${isTyped('port') ? 'port' : 'host'} were given.`,
      given: socket,
      hint: 'Give one of the two.',
    });
  return { socket, tls };
}

/** A Problem for what several processes cannot have in common: each would make a certificate, or a socket, of its own. */
export function checkShareable({ tls, socket }: ListenAddress): void {
  if (tls !== true && socket === undefined) return;
  throw new Problem(400, 'Not for workers', {
    detail: `Several workers cannot share ${socket === undefined ? 'a certificate that is made at the start' : 'a Unix socket'}.`,
    hint: socket === undefined ? 'Give --cert and --key.' : 'Leave out --workers, or listen on a port.',
  });
}

/** The same Problem. Shells and conda set HOST to something that is not an address: the message says where the value comes from. */
export function namingHost(problem: Problem, { host }: ConnectionFlags): Problem {
  const { status, title, detail, given } = problem;
  const isOfEnvironment = host === undefined && process.env.HOST !== undefined;
  if (!isOfEnvironment || !detail.includes(process.env.HOST!)) return problem;
  return new Problem(status, title, {
    detail: `${detail} The host comes from the environment variable HOST.`,
    given,
    hint: 'Unset HOST, or choose another with --host.',
  });
}
