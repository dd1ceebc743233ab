// The example request of an API as a command that can be pasted.
import type { Api } from '../core/api.ts';

export function curlOf({ example }: Api, origin: string): string {
  const headers = Object.entries(example.headers ?? {}).map(([name, value]) => `-H '${name}: ${value}' `);
  return `curl ${headers.join('')}'${origin}${example.path}'`;
}
