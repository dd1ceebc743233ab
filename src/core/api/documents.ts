// Where the documents' data is: schemas, exchanges and clauses are files, read on first use.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ErrataFile, Erratum } from '../../../schemas/standin/types.ts';

/** A JSON Schema of draft 2020-12. */
export type Schema = { readonly [keyword: string]: unknown };

/** One request and its response, as a file of `fixtures/` holds it. */
export interface Exchange {
  /** `<api>/<operation>` */
  readonly operation: string;
  /** What is special about this one; `documented` for an example as printed. */
  readonly case: string;
  readonly source:
    | { readonly kind: 'documented'; readonly document: string; readonly lines: readonly [number, number] }
    | { readonly kind: 'observed'; readonly source: string }
    | { readonly kind: 'synthetic'; readonly why: string };
  readonly clauses: readonly string[];
  /** The presets that must hold before the request. */
  readonly presets?: readonly {
    readonly name: string;
    readonly params?: Readonly<Record<string, unknown>>;
  }[];
  readonly request: {
    readonly method: string;
    readonly path: string;
    /** As printed: unencoded text by name. */
    readonly query?: Readonly<Record<string, string>>;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    /** The body as printed, where what is printed is not JSON. */
    readonly text?: string;
  };
}

export const clauseKinds = ['asserted', 'simulated', 'erratum', 'informative', 'untestable'] as const;

/** One statement of a document, in our words. */
export interface Clause {
  /** `<api>/<name>` */
  readonly id: string;
  /** The lines that say it, both ends included. */
  readonly lines: readonly (readonly [number, number])[];
  /** The file that says it, where that is another than the ledger's document. */
  readonly document?: string;
  /** asserted: a schema, invariant or exchange checks it; simulated: the mock does it; erratum: readings differ about it. */
  readonly kind: (typeof clauseKinds)[number];
  readonly says: string;
  /** Why it cannot be tested. */
  readonly why?: string;
}

/** All clauses of one document, and the lines that have none. It can be checked for completeness without the document's text. */
export interface Ledger {
  readonly document: {
    readonly name: string;
    readonly sha256: string;
    readonly lines: number;
    /** The first 8 hex digits of the SHA-256 of each line, in order: enough to tell which line has changed. */
    readonly lineHashes: readonly string[];
  };
  readonly clauses: readonly Clause[];
  readonly leftOut: readonly { readonly lines: readonly [number, number]; readonly why: string }[];
}

/** Everything in the three data folders of one API, read once, on first use. */
export interface Documents {
  /** Schemas by schema: `build-task` for `schemas/<api>/build-task.schema.json`. */
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Exchanges by file: `get-build-task.documented` for `fixtures/<api>/get-build-task.documented.json`. */
  readonly exchanges: Readonly<Record<string, Exchange>>;
  /** The clauses of its document, from `contracts/<api>/clauses.json`. */
  readonly ledger: Ledger;
  /** The errata of its document, from `contracts/<api>/errata.json`; none without that file. */
  readonly errata: readonly Erratum[];
}

const root = packageRoot(dirname(fileURLToPath(import.meta.url)));
const loaded = new Map<string, Documents>();
const ours = new WeakSet<object>();

/**
 * The documents' data of an API. `place`: the folder that holds `schemas/`, `fixtures/` and `contracts/`, by default this
 * package's own; or the data itself, if it was made from a user's document.
 */
export function documentsOf(api: string, place: string | Documents = root): Documents {
  if (typeof place !== 'string') return place;
  const folder = place;
  const key = `${folder}/${api}`;
  let documents = loaded.get(key);
  if (!documents) {
    documents = lazily({
      schemas: () => readSchemas(folder, api),
      exchanges: () => readAll<Exchange>(join(folder, 'fixtures', api), '.json'),
      ledger: () => readJson<Ledger>(join(folder, 'contracts', api, 'clauses.json')),
      errata: () => readErrata(join(folder, 'contracts', api, 'errata.json')),
    });
    loaded.set(key, documents);
  }
  return documents;
}

/** Whether schemas are this package's own: the tests hold those against the schema of schemas. */
export function areOurs(schemas: object): boolean {
  return ours.has(schemas);
}

function readSchemas(folder: string, api: string): Record<string, Schema> {
  const schemas = readAll<Schema>(join(folder, 'schemas', api), '.schema.json');
  if (folder === root) ours.add(schemas);
  return schemas;
}

/** A JSON file of this package, by its path in it. */
export function ownFile<T>(path: string): T {
  return readJson<T>(join(root, path));
}

/** A file of this package as text, by its path in it; undefined if there is none. */
export function ownText(path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** This package's version. */
export function packageVersion(): string {
  return (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

function readAll<T>(folder: string, ending: string): Record<string, T> {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder).filter((file) => file.endsWith(ending));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(0, -ending.length), readJson<T>(join(folder, file))]),
  );
}

function readErrata(file: string): readonly Erratum[] {
  return existsSync(file) ? readJson<ErrataFile>(file).errata : [];
}

function readJson<T>(path: string): T {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (cause) {
    throw new Error(`${path} cannot be read as JSON: ${(cause as Error).message}`, { cause });
  }
}

function lazily<T extends object>(makers: { [K in keyof T]: () => T[K] }): T {
  const made = {} as T;
  for (const key of Object.keys(makers) as (keyof T)[]) {
    let value: T[keyof T] | undefined;
    Object.defineProperty(made, key, { enumerable: true, get: () => (value ??= makers[key]()) });
  }
  return made;
}

// The bundle and the source are at different depths of the package, so this searches upwards.
function packageRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'standin') return folder;
    if (folder === dirname(folder)) throw new Error(`no package.json of standin above ${from}`);
  }
}
