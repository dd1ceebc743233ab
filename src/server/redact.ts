// What must not be written down: tokens, passwords and cookies, wherever a request may carry them.

const secretHeader =
  /^(authorization|proxy-authorization|cookie|set-cookie|x-auth-token|x-subject-token|es-api-key|x-security-token|x-api-key|x-sdk-content-sha256)$/;
const secretMember = /^(_?token|access_token|password|passwd|secret|api_?key|security_token|signature)$/i;
const hidden = '(redacted)';

/** Header values by name, secrets replaced. */
export function redactHeaders(headers: Headers): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of headers) shown[name] = secretHeader.test(name) ? hidden : value;
  return shown;
}

/** A query with its question mark, the values of secret parameters replaced. */
export function redactSearch(search: string): string {
  if (search.length < 2) return '';
  return search.replaceAll(/([?&])([^=&]*)=([^&]*)/g, (whole, mark, name) =>
    secretMember.test(decoded(name)) ? `${mark}${name}=${encodeURIComponent(hidden)}` : whole,
  );
}

/** A JSON value with the members that hold secrets replaced, at any depth. */
export function redactValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redactValue);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      secretMember.test(name) ? hidden : redactValue(member),
    ]),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
