// Who is let in: the configured credentials of each API; where there are none, any that is not empty.
import { anyToken } from '../api/api.ts';

export function createCredentials(credentials: Readonly<Record<string, readonly string[]>>) {
  return {
    accepts(api: string, secret: string): boolean {
      const known = credentials[api];
      return known ? known.includes(secret) : secret !== '';
    },
    secretOf(api: string, name: string): string | undefined {
      const found = credentials[api]?.find((each) => each.startsWith(`${name}:`));
      return found?.slice(name.length + 1);
    },
    tokenFor: (api: string): string => credentials[api]?.[0] ?? anyToken,
  };
}
