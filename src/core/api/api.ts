// What an API is made of: its record, its wire, its operations, its presets, its samples, its invariants and its errata.

import type { InvariantBook } from '../invariants/invariant.ts';
import type { Lifecycle } from '../records/lifecycle.ts';
import type { Lasts, Plan, Scenario } from '../records/plan.ts';
import type { StandinRecord } from '../records/snapshot.ts';
import type { NamedParent, Ordering, Store } from '../store/store.ts';
import type { Random } from '../values/random.ts';
import type { Callback } from '../worlds/callback.ts';
import type { Schema } from './documents.ts';
import type { Erratum, Readings } from './errata.ts';
import type { FixtureBook } from './fixtures.ts';
import type { Linked } from './linked.ts';
import type { Operation, RawRequest, Speech, Surface } from './operation.ts';

/** One of the APIs that Standin stands in for: a folder of `src/apis`. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds APIs with different attributes.
export interface Api<Attributes = any> extends Surface {
  readonly title: string;
  /** The file name of the document that it comes from. */
  readonly document: string;
  readonly lifecycle: Lifecycle;
  readonly record: RecordKind<Attributes>;
  readonly wire: Wire<Attributes>;
  readonly presets: readonly Preset<Attributes>[];
  readonly samples: Samples<Attributes>;
  readonly errata: readonly Erratum[];
  readonly invariants: InvariantBook;
  /** The mutants that do not follow from its schemas. */
  readonly mutants: readonly Mutant[];
  /** How its schemas are filled for `generate`. */
  readonly fixtures?: FixtureBook<Attributes>;
  /** Another API of the same service, from which the same builds are seen. */
  readonly linked?: Linked;
  /** The request that `serve` prints at its start, and the exchange whose example answers it, if any. */
  readonly example: {
    readonly path: string;
    /** The headers that it needs. */
    headers?(access: Access): Readonly<Record<string, string>>;
    /** The headers that let a writer in; default: the same. */
    writeHeaders?(token: string): Readonly<Record<string, string>>;
    readonly exchange?: string;
  };
  /** What an OpenAPI description says beyond operations and schemas. */
  readonly advertised?: Advertised;
  /** A callback of what one left to be kept: the process that was asked for it may have died. */
  callbackOf?(kept: unknown, place: Pick<RawRequest, 'world' | 'store' | 'reading'>): Callback;
  /** How a schema is served to clients that check their requests with it. Default: unchanged. */
  schemaForClients?(name: string, schema: Schema): Schema;
}

/** Who is let in, what headers say, and which statuses depend on readings: what descriptions for other tools need to know. */
export interface Advertised {
  /** The ways to say who one is, by name, as OpenAPI writes them. */
  readonly schemes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The schemes of which an operation takes one, and whether it insists. None: nobody has to say who he is. */
  takes(
    operation: Operation,
    readings: Readings,
  ): { readonly oneOf: readonly string[]; readonly must: boolean };
  /** The status and the schema of a refusal that its operations do not list themselves. */
  readonly stranger?: readonly [status: number, schemaName: string];
  /** Whether a status that is listed is answered under these readings. Default: all are. */
  answers?(operation: Operation, status: number, readings: Readings): boolean;
  /** The headers of a response that are always there, or that clients act upon: what each says. */
  headers?(operation: Operation, status: number, readings: Readings): Readonly<Record<string, string>>;
}

/** What is remembered of a build or task, and how one is created. */
export interface RecordKind<Attributes> extends Ordering<Attributes> {
  /** The schema of the attributes that a creation may give, all optional. */
  readonly schemaName: string;
  /** The name of a scenario for a record with these attributes, where an API has records of several kinds. */
  scenarioFor?(given: Partial<Attributes>, scenario: Scenario): Scenario;
  /** Fills in the attributes that are left out. Parents that do not exist yet are created with the record. */
  complete(given: Partial<Attributes>, context: CreationContext): Promise<NewRecord<Attributes>>;
}

export interface CreationContext {
  /** The instant of creation, in ms. */
  readonly created: number;
  /** The only randomness of a record: nothing draws from it later. */
  readonly random: Random;
  readonly store: Store;
}

export interface NewRecord<Attributes> {
  readonly id: string;
  readonly attributes: Attributes;
  readonly parents?: readonly NamedParent[];
}

/** How to create a record. Everything may be left out. */
export interface Creation<Attributes> {
  readonly scenario?: Scenario;
  readonly plan?: Plan;
  /** Backdates the creation so that the record enters this state now; from there it continues as its scenario says. */
  readonly state?: string;
  /** How long states last, in ms by state. */
  readonly lasts?: Lasts;
  readonly attributes?: Partial<Attributes>;
  /** The instant of creation in ms; default: now. */
  readonly created?: number;
  /** For a sample: the instant (ms) at which it is always shown. */
  readonly seenAt?: number;
  /** Do not mirror it in a linked API. */
  readonly alone?: true;
}

/** A named situation. */
export interface Preset<Attributes> {
  readonly name: string;
  /** A sentence, with `{param}` where a parameter stands. */
  readonly says: string;
  readonly clauses: readonly string[];
  /** The parameters with their defaults. */
  readonly params: Readonly<Record<string, unknown>>;
  creates(params: Readonly<Record<string, unknown>>): readonly Creation<Attributes>[];
}

/** What the document prints, as records and what they belong to. They stay as printed until a command touches them. */
export interface Samples<Attributes> {
  readonly creates: readonly Creation<Attributes>[];
  readonly parents?: readonly NamedParent[];
}

/** A mutant: the mock, breaking exactly one clause. A good contract kills it. */
export interface Mutant {
  /** `<api>/<what it changes>/<how>` */
  readonly id: string;
  /** The clause that it breaks. */
  readonly clause: string;
  /** What it does, in a sentence. */
  readonly says: string;
  /** If it is equivalent: why no request can show the difference. */
  readonly equivalent?: string;
  /** Whether it changes a member that may be left out. If no response shows that member, the mutant changed nothing. */
  readonly optional?: boolean;
  /** If it empties responses: the clauses that nothing shows any more. It is killed where none of them passes. */
  readonly silences?: readonly string[];
  /** The API with the mutation. Its memory of earlier requests starts empty. */
  mutate(api: Api): Api;
}

/** How an API talks HTTP, and where it shows a record. */
export interface Wire<Attributes> extends Speech {
  /** Where the vendor's own API shows a record: path with query, and the headers that it needs. */
  locate(record: StandinRecord<Attributes>, access: Access): Location;
}

/** What decides which headers a request needs. */
export interface Access {
  readonly readings: Readings;
  /** A token that the API accepts. */
  readonly token: string;
}

/** The token to send if no credentials are configured: any word is accepted. */
export const anyToken = 'any';

/** Whether a request must carry a token: the service asks for one (`login`, an erratum), or credentials are configured. */
export function needsToken(login: string, { readings, token }: Access): boolean {
  return readings(login) === 'observed' || token !== anyToken;
}

export interface Location {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Checks that an API's parts fit each other when it is defined. */
export function defineApi<Attributes>(api: Api<Attributes>): Api<Attributes> {
  const ids = new Set<string>();
  for (const { id } of api.operations) {
    if (ids.has(id)) throw new Error(`${api.name}: two operations are called '${id}'`);
    ids.add(id);
  }
  const foreign = api.errata.find((erratum) => !erratum.id.startsWith(`${api.name}/`));
  if (foreign) throw new Error(`${api.name}: erratum '${foreign.id}' is not its own`);
  return api;
}
