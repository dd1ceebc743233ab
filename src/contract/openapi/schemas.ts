// The schemas of a surface as OpenAPI components: the same keywords, with references that point into the description.
import { documentsOf, type Schema } from '../../core/api/documents.ts';
import type { Surface } from '../../core/api/operation.ts';

type Json = Record<string, unknown>;

/** By component name: every schema that is not a request's. */
export function componentsOf(surface: Surface): Record<string, Json> {
  const { schemas } = documentsOf(surface.name, surface.folder);
  const bodies = Object.entries(schemas).filter(([schemaName]) => !schemaName.endsWith('.request'));
  return Object.fromEntries(
    bodies.map(([schemaName, schema]) => [`${surface.name}.${schemaName}`, toComponent(surface, schema)]),
  );
}

export function refTo(surface: Surface, schemaName: string): string {
  return `#/components/schemas/${surface.name}.${schemaName}`;
}

function toComponent(surface: Surface, { $schema: _, ...schema }: Schema): Json {
  return inComponents(surface, schema) as Json;
}

/** A schema whose references to sibling files are references to components. */
export function inComponents(surface: Surface, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => inComponents(surface, each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) =>
      key === '$ref' && typeof member === 'string'
        ? [key, refTo(surface, member.replace(/\.schema\.json#?/, ''))]
        : [key, inComponents(surface, member)],
    ),
  );
}
