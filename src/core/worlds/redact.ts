// Removes what must not be written down: tokens, passwords, keys and cookies, wherever a request, a response or a command may carry
// them. Too much rather than too little: whatever is named like a secret counts as one.
import { decoded } from '../values/decoded.ts';

const names =
  'token|secret|passw|passphrase|pwd|api[-_]?key|access[-_]?key|private[-_]?key|signature|credential|authori[sz]ation|cookie|session|jwt|content-sha256';
const secretName = new RegExp(names, 'i');
const secretParameter = /^(key|sig|ak|sk|pass|auth)$/i;
/** How deep a body is searched. Anything deeper is not shown at all. */
const deepest = 50;
/** What stands in the place of a secret. */
export const hidden = '(redacted)';

/** Whether a header, parameter or member of this name holds a secret. */
export function isSecret(name: string): boolean {
  return secretName.test(name) || secretParameter.test(name);
}

/** A value with a known name, in the form that may be shown. */
export function redactNamed(name: string, value: unknown): unknown {
  return isSecret(name) ? hidden : redactValue(value);
}

/** Names that were checked before: nearly all requests have the same few headers. */
const seen = new Map<string, boolean>();

function isSecretHeader(name: string): boolean {
  const known = seen.get(name);
  if (known !== undefined) return known;
  // Invented names must not fill the memory.
  if (seen.size >= 500) seen.clear();
  const secret = isSecret(name);
  seen.set(name, secret);
  return secret;
}

/** Header values by name, secrets replaced. */
export function redactHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const name in headers) shown[name] = isSecretHeader(name) ? hidden : redactText(String(headers[name]));
  return shown;
}

/** A query with its question mark, with secret parameters and secrets within other values replaced. */
export function redactSearch(search: string): string {
  if (search.length < 2) return '';
  return search.replaceAll(/([?&])([^=&]*)=([^&]*)/g, (whole, mark, name, value) => {
    if (isSecret(decoded(name))) return `${mark}${name}=${encodeURIComponent(hidden)}`;
    const plain = decoded(value);
    const clean = redactText(plain);
    return clean === plain ? whole : `${mark}${name}=${encodeURIComponent(clean)}`;
  });
}

/** A URL, or the part of it after the host, without passwords and secret parameters. */
export function redactUrl(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? redactText(url) : redactText(url.slice(0, at)) + redactSearch(url.slice(at));
}

/** A JSON value with the members that hold secrets replaced, at any depth. */
export function redactValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
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

/** Found in every text with a recognizable secret; most texts do not match it. */
const suspicious = new RegExp(
  `://|bearer|basic|hmac|(?:^|[^a-z])(?:key|sig|ak|sk|auth)["']?[=:]|${names}`,
  'i',
);
// These run on hostile input: none of them looks at a character more than a few times.
/** The part before the host of a URL. A password may hold an `@` that should have been encoded. */
const userinfo = /:\/\/[^\s/?#"'<>]*@/g;
const scheme = /\b(Bearer|Basic|Token) +[\w.~+/=-]{6,}/g;
const signed = /\b(\w+-HMAC-\w+) .*/g;
const assigned = new RegExp(
  `((?:(?:${names})[\\w.-]{0,40}|\\b(?:key|sig|ak|sk|auth))["']?\\s?[=:]\\s?["']?)[^\\s"'&,;<>)}\\]]+`,
  'gi',
);

/** A text without recognizable secrets: passwords in URLs, tokens after their scheme, `password=…`. */
export function redactText(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .replaceAll(userinfo, `://${hidden}@`)
    .replaceAll(scheme, `$1 ${hidden}`)
    .replaceAll(signed, `$1 ${hidden}`)
    .replaceAll(assigned, `$1${hidden}`);
}
