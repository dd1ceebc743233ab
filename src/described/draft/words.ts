// The words of a state: those that its schema lists, otherwise those of a list's filter, or those that its description quotes.
import { escapePointer } from '../../core/values/pointer.ts';
import { type Context, responseSchema, successOf } from '../resolve/context.ts';
import { endOf, isGoing, listsFor, type StateMember, stateMembers } from '../resolve/signals.ts';
import type { DocumentOperation } from '../source/contents.ts';
import { schemasAt } from '../values/bodies.ts';

export interface Words {
  readonly member: StateMember;
  readonly going: readonly string[];
  readonly ends: readonly string[];
  /** Where they are from, as the draft says it. */
  readonly from: string;
  /** Whether the document has no words at all: these stand in for them. */
  readonly areMadeUp: boolean;
}

const standIns = { going: ['pending', 'running'], ends: ['succeeded', 'failed'] };

export function wordsOf(context: Context, detail: DocumentOperation): Words | undefined {
  const schemaName = responseSchema(context, detail, successOf(detail));
  const [member] = schemaName === undefined ? [] : stateMembers(context, schemaName);
  if (!member) return undefined;
  if (member.words.length > 0) return sorted(member, member.words.map(String), 'its words');
  const { found } = schemasAt(context.table.schemas, context.table.schemas[schemaName!], member.pointer);
  if (!found.some(({ type }) => [type].flat().includes('string'))) return undefined;
  return (
    sorted(member, filterWords(context, detail, member), "the words of its list's filter") ??
    sorted(member, quotedWords(context, schemaName!, member), 'the words of its description') ?? {
      ...{ member, ...standIns, areMadeUp: true },
      from: 'TODO: the document lists no words; put its own in the place of',
    }
  );
}

/** Undefined unless something goes on and something ends. */
function sorted(member: StateMember, given: readonly string[], from: string): Words | undefined {
  const words = [...new Set(given)];
  const [going, ends] = [words.filter(isGoing), words.filter((word) => endOf(word) !== undefined)];
  return going.length > 0 && ends.length > 0 ? { member, going, ends, from, areMadeUp: false } : undefined;
}

/** What a list can be filtered by, in a parameter that is called like the state. */
function filterWords(context: Context, detail: DocumentOperation, { pointer }: StateMember): string[] {
  const name = pointer.split('/').at(-1);
  const { schemas } = context.table;
  return listsFor(context, detail).flatMap((list) =>
    list
      .parameters()
      .filter((each) => each.in === 'query' && ['status', 'state', name].includes(each.name))
      .flatMap((each) => {
        if (!each.schema) return [];
        const schema = schemas[context.table.nameOf(each.schema, `${list.id}.${each.name}`)];
        const { found } = schemasAt(schemas, schema, '');
        const items = schemasAt(schemas, schema, '/0').found;
        return [...found, ...items].flatMap((one) => (one.enum ?? []) as unknown[]).map(String);
      }),
  );
}

/** Words in quotes in what the document says of the state. */
function quotedWords(context: Context, schemaName: string, { pointer }: StateMember): string[] {
  const place = context.table.placeOf(schemaName);
  if (!place) return [];
  const said = describedAt(context, place, pointer.split('/').slice(1));
  return [...said.matchAll(/["'`]([A-Za-z][\w-]*)["'`]/g)].map(([, word]) => word!);
}

function describedAt(
  { document }: Context,
  from: Parameters<Context['document']['library']['follow']>[0],
  path: readonly string[],
): string {
  let at = document.library.follow(from);
  for (const name of path) {
    const properties = (at.value as { readonly properties?: Readonly<Record<string, unknown>> }).properties;
    if (!properties || !Object.hasOwn(properties, name)) return '';
    const pointer = `${at.pointer}/properties/${escapePointer(name)}`;
    at = document.library.follow({ source: at.source, pointer, value: properties[name] });
  }
  return String((at.value as { readonly description?: unknown }).description ?? '');
}
