// Removes secrets from traffic before it is written: the product's usual secrets, and those that the user
// names.
import { isSecret, redactText, redactUrl, redactValue } from '../../core/worlds/redact.ts';
import { parsed } from '../decode.ts';
import type { Headers } from './passed.ts';

export interface Redaction {
  headers(headers: Headers): Headers;
  url(url: string): string;
  /** Redacts the text of a body with a media type. */
  body(text: string, type: string): string;
}

const hidden = '(redacted)';

/** `also`: names of headers, query parameters, form fields and JSON members, in any case. */
export function createRedaction(also: readonly string[] = []): Redaction {
  const named = new Set(also.map((name) => name.toLowerCase()));
  const hides = (name: string) => isSecret(name) || named.has(name.toLowerCase());
  const search = (text: string) =>
    text.replaceAll(/([?&]|^)([^=&?]+)=([^&]*)/g, (whole, mark: string, name: string) =>
      hides(plain(name)) ? `${mark}${name}=${encodeURIComponent(hidden)}` : whole,
    );
  const json = (value: unknown): unknown => {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(json);
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, hides(name) ? hidden : json(member)]),
    );
  };
  return {
    headers: (headers) =>
      headers.map(([name, value]) => [name, hides(name) ? hidden : redactText(value)] as const),
    url(url) {
      const clean = redactUrl(url);
      const at = clean.indexOf('?');
      return at < 0 ? clean : clean.slice(0, at) + search(clean.slice(at));
    },
    body(text, type) {
      if (/urlencoded/i.test(type)) return search(text);
      const value = /json/i.test(type) || /^\s*[[{]/.test(text) ? parsed(text) : undefined;
      if (value === undefined) return redactText(text);
      const clean = json(redactValue(value));
      // A text without secrets stays byte for byte the same.
      return JSON.stringify(clean) === JSON.stringify(value) ? text : JSON.stringify(clean);
    },
  };
}

function plain(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}
