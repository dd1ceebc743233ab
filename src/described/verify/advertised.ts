// What an OpenAPI description of a described API says beyond operations and schemas: who is let in.
import type { Advertised } from '../../core/api/api.ts';
import type { Description } from '../engine/model.ts';
import type { Credential } from '../source/contents.ts';

export function advertisedOf({ text, document }: Description): Advertised | undefined {
  if (text.auth === 'none') return undefined;
  const byId = new Map(document.operations.map(({ id, credentials }) => [id, credentials]));
  const wanted = (id: string): readonly Credential[] => {
    const credentials = byId.get(id)?.() ?? [];
    return credentials.length === 0 && text.auth === 'any' ? [authorization] : credentials;
  };
  const all = document.operations.flatMap(({ id }) => wanted(id));
  return {
    schemes: Object.fromEntries(all.map((each) => [nameOf(each), schemeOf(each)])),
    takes: ({ id }) => ({ oneOf: [...new Set(wanted(id).map(nameOf))], must: true }),
  };
}

const authorization: Credential = { in: 'header', name: 'authorization' };

function nameOf({ in: where, name }: Credential): string {
  return `${where}.${name}`;
}

/** Any scheme of Authorization is accepted, so none is named but the most usual. */
function schemeOf({ in: where, name }: Credential): Record<string, string> {
  if (where === 'header' && name === 'authorization') return { type: 'http', scheme: 'bearer' };
  return { type: 'apiKey', in: where, name };
}
