// An exchange in a report: without secrets, and with long bodies shortened.
import type { Seen } from '../../core/invariants/invariant.ts';
import { redactHeaders, redactText, redactUrl, redactValue } from '../../core/worlds/redact.ts';
import type { Shown } from '../judge/finding.ts';
import { curlOf } from './curl.ts';

export interface Showing {
  exchange(seen: Seen): Shown;
  /** Anything as a short phrase: a text stays, a value becomes JSON. */
  phrase(value: unknown): string;
}

/** The longest body that is shown completely, in characters of JSON. */
const mostShown = 4_000;
const mostInPhrase = 300;

/** `secrets` are removed everywhere, under any name. */
export function createShowing(secrets: readonly string[]): Showing {
  const disguises = secrets.filter(Boolean).flatMap(disguisesOf);
  const clean = (text: string) =>
    disguises.reduce((left, secret) => left.replaceAll(secret, '(redacted)'), text);
  const body = (value: unknown) => (value === undefined ? {} : { body: cleanValue(value, clean) });
  const headers = (given: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(redactHeaders(Object.fromEntries(new Headers(given)))).map(([name, value]) => [
        name,
        clean(value),
      ]),
    );
  const shown = new WeakMap<Seen, Shown>();
  const toShown = ({ number, request: sent, response }: Seen): Shown => {
    const request = {
      method: sent.method,
      url: clean(redactUrl(sent.url)),
      headers: headers(sent.headers),
      ...body(sent.body),
    };
    return {
      number,
      curl: curlOf(request),
      request,
      response: {
        status: response.status,
        headers: headers(response.headers),
        ...body(response.body ?? (response.text === '' ? undefined : response.text)),
      },
    };
  };
  return {
    exchange(seen) {
      const known = shown.get(seen) ?? toShown(seen);
      shown.set(seen, known);
      return known;
    },
    phrase(value) {
      if (value === undefined) return 'nothing';
      const text = cleanText(value, clean);
      return text.length > mostInPhrase
        ? `${text.slice(0, mostInPhrase)}… (${text.length} characters)`
        : text;
    },
  };
}

/** The forms in which a secret may come back: plain, in a URL, in JSON, in Base64; the longest first. */
function disguisesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  const encoded = [encodeURIComponent(secret), form, JSON.stringify(secret).slice(1, -1)];
  const base64 = [bytes.toString('base64'), bytes.toString('base64url')];
  return [...new Set([...base64, ...encoded, secret])].sort((a, b) => b.length - a.length);
}

function cleanValue(value: unknown, clean: (text: string) => string): unknown {
  const text = cleanText(value, clean);
  if (text.length > mostShown) return `${text.slice(0, mostShown)}… (${text.length} characters)`;
  return typeof value === 'string' ? text : JSON.parse(text);
}

/** Only this many characters are searched: no more are shown, and the search for secrets is slow. */
const longest = 262_144;

/** A text, or the JSON of a value, without secrets. */
function cleanText(value: unknown, clean: (text: string) => string): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.length > longest) return clean(redactText(text.slice(0, longest)));
  return clean(typeof value === 'string' ? redactText(value) : JSON.stringify(redactValue(value)));
}
