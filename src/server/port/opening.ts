// Opens what clients connect to, with the access rules of that address and, where it speaks TLS, a certificate.
import { Problem, unknownName } from '../../core/values/problem.ts';
import type { Limits } from '../../core/worlds/limits.ts';
import type { App } from '../app.ts';
import type { Env } from '../requests/env.ts';
import { type AccessOptions, createAccess } from './access.ts';
import { createLocalCertificate } from './certificate.ts';
import { type Listening, listen } from './listen.ts';
import type { ListenAddress } from './listen-address.ts';
import { checkTls } from './tls.ts';

export interface Opened extends Listening {
  /** What the control API wants to be shown there, if anything. */
  readonly token: string | undefined;
  /** What clients have to trust (PEM), where a certificate was made. */
  readonly ca: string | undefined;
}

const members: readonly (keyof ListenAddress)[] = ['port', 'host', 'socket', 'tls'];

export async function openAddress(
  app: App,
  address: ListenAddress,
  { limits, ...access }: AccessOptions & { readonly limits: Limits },
): Promise<Opened> {
  checkAddress(address);
  const { port = 0, host = '127.0.0.1', socket, tls } = address;
  const made = tls === true ? await createLocalCertificate([host, ...(access.allowHosts ?? [])]) : undefined;
  const given = typeof tls === 'object' ? tls : undefined;
  if (given) checkTls(given);
  const keys = made ?? given;
  const { token, ...rules } = createAccess(socket === undefined ? { ...access, host } : access);
  const answer = (request: Request, { incoming, outgoing }: Env) =>
    app.fetch(request, { incoming, outgoing, ...rules });
  const listening = await listen(answer, {
    ...(socket === undefined ? { host, port } : { socket }),
    ...(keys && { tls: keys }),
    limits,
  });
  return { ...listening, token, ca: made?.ca };
}

function checkAddress(address: ListenAddress): void {
  for (const name of Object.keys(address))
    if (!members.includes(name as keyof ListenAddress))
      throw unknownName('member of listen()', name, members);
  const { socket, host, port } = address;
  if (socket === undefined || (host === undefined && port === undefined)) return;
  throw new Problem(400, 'Two addresses', {
    detail: `Both a Unix socket and a ${host === undefined ? 'port' : 'host'} were given.`,
    given: socket,
    hint: 'Give one of the two.',
  });
}
