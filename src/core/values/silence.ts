// Why a server did not answer, in a sentence: what is wrong with its certificate, or what stopped the connection.
import { Problem } from './problem.ts';

/** What is wrong with a certificate, by the code of the error. */
const distrust: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed, and nothing here says that it can be trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate comes from an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority that is not trusted here',
  CERT_UNTRUSTED: 'its certificate comes from an authority that is not trusted here',
  CERT_SIGNATURE_FAILURE: 'its certificate was not signed by the authority that is trusted here',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not good yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

const untrusted = new Set(
  Object.keys(distrust).filter((code) => /SELF_SIGNED|UNABLE|UNTRUSTED|SIGNATURE/.test(code)),
);

const plain: Readonly<Record<string, string>> = {
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS',
};

/**
 * A Problem (502). `what`: the request, without secrets; `otherwise`: what to do where no certificate is the matter. A failure may
 * name the `proxy` that it came through.
 */
export function silenceProblem(what: string, error: unknown, otherwise?: string): Problem {
  const causes = causesOf(error);
  const code = causes.find((each) => isCode(each.code))?.code;
  const proxy = causes.find((each) => each.proxy !== undefined)?.proxy;
  const title = code !== undefined && Object.hasOwn(distrust, code) ? notTrusted : 'No response';
  const by = proxy === undefined ? '' : `, through the proxy at ${proxy}`;
  const hint =
    hintFor(code) ??
    (proxy && `Is the proxy right, which the environment names? ${otherwise ?? ''}`.trim()) ??
    otherwise;
  return new Problem(502, title, {
    detail: `${what} was not answered: ${reasonOf(code, causes)}${by}.`,
    ...(hint !== undefined && { hint }),
  });
}

/** The title where a certificate is the matter: to wait does not help then. */
export const notTrusted = 'Not trusted';

interface Cause {
  readonly code?: string;
  readonly message?: string;
  readonly cause?: unknown;
  readonly proxy?: string;
}

/** Exceptions of the web have numbers, and one of undici's codes says nothing. */
function isCode(code: unknown): boolean {
  return typeof code === 'string' && code !== 'UND_ERR_ABORTED';
}

function causesOf(error: unknown): readonly Cause[] {
  const causes: Cause[] = [];
  for (
    let each = error as Cause | undefined;
    each && causes.length < 5;
    each = each.cause as Cause | undefined
  )
    causes.unshift(each);
  return causes;
}

function reasonOf(code: string | undefined, causes: readonly Cause[]): string {
  if (code === undefined) {
    const said = causes.find(({ message }) => message)?.message ?? 'nobody knows why';
    const [, status] = /^Proxy response \((\d+)\)/.exec(said) ?? [];
    return status === undefined ? said : `the proxy refused it with ${status}`;
  }
  return distrust[code] ?? plain[code] ?? code;
}

function hintFor(code = ''): string | undefined {
  if (untrusted.has(code))
    return 'Give the certificate of the authority that signed it: --ca <file>, or ca in a program.';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'Ask it under a name that its certificate has.';
  if (Object.hasOwn(distrust, code)) return 'Renew it on the server.';
  return Object.hasOwn(plain, code) ? 'Write http:// in the URL.' : undefined;
}
