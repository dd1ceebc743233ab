// Signals in a document: which members of a schema look like a state, which operations belong together.
import type { Schema } from '../../core/api/documents.ts';
import { escapePointer } from '../../core/values/pointer.ts';
import type { End } from '../format/types.ts';
import type { DocumentOperation } from '../source/contents.ts';
import { schemasAt } from '../values/bodies.ts';
import { type Context, responseSchema, successOf } from './context.ts';

export interface StateMember {
  readonly pointer: string;
  readonly words: readonly (string | boolean)[];
}

const stateName = /^(status|state|phase|stage|.*(_status|_state|Status|State))$/;
const otherState = /^(previous|last|desired|target|old|next)/i;

/** The members that look like a state; first those higher up and with an enum. `at`: where the record stands in the schema. */
export function stateMembers({ table }: Pick<Context, 'table'>, schemaName: string, at = ''): StateMember[] {
  const found: StateMember[] = [];
  const look = (pointer: string, depth: number) => {
    for (const [name, schemas] of propertiesAt(table.schemas, schemaName, at + pointer)) {
      const here = `${pointer}/${escapePointer(name)}`;
      const words = schemas.flatMap(
        (each) => (each.enum ?? (each.const === undefined ? [] : [each.const])) as (string | null)[],
      );
      const isObject = schemas.some((each) => each.properties);
      if (stateName.test(name) && !otherState.test(name) && !isObject)
        found.push({ pointer: here, words: words.filter((word) => word !== null) });
      if (isObject && depth < 1) look(here, depth + 1);
    }
  };
  look('', 0);
  const rank = ({ words, pointer }: StateMember) =>
    (words.length > 0 ? 0 : 100) +
    pointer.split('/').length * 10 +
    (/\/(status|state)$/.test(pointer) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b));
}

/** The members at a place of a schema, each with its schema. */
export function propertiesAt(
  schemas: Readonly<Record<string, Schema>>,
  schemaName: string,
  pointer: string,
): [string, readonly Schema[]][] {
  const { found } = schemasAt(schemas, schemas[schemaName], pointer);
  const names = [...new Set(found.flatMap((each) => Object.keys((each.properties ?? {}) as object)))];
  return names.map((name) => [
    name,
    schemasAt(schemas, schemas[schemaName], `${pointer}/${escapePointer(name)}`).found,
  ]);
}

/** GETs of one record: their path ends in a parameter, and their body is an object. */
export function detailsOf({ document }: Pick<Context, 'document'>): DocumentOperation[] {
  return document.operations.filter(({ method, path }) => method === 'GET' && /\{[^{}]+\}$/.test(path));
}

/** The GET that shows the record with these states. */
export function detailFor(
  context: Context,
  name: string,
  states: readonly string[],
): DocumentOperation | undefined {
  const all = detailsOf(context);
  const isCalled = ({ path, id }: DocumentOperation) =>
    `${path} ${id}`.toLowerCase().includes(name.toLowerCase().replaceAll('_', '-'));
  // Schemas of all others are looked at only where none that is called so shows one of the states: there may be thousands.
  const called = bestOf(context, all.filter(isCalled), states);
  if (called && called.known > 0) return called.operation;
  const best = bestOf(context, all, states);
  // A state alone, of another name and with other words, is no sign.
  return best && best.known > 0 ? best.operation : called?.operation;
}

interface Shown {
  readonly operation: DocumentOperation;
  /** How many of the states its schema knows. */
  readonly known: number;
}

/** The operation whose schema knows the most of the states. */
function bestOf(
  context: Context,
  operations: readonly DocumentOperation[],
  states: readonly string[],
): Shown | undefined {
  const found = operations.flatMap((operation) => {
    const schemaName = responseSchema(context, operation, successOf(operation));
    const member = schemaName === undefined ? undefined : stateMembers(context, schemaName)[0];
    if (!member) return [];
    return [{ operation, known: states.filter((state) => member.words.includes(state)).length }];
  });
  return found.sort((a, b) => b.known - a.known)[0];
}

/** The path of the collection of a record. */
export function collectionOf(path: string): string {
  return path.replace(/\/\{[^{}]+\}$/, '');
}

export function creatorsFor(
  { document }: Pick<Context, 'document'>,
  detail: DocumentOperation,
): DocumentOperation[] {
  const at = (method: string, path: string) =>
    document.operations.filter((each) => each.method === method && each.path === path);
  const posted = at('POST', collectionOf(detail.path));
  return posted.length > 0 ? posted : at('PUT', detail.path);
}

export function listsFor(
  { document }: Pick<Context, 'document'>,
  detail: DocumentOperation,
): DocumentOperation[] {
  return document.operations.filter(
    ({ method, path }) => method === 'GET' && path === collectionOf(detail.path),
  );
}

const cancelVerb = /[/:](cancel|stop|abort|terminate)$/i;

/** Operations that end the record, `cancel` first. */
export function cancelsFor(
  { document }: Pick<Context, 'document'>,
  detail: DocumentOperation,
): DocumentOperation[] {
  return document.operations.filter(
    ({ method, path }) =>
      method !== 'GET' && cancelVerb.test(path) && path.replace(cancelVerb, '') === detail.path,
  );
}

const ends: readonly (readonly [End, RegExp])[] = [
  ['canceled', /^(cancell?ed|aborted|stopped|terminated|revoked|killed|skipped)$/],
  [
    'failed',
    /^(fail(ed|ure)?|errored?|expired|time(d)?[_-]?out|rejected|unsuccessful|crashed|dead|internal_error|incomplete)$/,
  ],
  [
    'succeeded',
    /^(succe(ss|ss?ful|eded)|complete(d)?|done|finished|ready|available|active|ok|passed|live|deployed|published|ended|deleted)$/,
  ],
];

/** The result that a word means; undefined for a word that means no end. */
export function endOf(word: string): End | undefined {
  const plain = word.toLowerCase();
  return ends.find(([, pattern]) => pattern.test(plain))?.[0];
}

const going =
  /^(.*ing|queued|pending|created|new|accepted|submitted|scheduled|started|requested|not[_-]?started|in[_-]?progress|initialized|.*_wait|init)$/;

export function isGoing(word: string): boolean {
  return endOf(word) === undefined && going.test(word.toLowerCase());
}
