// Checks an access token, as far as the token itself shows mistakes. Its signature cannot be checked here, so one that
// is to be refused has the word `bad` for its signature.

/** What is wrong with a JSON Web Token at an instant (ms). Undefined if it is valid, or if it is not such a token. */
export function flawOf(token: string, now: number): 'invalid' | 'expired' | undefined {
  const [, claims, signature, ...rest] = token.split('.');
  if (claims === undefined || signature === undefined || rest.length > 0) return undefined;
  if (signature === 'bad') return 'invalid';
  const expires = expiryIn(claims);
  return expires !== undefined && expires * 1_000 <= now ? 'expired' : undefined;
}

/** When it expires, in seconds since 1970, if it says so. */
function expiryIn(claims: string): number | undefined {
  try {
    const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { exp?: unknown };
    return typeof exp === 'number' ? exp : undefined;
  } catch {
    return undefined;
  }
}
