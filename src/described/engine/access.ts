// Authentication: any credential where the document requires one; if credentials are configured, only those.
import type { Operation, RawRequest, Speech } from '../../core/api/operation.ts';
import type { Credential } from '../source/contents.ts';
import type { Description } from './model.ts';

export function accessOf({ text, document }: Description): Speech['authenticate'] {
  if (text.auth === 'none') return undefined;
  const byId = new Map(document.operations.map((operation) => [operation.id, operation]));
  return (request, { id }: Operation) => {
    const credentials = byId.get(id)?.credentials() ?? [];
    const wanted: readonly Credential[] =
      credentials.length === 0 && text.auth === 'any'
        ? [{ in: 'header', name: 'authorization' }]
        : credentials;
    if (wanted.length === 0) return undefined;
    const secrets = wanted.flatMap((each) => secretIn(request, each) ?? []);
    if (secrets.length === 0) return { kind: 'unauthenticated', why: 'missing' };
    return secrets.some((secret) => request.accepts(secret))
      ? undefined
      : { kind: 'unauthenticated', why: 'invalid' };
  };
}

function secretIn(request: RawRequest, { in: where, name }: Credential): string | undefined {
  if (where === 'query') return [...request.rawQuery].find(([key]) => key.toLowerCase() === name)?.[1];
  if (where === 'cookie')
    return new RegExp(`(?:^|; *)${name.replaceAll(/\W/g, '\\$&')}=([^;]*)`, 'i').exec(
      request.header('cookie') ?? '',
    )?.[1];
  const value = request.header(name);
  if (value === undefined || name !== 'authorization') return value;
  const [scheme, secret] = /^(\S+) +(.+)$/.exec(value)?.slice(1) ?? [];
  if (scheme?.toLowerCase() !== 'basic') return secret ?? value;
  return Buffer.from(secret!, 'base64')
    .toString()
    .replace(/^[^:]*:(?=.)/, '');
}
