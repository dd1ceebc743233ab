// A request as something that can be pasted into a shell.
import type { Shot } from './judge.ts';

export function toPaste(url: string, shot: Shot): string {
  if (shot.how === 'socket') {
    const { hostname, port } = new URL(url);
    return `${shot.pieces.map((each) => `printf ${quoted(each, true)}`).join('; ')} | nc -q 2 ${hostname} ${port}   # then ${shot.after}`;
  }
  const { method, path, headers, body } = shot;
  return [
    `curl -i -g --path-as-is -X ${method} ${quoted(url + path)}`,
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-binary ${quoted(body)}`]),
  ].join(' ');
}

/** For bash: bytes that are not plain are escaped. */
function quoted(text: string, forPrintf = false): string {
  const isPlain = /^[\x20-\x7e]*$/.test(text);
  if (isPlain && !forPrintf) return `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = text.replaceAll(/[^\x20-\x24\x26\x28-\x5b\x5d-\x7e]/g, (each) =>
    forPrintf && each === '%' ? '%%' : `\\x${each.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return forPrintf ? `'${escaped}'` : `$'${escaped}'`;
}
