// What must not be written down: tokens, passwords and cookies, wherever a request may carry them.

// Rather too much than too little: whatever is named like a secret is one.
const secretName =
  /token|secret|passw|api[-_]?key|signature|credential|authori[sz]ation|cookie|session|content-sha256/i;
const secretParameter = /^(key|sig)$/i;
/** How deep a body is looked into. What lies deeper is not shown at all. */
const deepest = 50;
const hidden = '(redacted)';

/** Header values by name, secrets replaced. */
export function redactHeaders(headers: Headers): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of headers) shown[name] = secretName.test(name) ? hidden : value;
  return shown;
}

/** A query with its question mark, the values of secret parameters replaced. */
export function redactSearch(search: string): string {
  if (search.length < 2) return '';
  return search.replaceAll(/([?&])([^=&]*)=([^&]*)/g, (whole, mark, name) =>
    isSecret(decoded(name)) ? `${mark}${name}=${encodeURIComponent(hidden)}` : whole,
  );
}

/** A JSON value with the members that hold secrets replaced, at any depth. */
export function redactValue(value: unknown, depth = 0): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (depth >= deepest) return '(nested too deeply to be shown)';
  if (Array.isArray(value)) return value.map((each) => redactValue(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecret(name) ? hidden : redactValue(member, depth + 1),
    ]),
  );
}

function isSecret(name: string): boolean {
  return secretName.test(name) || secretParameter.test(name);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
