// Certificate and key of a port that speaks TLS: given, or made for it. Whatever is wrong with them is said before the port opens.
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { realNow } from '../../core/time/clock.ts';
import { toIso } from '../../core/time/duration.ts';
import { Problem } from '../../core/values/problem.ts';

/** Both as PEM; the certificate may be followed by those of the authorities above it. */
export interface TlsKeys {
  readonly cert: string | Uint8Array;
  readonly key: string | Uint8Array;
}

/** What the two are called where they were given. */
export type TlsNames = Record<keyof TlsKeys, string>;

const usualNames: TlsNames = { cert: 'tls.cert', key: 'tls.key' };

/** A Problem (400) for what no TLS can be spoken with. Nothing of a key is ever repeated. */
export function checkTls(given: TlsKeys, names: TlsNames = usualNames): void {
  const [cert, key] = [textOf(given?.cert, names.cert), textOf(given?.key, names.key)];
  const certificate = certificateIn(cert, names.cert);
  const privateKey = keyIn(key, names.key);
  if (!certificate.checkPrivateKey(privateKey))
    throw badTls(
      `The key in ${names.key} does not belong to the certificate in ${names.cert}.`,
      'Give the key that the certificate was made for; where the file has several certificates, the first is that of the server.',
    );
  checkDates(certificate, names.cert);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw badTls(
      `TLS cannot be spoken with ${names.cert} and ${names.key}: ${(error as Error).message}.`,
      'Make new ones, or leave both out for a certificate that Standin makes.',
    );
  }
}

function textOf(given: unknown, name: string): string {
  if (typeof given === 'string') return given;
  if (given instanceof Uint8Array) return new TextDecoder().decode(given);
  throw badTls(
    `${name} is neither text nor bytes.`,
    'Give both as PEM: { tls: { cert, key } }, or { tls: true } for a certificate that Standin makes.',
  );
}

function certificateIn(text: string, name: string): X509Certificate {
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw badTls(
      `There is no certificate in ${name}${text.includes('PRIVATE KEY-----') ? ', but a key' : ''}.`,
      "It takes PEM, which begins with '-----BEGIN CERTIFICATE-----'.",
    );
  try {
    return new X509Certificate(text);
  } catch {
    throw badTls(`The certificate in ${name} cannot be read.`, 'See that the file is whole.');
  }
}

function keyIn(text: string, name: string): KeyObject {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(text))
    throw badTls(
      `The key in ${name} is encrypted.`,
      "Standin asks for no passphrase: give the key in the clear, as 'openssl pkey -in <file> -out <new file>' writes it.",
    );
  if (!/-----BEGIN (\w+ )?PRIVATE KEY-----/.test(text))
    throw badTls(
      `There is no private key in ${name}${text.includes('BEGIN CERTIFICATE') ? ', but a certificate' : ''}.`,
      "It takes PEM, which begins with '-----BEGIN PRIVATE KEY-----'.",
    );
  try {
    return createPrivateKey(text);
  } catch {
    throw badTls(`The key in ${name} cannot be read.`, 'See that the file is whole.');
  }
}

function checkDates({ validFrom, validTo }: X509Certificate, name: string): void {
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
  const now = realNow();
  if (now > to)
    throw badTls(
      `The certificate in ${name} has expired: it was good until ${toIso(to)}.`,
      'Renew it, or leave both files out for a certificate that Standin makes.',
    );
  if (now < from)
    throw badTls(
      `The certificate in ${name} is not good yet: it will be from ${toIso(from)} on.`,
      "See that this machine's clock is right.",
    );
}

export function badTls(detail: string, hint: string): Problem {
  return new Problem(400, 'Bad certificate', { detail, hint });
}
