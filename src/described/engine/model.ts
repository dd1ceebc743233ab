// A described API for the engine: every default filled in, every name resolved, every rule compiled.
import type { Creation } from '../../core/api/api.ts';
import type { Method } from '../../core/api/operation.ts';
import type { Plan, Stage } from '../../core/records/lifecycle.ts';
import type { End, LifecycleFile, ListText, PageText } from '../format/types.ts';
import type { DescribedDocument, DocumentOperation } from '../source/contents.ts';
import type { Place, Source } from '../source/place.ts';
import type { SchemaTable } from '../source/schemas.ts';
import type { Facts, Rule } from '../values/subject.ts';

/** The whole description of one API. */
export interface Description {
  readonly name: string;
  readonly title: string;
  readonly prefix: string;
  readonly document: DescribedDocument;
  readonly table: SchemaTable;
  /** The lifecycle file; undefined if the document is enough. */
  readonly file: Source | undefined;
  readonly text: LifecycleFile;
  readonly kinds: readonly Kind[];
}

/** One kind of asynchronous thing. */
export interface Kind {
  readonly name: string;
  /** Its place among the kinds: the first one's scenarios and commands are called by their names alone. */
  readonly index: number;
  readonly place: Place;
  readonly id: string;
  /** Whether its id is the last part of the path at which it is created, and so unique only there. */
  readonly idInPath: boolean;
  readonly idAt: string | undefined;
  readonly idIsNumber: boolean;
  /** Finds the id in its place, where a field writes more there: `projects/p/operations/{id}`. */
  readonly idText: RegExp | undefined;
  /** The path parameter that holds the id, and all parameters of the detail view's path. */
  readonly idParam: string;
  readonly scope: readonly string[];
  /** The parameters of the query that its texts speak of. */
  readonly queryNames: readonly string[];
  readonly state: string | undefined;
  readonly words: Readonly<Record<string, string | number | boolean>>;
  readonly plans: Readonly<Record<string, Plan>>;
  /** In the order of their first appearance. */
  readonly states: readonly string[];
  readonly ends: Readonly<Record<string, End>>;
  readonly unseen: readonly string[];
  readonly example: unknown;
  readonly fields: readonly Field[];
  readonly creates: readonly Create[];
  /** The first shows the record itself. None of a record that only lists show. */
  readonly views: readonly View[];
  readonly commands: readonly Command[];
  readonly lists: readonly List[];
  readonly missing: unknown;
  readonly samples: readonly Creation<Facts>[];
}

export interface Field {
  readonly pointer: string;
  readonly rule: Rule;
  /** As written. */
  readonly given: unknown;
  readonly place: Place;
}

/** Where requests go: an operation of the document, or one that only the file names. */
export interface Endpoint {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly documented: DocumentOperation | undefined;
  readonly place: Place;
}

export interface Wait {
  readonly param: string | undefined;
  /** The parameter that names the state to wait for. */
  readonly state: string | undefined;
  readonly unit: number;
  readonly prefer: boolean;
  readonly most: number;
  readonly usual: number;
}

export type Headers = readonly (readonly [name: string, rule: Rule])[];

export interface View {
  readonly name: string;
  /** Whether it shows the record itself, with its id and what was kept of the request. */
  readonly isMain: boolean;
  readonly endpoint: Endpoint;
  /** The place of the record in the body. */
  readonly at: string;
  readonly state: string | undefined;
  readonly words: Readonly<Record<string, string | number | boolean>>;
  readonly status: (state: string) => number;
  readonly base: unknown;
  readonly bodies: ReadonlyMap<string, unknown> | undefined;
  readonly fields: readonly Field[];
  readonly headers: Headers;
  readonly unseen: readonly string[];
  readonly wait: Wait | undefined;
  readonly schemaName: string | undefined;
}

export interface Create {
  readonly endpoint: Endpoint;
  readonly copy: '*' | readonly (readonly [from: string, to: string])[];
  readonly status: number;
  readonly existing: number | undefined;
  readonly view: View | undefined;
  readonly body: unknown;
  readonly headers: Headers;
  readonly wait: Wait | undefined;
  readonly of: string | undefined;
  readonly sends: unknown;
}

export interface Command {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly from: readonly string[];
  readonly to: readonly Stage[];
  readonly removes: boolean;
  readonly status: number;
  readonly view: View | undefined;
  readonly body: unknown;
  readonly headers: Headers;
  readonly refused: { readonly status: number; readonly body: unknown; readonly view: View | undefined };
}

export interface List {
  readonly endpoint: Endpoint;
  readonly items: string;
  readonly view: View;
  readonly newestFirst: boolean;
  readonly only: readonly string[] | undefined;
  readonly filters: NonNullable<ListText['filters']>;
  readonly page: PageText;
  /** `empty`: what `first` and `last` are in an empty list. */
  readonly around: readonly (readonly [pointer: string, what: unknown, empty: null | undefined])[];
  readonly base: unknown;
  readonly schemaName: string | undefined;
}

/** The path of an operation with the common prefix. */
export function fullPath({ prefix }: Pick<Description, 'prefix'>, { path }: Pick<Endpoint, 'path'>): string {
  return prefix + path;
}

/** The name of a scenario or command of a kind in its API. */
export function nameOf({ index, name }: Pick<Kind, 'index' | 'name'>, given: string): string {
  return index === 0 ? given : `${name}/${given}`;
}

/** The word that shows a state. */
export function wordOf(words: Kind['words'], state: string): string | number | boolean {
  return Object.hasOwn(words, state) ? words[state]! : state;
}
