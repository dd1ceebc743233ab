// The example request of an API as a command that can be pasted.
import type { Access, Api } from '../../core/api/api.ts';

/**
 * `token` stands where a credential is needed; a configured one is a secret and is not printed. `connection`: what curl has to be
 * told of it, with a blank at the end.
 */
export function curlOf({ example }: Api, origin: string, access: Access, connection = ''): string {
  const headers = Object.entries(example.headers?.(access) ?? {}).map(
    ([name, value]) => `-H '${name}: ${value}' `,
  );
  return `curl ${connection}${headers.join('')}'${origin}${example.path}'`;
}
