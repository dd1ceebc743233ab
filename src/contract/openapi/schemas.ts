// The schemas of a surface as OpenAPI components: the same keywords, with references that point into the description, and
// only those that something refers to.
import type { Schema } from '../../core/api/documents.ts';
import type { Readings } from '../../core/api/errata.ts';
import { settle } from '../../core/api/narrow.ts';
import type { Room } from './room.ts';

type Json = Record<string, unknown>;
type Schemas = Room['schemas'];

/** By component name: every schema that the paths lead to. */
export function componentsOf(rooms: readonly Room[], paths: Json): Record<string, Json> {
  const components: Record<string, Json> = {};
  const waiting = [...refsIn(paths)];
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    const [, room, schemaName] = placeOf(rooms, ref) ?? [];
    if (!room || !schemaName || components[`${room.surface.name}.${schemaName}`]) continue;
    const component = toComponent(room.surface.name, room.schemas[schemaName]!);
    components[`${room.surface.name}.${schemaName}`] = component;
    waiting.push(...refsIn(component));
  }
  return Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const prefix = '#/components/schemas/';

export function refTo(surface: string, schemaName: string): string {
  return `${prefix}${surface}.${schemaName}`;
}

/** A reference may lead into a schema, and the name of one surface may begin with that of another. */
function placeOf(rooms: readonly Room[], ref: string): [string, Room, string] | undefined {
  const name = ref.slice(prefix.length).split('/')[0]!;
  for (const room of rooms) {
    const schemaName = name.slice(room.surface.name.length + 1);
    if (name.startsWith(`${room.surface.name}.`) && Object.hasOwn(room.schemas, schemaName))
      return [name, room, schemaName];
  }
  return undefined;
}

function* refsIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    if (key === '$ref' && typeof member === 'string' && member.startsWith(prefix)) yield member;
    else yield* refsIn(member);
  }
}

function toComponent(surface: string, { $schema: _, ...schema }: Schema): Json {
  return inComponents(surface, schema) as Json;
}

const file = /\.schema\.json(#|$)/;

/** A schema whose references to sibling files are references to components. */
export function inComponents(surface: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => inComponents(surface, each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) =>
      key === '$ref' && typeof member === 'string' && file.test(member)
        ? [key, refTo(surface, member.replace(file, ''))]
        : [key, inComponents(surface, member)],
    ),
  );
}

/** By schemas, then by the errata that are read as corrected: the same ones for the same readings. */
const known = new WeakMap<Schemas, Map<string, Schemas>>();

/** The schemas as readings have them. Where there are no errata, schemas stay as they are: a document may have thousands. */
export function settledSchemas(schemas: Schemas, errata: readonly string[], readings: Readings): Schemas {
  if (errata.length === 0) return schemas;
  const corrected = errata.filter((id) => readings(id) === 'corrected');
  const settled = known.get(schemas) ?? new Map<string, Schemas>();
  known.set(schemas, settled);
  const key = corrected.join(' ');
  const found = settled.get(key) ?? settle(schemas, (id) => corrected.includes(id));
  settled.set(key, found);
  return found;
}
