// What can be wrong with an access token, as far as a token says so itself. Nobody here can check a signature, so one that
// is to be refused has the word `bad` for its signature.

/** What is wrong with a JSON Web Token at an instant (ms). Undefined if nothing is, or if it is no such token. */
export function flawOf(token: string, now: number): 'invalid' | 'expired' | undefined {
  const [, claims, signature, ...rest] = token.split('.');
  if (claims === undefined || signature === undefined || rest.length > 0) return undefined;
  if (signature === 'bad') return 'invalid';
  const expires = expiryIn(claims);
  return expires !== undefined && expires * 1_000 <= now ? 'expired' : undefined;
}

/** When it runs out, in seconds since 1970, if it says so. */
function expiryIn(claims: string): number | undefined {
  try {
    const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp?: unknown };
    return typeof exp === 'number' ? exp : undefined;
  } catch {
    return undefined;
  }
}
