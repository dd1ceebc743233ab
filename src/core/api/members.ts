// The members of a schema, including those of the schemas it refers to.
import type { Schema } from './documents.ts';

export interface Member {
  /** The schema that describes it, and where it stands there; `*` for each item of an array. */
  readonly schemaName: string;
  readonly place: readonly string[];
  /** Where it stands in the whole. */
  readonly path: readonly string[];
  readonly schema: Schema;
  /** Whether it must be there. */
  readonly required: boolean;
  /** Whether it may be missing, by itself or because the object around it is missing. */
  readonly optional: boolean;
  /** Whether the object around it may have a different schema altogether. */
  readonly alternative: boolean;
}

type Schemas = Readonly<Record<string, Schema>>;

export function membersOf(schemas: Schemas, schemaName: string): readonly Member[] {
  const members: Member[] = [];
  walk(
    schemas,
    {
      schemaName,
      place: [],
      path: [],
      schema: schemas[schemaName]!,
      required: false,
      optional: false,
      alternative: false,
    },
    members,
  );
  const once = new Map(members.map((member) => [member.path.join('/'), member]));
  return [...once.values()];
}

/** Deeper than any response is nested, so that recursive schemas end. */
const deepest = 8;

function walk(schemas: Schemas, at: Member, found: Member[]): void {
  const { schema, path, place } = at;
  if (path.length > deepest || isNever(schema)) return;
  if (typeof schema.$ref === 'string') {
    const schemaName = schema.$ref.replace('.schema.json', '');
    walk(schemas, { ...at, schemaName, place: [], schema: schemas[schemaName]! }, found);
  }
  for (const key of ['allOf', 'anyOf', 'oneOf'])
    for (const branch of (schema[key] ?? []) as Schema[])
      walk(schemas, { ...at, schema: branch, alternative: at.alternative || key !== 'allOf' }, found);
  const required = [schema, ...((schema.allOf ?? []) as Schema[])].flatMap(
    (each) => (each.required ?? []) as string[],
  );
  for (const [name, member] of Object.entries((schema.properties ?? {}) as Record<string, Schema>)) {
    if (isNever(member)) continue;
    const next = {
      ...at,
      place: [...place, name],
      path: [...path, name],
      schema: member,
      required: required.includes(name),
      optional: at.optional || !required.includes(name),
    };
    found.push({ ...next, schema: resolved(schemas, member) });
    walk(schemas, next, found);
  }
  if (schema.items !== undefined)
    walk(
      schemas,
      {
        ...at,
        place: [...place, '*'],
        path: [...path, '*'],
        schema: schema.items as Schema,
        required: false,
      },
      found,
    );
}

/** Whether no value can match it: a member or an alternative that only another reading has. */
function isNever({ allOf = [] }: Schema): boolean {
  return (allOf as readonly unknown[]).includes(false);
}

/** What a schema says of the value itself, with its references and additions merged in. */
function resolved(schemas: Schemas, schema: Schema): Schema {
  const target =
    typeof schema.$ref === 'string'
      ? resolved(schemas, schemas[schema.$ref.replace('.schema.json', '')]!)
      : {};
  const added = Object.assign({}, ...((schema.allOf ?? []) as Schema[])) as Schema;
  return { ...target, ...schema, ...added } as Schema;
}
