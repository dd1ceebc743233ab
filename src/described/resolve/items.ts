// The items of a list: where they stand in its body, and the schema that each of them has.
import type { RecordText } from '../format/types.ts';
import { within } from '../source/library.ts';
import type { Place } from '../source/place.ts';
import { schemasAt } from '../values/bodies.ts';
import { type Context, endpointOf, placeOr, responseSchema, successOf } from './context.ts';

/** The place of a list's items: its root, or the first member that is a list. */
export function itemsOf(
  schemas: Context['table']['schemas'],
  schema: Parameters<typeof schemasAt>[1],
): string {
  const { found } = schemasAt(schemas, schema, '');
  if (found.some(({ type }) => [type].flat().includes('array'))) return '';
  const members = found.flatMap((each) => Object.keys((each.properties ?? {}) as object));
  const lists = members.filter((name) =>
    schemasAt(schemas, schema, `/${name}`).found.some(
      ({ type, items }) => items !== undefined || type === 'array',
    ),
  );
  const usual = ['data', 'items', 'value', 'results', 'values'].find((name) => lists.includes(name));
  return `/${usual ?? lists[0] ?? 'items'}`;
}

/** The schema of a record that no operation shows alone: that of the items of its first list. */
export function listedSchema(context: Context, place: Place, text: RecordText): string | undefined {
  const [list] = text.lists ?? [];
  if (!list) return undefined;
  const { documented } = endpointOf(context, placeOr(place, list.operation, 'lists', 0, 'operation'));
  const whole = responseSchema(context, documented, successOf(documented));
  if (whole === undefined) return undefined;
  const { schemas, put } = context.table;
  const items = (within(place, 'lists', 0, 'items')?.value as string) ?? itemsOf(schemas, schemas[whole]);
  const [item] = schemasAt(schemas, schemas[whole], `${items}/0`).found;
  if (typeof item?.$ref === 'string') return item.$ref.replace('.schema.json', '');
  const name = `${whole}.item`;
  if (item && !Object.hasOwn(schemas, name)) put(name, () => item);
  return item && name;
}
