// A certificate for local use. An authority is made for it, signs it, and forgets its key: nobody can sign anything else with it,
// so whoever trusts it trusts this one certificate.
import { KeyObject, randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { realNow } from '../../core/time/clock.ts';
import { plainName } from './hosts.ts';

export interface LocalCertificate {
  /** All three as PEM. */
  readonly cert: string;
  readonly key: string;
  /** What clients have to trust. */
  readonly ca: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const day = 86_400_000;
/** Some clients take no certificate that is good for longer. */
const validDays = 397;
const usual = ['localhost', '127.0.0.1', '::1'];

/** For `localhost`, the loopback addresses, and these names and addresses. */
export async function createLocalCertificate(names: readonly string[]): Promise<LocalCertificate> {
  const x509 = await import('../../bundled/x509.ts');
  // Not the global one: a test that runs as in a browser has another.
  x509.cryptoProvider.set(webcrypto as never);
  const [authority, own] = await Promise.all([newKeys(), newKeys()]);
  const begin = realNow() - day;
  const validity = { notBefore: new Date(begin), notAfter: new Date(begin + validDays * day) };
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    serialNumber: newSerial(),
    // Two of one name would be taken for each other.
    name: `CN=Standin ${newSerial()}`,
    keys: authority,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  const cert = await x509.X509CertificateGenerator.create({
    ...validity,
    serialNumber: newSerial(),
    subject: 'CN=localhost',
    issuer: ca.subject,
    publicKey: own.publicKey,
    signingKey: authority.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(alternativeNames(names)),
    ],
  });
  const [leaf, above] = [cert.toString('pem'), ca.toString('pem')];
  // With its authority: a client that does not trust it can then say what is wrong.
  return { cert: `${leaf}\n${above}`, key: pemOf(own.privateKey), ca: `${above}\n` };
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

/** Positive, as certificates want it. */
function newSerial(): string {
  return `01${randomBytes(15).toString('hex')}`;
}

function alternativeNames(names: readonly string[]): { type: 'ip' | 'dns'; value: string }[] {
  const all = [...new Set([...usual, ...names.map(plainName)])].filter((name) => !isAnyAddress(name));
  return all.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value }));
}

/** Those who listen on all addresses are reached under others. */
function isAnyAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function pemOf(key: webcrypto.CryptoKey): string {
  return KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }) as string;
}
