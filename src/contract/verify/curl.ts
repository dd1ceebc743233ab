// A curl command that repeats a request. Secrets have been removed before.
import type { Shown } from '../judge/finding.ts';

/** Headers that curl and the connection set themselves. */
const ofItself = /^(host|connection|content-length|accept-encoding|user-agent|x-standin-world)$/;

export function curlOf({ method, url, headers, body }: Shown['request']): string {
  const parts = ['curl -i', ...(method === 'GET' ? [] : [`-X ${method}`])];
  for (const [name, value] of Object.entries(headers))
    if (!ofItself.test(name)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== undefined)
    parts.push(`--data-raw ${quoted(typeof body === 'string' ? body : JSON.stringify(body))}`);
  return [...parts, quoted(url)].join(' ');
}

/** Quotes text safely for a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
