// The part of an exchange's body that every server must have: if an erratum says that a documented one is served
// differently in `corrected`, the member in question is left out, and so is what only supporting operations give.
import type { Api } from '../../core/api/api.ts';
import type { Exchange } from '../../core/api/documents.ts';
import { escapePointer } from '../../core/values/pointer.ts';
import { isObject } from './rules.ts';

/** The body; undefined if there is none or it is not JSON. With `api`, members that its errata touch are removed. */
export function printedBody(exchange: Exchange, api?: Api): unknown {
  const { body, text } = exchange.response;
  const printed = text === undefined ? body : parsed(text);
  if (!api) return printed;
  const operation = api.operations.find(({ id }) => `${api.name}/${id}` === exchange.operation);
  const errata = exchange.source.kind === 'documented' ? touched(api, exchange) : [];
  return [...errata, ...(operation?.beside ?? [])].reduce(without, printed);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function touched(api: Api, { operation }: Exchange): string[] {
  const apart = api.errata.filter(({ readings }) => readings.literal !== undefined);
  const changes = apart.flatMap((erratum) => erratum.changes);
  const pointers = changes.flatMap((change) =>
    'body' in change &&
    change.how !== 'order' &&
    change.operations.some((each) => `${api.name}/${each}` === operation)
      ? [change.body]
      : [],
  );
  return [...new Set(pointers)];
}

/** The value without the target of a pointer, where `*` is any. A list keeps a gap for an item, and is removed with its last. */
function without(value: unknown, pointer: string): unknown {
  const [, key, ...rest] = pointer.split('/');
  if (key === undefined) return undefined;
  const inner = rest.length > 0 ? `/${rest.join('/')}` : '';
  const kept = (name: string, member: unknown) =>
    key === '*' || key === escapePointer(name) ? without(member, inner) : member;
  if (Array.isArray(value)) {
    const left = value.map((item, index) => kept(String(index), item));
    return left.length === 0 || left.some((item) => item !== undefined) ? left : undefined;
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, kept(name, member)] as const);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}
