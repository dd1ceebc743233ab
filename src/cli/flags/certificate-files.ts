// The files of certificates that `serve` reads and writes. Nothing of a key is ever repeated.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Problem } from '../../core/values/problem.ts';
import { createLocalCertificate, type LocalCertificate } from '../../server/port/certificate.ts';
import { checkTls } from '../../server/port/tls.ts';
import type { ListenAddress } from '../../standin.ts';
import type { AccessFlags } from './access-flags.ts';
import { isOn } from './flag-values.ts';

export interface CertificateFlags {
  readonly https?: true;
  readonly cert?: string;
  readonly key?: string;
  readonly caOut?: string;
}

/** With TLS or without, as `listen` takes it. A Problem for files that cannot be used, and for flags that do not go together. */
export function toTls({
  https = isOn('STANDIN_HTTPS') || undefined,
  cert,
  key,
  caOut,
}: CertificateFlags): NonNullable<ListenAddress['tls']> {
  if (caOut !== undefined && (cert !== undefined || !https))
    throw bad(
      '--ca-out was given, and no certificate is made.',
      'Give --https without --cert, or leave --ca-out out.',
    );
  if (cert === undefined && key === undefined) return https ?? false;
  if (cert === undefined || key === undefined)
    throw bad(
      `--${cert === undefined ? 'key' : 'cert'} was given without --${cert === undefined ? 'cert' : 'key'}.`,
      'Give both, or --https alone for a certificate that Standin makes.',
    );
  const keys = { cert: textOf(cert, '--cert'), key: textOf(key, '--key') };
  checkTls(keys, { cert, key });
  return keys;
}

/** A certificate that was made, and the file of what clients have to trust. */
export interface MadeCertificate extends LocalCertificate {
  readonly file: string;
}

/** For this machine, and for the names under which clients are told to ask. A Problem if it cannot be written where it is to be. */
export async function makeCertificate(
  host: string | undefined,
  { caOut, allowHost, baseUrl }: CertificateFlags & Pick<AccessFlags, 'allowHost' | 'baseUrl'>,
): Promise<MadeCertificate> {
  if (caOut !== undefined) checkReplaceable(caOut);
  const names = [
    host,
    ...allowHost,
    URL.canParse(baseUrl ?? '') ? new URL(baseUrl!).hostname : undefined,
  ].filter((name) => name !== undefined);
  return { ...(await createLocalCertificate(names)), file: caOut ?? temporaryFile() };
}

/** A client that reads it at this moment reads the one before or this one, and nothing between. */
export function writeCa({ ca, file }: MadeCertificate): void {
  const beside = join(dirname(file), `.${randomUUID()}.pem`);
  try {
    writeFileSync(beside, ca, { mode: 0o644 });
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw bad(`${file} cannot be written: ${(error as Error).message}.`, 'Give another --ca-out.');
  }
}

/** In a folder that nobody else can write to, gone when the process ends. */
function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'standin-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'ca.pem');
}

/** What was written by somebody else is not ours to replace. */
function checkReplaceable(file: string): void {
  const there = readIfThere(file);
  if (there === undefined || /^\s*-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----\s*$/.test(there))
    return;
  throw bad(
    `${file} is there, and holds something else than a certificate.`,
    'Give another --ca-out, or move the file away.',
  );
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw bad(`${file} cannot be used: ${(error as Error).message}.`, 'Give another --ca-out.');
  }
}

function textOf(file: string, flag: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw bad(`${flag} cannot be read: ${(error as Error).message}.`, 'Give the name of a PEM file.');
  }
}

function bad(detail: string, hint: string): Problem {
  return new Problem(400, 'Bad certificate', { detail, hint });
}
