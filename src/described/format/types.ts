// The types of a lifecycle file: how the records of a document move from pending to done.
// Its JSON Schema, schemas/standin/lifecycle.json, says the same for editors.

export interface LifecycleFile {
  readonly standin: 1;
  readonly api?: string;
  readonly title?: string;
  readonly document: string;
  readonly overlay?: string | readonly string[];
  readonly prefix?: string;
  readonly protocol?: Protocol;
  readonly operations?: readonly string[];
  readonly rest?: 'sample' | 'refuse';
  readonly auth?: 'none' | 'any';
  readonly errors?: Readonly<Record<string, unknown>>;
  readonly records?: Readonly<Record<string, RecordText>>;
}

export type Protocol = 'plain' | 'azure' | 'fabric' | 'google';
export type End = 'succeeded' | 'failed' | 'canceled';
/** By JSON Pointer. */
export type Values = Readonly<Record<string, unknown>>;
export type Words = Readonly<Record<string, string | number | boolean>>;

export interface RecordText {
  readonly id?: string;
  readonly idAt?: string;
  readonly state?: string;
  readonly words?: Words;
  readonly scenarios: Readonly<Record<string, readonly string[]>>;
  readonly ends?: Readonly<Record<string, End>>;
  readonly unseen?: readonly string[];
  readonly example?: string;
  readonly fields?: Values;
  readonly creates?: readonly CreateText[];
  readonly views?: Readonly<Record<string, ViewText>>;
  readonly commands?: Readonly<Record<string, CommandText>>;
  readonly lists?: readonly ListText[];
  readonly missing?: unknown;
  readonly samples?: readonly SampleText[];
}

export interface SampleText {
  readonly id: string | number;
  readonly state: string;
  readonly created: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly path?: Readonly<Record<string, string>>;
}

export interface WaitText {
  readonly param?: string;
  readonly state?: string;
  readonly unit?: 's' | 'ms';
  readonly prefer?: boolean;
  readonly most?: string;
  readonly usual?: string;
}

export interface CreateText {
  readonly operation: string;
  readonly copy?: '*' | readonly string[] | Readonly<Record<string, string>>;
  readonly status?: number;
  readonly existing?: number;
  readonly view?: string;
  readonly body?: unknown;
  readonly headers?: Values;
  readonly wait?: WaitText;
  readonly of?: string;
  readonly sends?: unknown;
}

export interface ViewText {
  readonly operation?: string;
  readonly at?: string;
  readonly state?: string;
  readonly words?: Words;
  readonly status?: number | Readonly<Record<string, number>>;
  readonly body?: unknown;
  readonly bodies?: Readonly<Record<string, unknown>>;
  readonly fields?: Values;
  readonly headers?: Values;
  readonly unseen?: readonly string[];
  readonly wait?: WaitText;
}

export interface CommandText {
  readonly operation: string;
  readonly from?: readonly string[];
  readonly to?: readonly string[];
  readonly removes?: boolean;
  readonly status?: number;
  readonly view?: string;
  readonly body?: unknown;
  readonly headers?: Values;
  readonly refused?: { readonly status?: number; readonly body?: unknown; readonly view?: string };
}

export interface PageText {
  readonly style: 'none' | 'cursor' | 'number' | 'offset' | 'token' | 'nextLink';
  readonly size?: string;
  readonly number?: string;
  readonly first?: number;
  readonly offset?: string;
  readonly after?: string;
  readonly at?: string;
  readonly default?: number;
  readonly most?: number;
  readonly link?: boolean;
}

export interface ListText {
  readonly operation: string;
  readonly items?: string;
  readonly view?: string;
  readonly order?: readonly string[];
  readonly only?: readonly string[];
  readonly filters?: Readonly<Record<string, unknown>>;
  readonly page?: PageText;
  readonly around?: Values;
}
