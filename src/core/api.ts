// What an API is made of: its record, its wire, its rows, its givens, its exhibits, its laws and its errata.
import type { Erratum, Readings } from './errata.ts';
import type { FixtureBook } from './fixture.ts';
import type { Kin } from './kin.ts';
import type { LawBook } from './law.ts';
import type { Liar } from './liar.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { StandinRecord } from './moment.ts';
import type { Speech, Surface } from './operation.ts';
import type { Lasts, Plan, Scenario } from './plan.ts';
import type { Random } from './random.ts';
import type { Ordering, Parent, Store } from './store.ts';

/** One of the APIs that Standin stands in for: a folder of `src/apis`. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds APIs with different attributes.
export interface Api<Attributes = any> extends Surface {
  readonly title: string;
  /** The file name of the document that it comes from. */
  readonly document: string;
  readonly lifecycle: Lifecycle;
  readonly record: RecordKind<Attributes>;
  readonly wire: Wire<Attributes>;
  readonly givens: readonly Given<Attributes>[];
  readonly exhibits: Exhibits<Attributes>;
  readonly errata: readonly Erratum[];
  readonly laws: LawBook;
  /** The lies about it that no schema gives. */
  readonly lies: readonly Liar[];
  /** How its shapes are filled for `generate`. */
  readonly fixtures?: FixtureBook<Attributes>;
  /** Another API of the same service, from which the same builds are seen. */
  readonly kin?: Kin;
  /** The request that `serve` prints, and the exchange whose example answers it, if any. */
  readonly example: {
    readonly path: string;
    /** The headers that it needs. */
    headers?(access: Access): Readonly<Record<string, string>>;
    readonly exchange?: string;
  };
}

/** What is remembered of a build or task, and how one is born. */
export interface RecordKind<Attributes> extends Ordering<Attributes> {
  /** The shape of the attributes that a birth may give, all optional. */
  readonly shape: string;
  /** Fills what is left out. What the attributes refer to and does not exist yet comes along as parents. */
  complete(given: Partial<Attributes>, birthplace: Birthplace): Promise<Newborn<Attributes>>;
}

export interface Birthplace {
  /** The instant of birth, in ms. */
  readonly born: number;
  /** Spent here and never again. */
  readonly random: Random;
  readonly store: Store;
}

export interface Newborn<Attributes> {
  readonly id: string;
  readonly attributes: Attributes;
  readonly parents?: readonly { readonly kind: string; readonly id: string; readonly parent: Parent }[];
}

/** How a record is to be born; everything may be left out. */
export interface Birth<Attributes> {
  readonly scenario?: Scenario;
  readonly plan?: Plan;
  /** Born long enough ago to enter this state now, and to go on from there as the scenario says. */
  readonly state?: string;
  /** How long states last, in ms by state. */
  readonly lasts?: Lasts;
  readonly attributes?: Partial<Attributes>;
  /** The instant of birth in ms; default: now. */
  readonly born?: number;
  /** For an exhibit: the instant (ms) at which it is always seen. */
  readonly seenAt?: number;
  /** Not seen from a kindred API. */
  readonly alone?: true;
}

/** A named situation. */
export interface Given<Attributes> {
  readonly name: string;
  /** A sentence, with `{param}` where a parameter stands. */
  readonly says: string;
  readonly clauses: readonly string[];
  /** The parameters with their defaults. */
  readonly params: Readonly<Record<string, unknown>>;
  births(params: Readonly<Record<string, unknown>>): readonly Birth<Attributes>[];
}

/** What the document prints, as records and what they belong to. They stay as printed until a command touches them. */
export interface Exhibits<Attributes> {
  readonly births: readonly Birth<Attributes>[];
  readonly parents?: readonly { readonly kind: string; readonly id: string; readonly parent: Parent }[];
}

/** How an API speaks, and where it shows a record. */
export interface Wire<Attributes> extends Speech {
  /** Where the vendor's own API shows a record: path with query, and the headers that it needs. */
  locate(record: StandinRecord<Attributes>, access: Access): Location;
}

/** What decides which headers a request needs. */
export interface Access {
  readonly readings: Readings;
  /** A token that is let in. */
  readonly token: string;
}

export interface Location {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Checks that an API's parts fit each other when it is defined. */
export function defineApi<Attributes>(api: Api<Attributes>): Api<Attributes> {
  const ids = api.operations.map((operation) => operation.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new Error(`${api.name}: two operations are called '${twice}'`);
  const foreign = api.errata.find((erratum) => !erratum.id.startsWith(`${api.name}/`));
  if (foreign) throw new Error(`${api.name}: erratum '${foreign.id}' is not its own`);
  return api;
}
