// A request as a command of curl that repeats it. Secrets have been taken out before.
import type { Shown } from '../judge/finding.ts';

/** What curl and the connection say by themselves. */
const ofItself = /^(host|connection|content-length|accept-encoding|user-agent|x-standin-world)$/;

export function curlOf({ method, url, headers, body }: Shown['request']): string {
  const parts = ['curl -i', ...(method === 'GET' ? [] : [`-X ${method}`])];
  for (const [name, value] of Object.entries(headers))
    if (!ofItself.test(name)) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== undefined)
    parts.push(`--data-raw ${quoted(typeof body === 'string' ? body : JSON.stringify(body))}`);
  return [...parts, quoted(url)].join(' ');
}

/** As a shell takes it, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
