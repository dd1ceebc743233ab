// Certificates for tests: those that Standin makes, and wrong ones.
import { createPrivateKey, KeyObject, webcrypto } from 'node:crypto';
import { get } from 'node:https';
import { createLocalCertificate } from '../../src/server/port/certificate.ts';

export const local = () => createLocalCertificate([]);

/** The same key, behind a passphrase. */
export function encrypted(key: string): string {
  const secret = { cipher: 'aes-256-cbc', passphrase: 'a secret word' };
  return createPrivateKey(key).export({ type: 'pkcs8', format: 'pem', ...secret }) as string;
}

/** A self-signed one for `localhost` and 127.0.0.1 that is good between two instants (ms from now). */
export async function validBetween(from: number, to: number): Promise<{ cert: string; key: string }> {
  const x509 = await import('../../src/bundled/x509.ts');
  x509.cryptoProvider.set(webcrypto as never);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const names = [
    { type: 'dns', value: 'localhost' },
    { type: 'ip', value: '127.0.0.1' },
  ] as const;
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=localhost',
    notBefore: new Date(Date.now() + from),
    notAfter: new Date(Date.now() + to),
    keys: keys as never,
    signingAlgorithm: algorithm as never,
    extensions: [new x509.SubjectAlternativeNameExtension([...names])],
  });
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }) as string;
  return { cert: cert.toString('pem'), key };
}

/** A GET by Node's own client, which trusts this authority alone; the code of the error where none is let in. */
export function secureGet(
  url: string,
  ca: string | undefined,
  options: object = {},
): Promise<{ status: number; text: string; headers: Record<string, unknown> } | string> {
  return new Promise((resolve) => {
    const sending = get(url, { ...(ca !== undefined && { ca }), agent: false, ...options }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode!, text, headers: { ...response.headers } }),
      );
      response.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    });
    sending.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}
