// The example request of an API as a command that can be pasted.
import type { Access, Api } from '../../core/api/api.ts';

/** `token` stands where a credential is needed; a configured one is a secret and is not printed. */
export function curlOf({ example }: Api, origin: string, access: Access): string {
  const headers = Object.entries(example.headers?.(access) ?? {}).map(
    ([name, value]) => `-H '${name}: ${value}' `,
  );
  return `curl ${headers.join('')}'${origin}${example.path}'`;
}
