// The files of certificates that `serve` reads and writes. Nothing of a key is ever repeated.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Problem } from '../../core/values/problem.ts';
import { checkTls } from '../../server/port/tls.ts';
import type { ListenAddress } from '../../standin.ts';
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

/** Writes what clients have to trust, and gives the file's name. */
export function writeCa(ca: string, { caOut }: CertificateFlags): string {
  if (caOut === undefined) return writeTemporary(ca);
  checkReplaceable(caOut);
  // A client that reads it at this moment reads the one before or this one, and nothing between.
  const beside = join(dirname(caOut), `.${randomUUID()}.pem`);
  try {
    writeFileSync(beside, ca, { mode: 0o644 });
    renameSync(beside, caOut);
  } catch (error) {
    rmSync(beside, { force: true });
    throw bad(`${caOut} cannot be written: ${(error as Error).message}.`, 'Give another --ca-out.');
  }
  return caOut;
}

/** In a folder that nobody else can write to, gone when the process ends. */
function writeTemporary(ca: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'standin-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, ca);
  return file;
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
