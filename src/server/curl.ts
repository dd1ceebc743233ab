// The example request of an API as a command that can be pasted.
import type { Api } from '../core/api.ts';
import type { Readings } from '../core/errata.ts';

export function curlOf({ example }: Api, origin: string, readings: Readings): string {
  const headers = Object.entries(example.headers?.(readings) ?? {}).map(
    ([name, value]) => `-H '${name}: ${value}' `,
  );
  return `curl ${headers.join('')}'${origin}${example.path}'`;
}
