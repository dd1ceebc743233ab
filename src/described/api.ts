// A described API: an Api like any other, from a description.
import { dirname, resolve } from 'node:path';
import { type Api, defineApi } from '../core/api/api.ts';
import { accessOf } from './engine/access.ts';
import { errorsOf, refusing } from './engine/errors.ts';
import { lifecycleOf } from './engine/lifecycle.ts';
import type { Description } from './engine/model.ts';
import { operationsOf } from './engine/operations.ts';
import { attributesSchema, recordKind } from './engine/record.ts';
import { addressOf } from './engine/shown.ts';
import { loadDescription } from './load.ts';
import type { Facts } from './values/subject.ts';
import { advertisedOf } from './verify/advertised.ts';
import { citations } from './verify/clauses.ts';
import { documentsFor } from './verify/documents.ts';
import { fixturesOf } from './verify/fixtures.ts';
import { invariantsFor } from './verify/invariants.ts';
import { queryFor } from './verify/looks.ts';
import { mutantsOf } from './verify/mutants.ts';
import { presetsOf } from './verify/presets.ts';

const behind = new WeakMap<object, Description>();

/** The files that an API was read from, so far; none of an API in code. */
export function filesBehind(api: object): readonly string[] {
  const description = behind.get(api);
  if (!description) return [];
  const { file, text, document } = description;
  const overlays = file ? [text.overlay ?? []].flat().map((path) => resolve(dirname(file.file), path)) : [];
  return [...(file ? [file.file] : []), ...overlays, ...document.library.files()];
}

/** Whether an API is as its files describe it, without code of a user. */
export function isData(api: object): boolean {
  return behind.has(api);
}

/** The API that a lifecycle file, or an annotated document, describes. A Problem with file and line of a mistake. */
export function apiFromFile(path: string): Api<Facts> {
  const description = loadDescription(path);
  const api = toApi(description);
  behind.set(api, description);
  return api;
}

export function toApi(description: Description): Api<Facts> {
  const { name, title, table, document, kinds } = description;
  table.put('record-attributes', () => attributesSchema);
  const cite = citations(description);
  const sayNo = errorsOf(description);
  const authenticate = accessOf(description);
  const advertised = advertisedOf(description);
  const operations = operationsOf(description, sayNo, cite);
  const lifecycle = lifecycleOf(description, cite.state);
  const presets = presetsOf(description, cite);
  const kindOf = (facts: Facts) => kinds.find((kind) => kind.name === facts.kind)!;
  return defineApi<Facts>({
    name,
    title,
    document: document.library.main.name,
    folder: documentsFor(description, cite),
    basePaths: basePathsOf(description),
    lifecycle,
    record: recordKind(description),
    wire: {
      contentType: 'application/json',
      refuse: refusing(description, sayNo),
      ...(authenticate && { authenticate }),
      locate: ({ attributes }, { token }) => {
        const { views, lists } = kindOf(attributes);
        const view = views[0] ?? lists[0];
        const path = view
          ? `${addressOf(description, view, { attributes })}${queryText(queryFor(description, view.endpoint))}`
          : description.prefix || '/';
        return { path, headers: headersFor(description, token) };
      },
    },
    operations,
    ...(advertised && { advertised }),
    presets,
    samples: { creates: kinds.flatMap(({ samples }) => samples) },
    errata: [],
    invariants: invariantsFor(description, operations, cite),
    mutants: mutantsOf(description, cite),
    fixtures: fixturesOf(description),
    example: { path: exampleOf(description), headers: ({ token }) => headersFor(description, token) },
  });
}

/** What a URL needs after its path. */
function queryText(query: Readonly<Record<string, unknown>>): string {
  const members = Object.entries(query).map(([name, value]) => [name, String(value)] as const);
  return members.length === 0 ? '' : `?${new URLSearchParams(Object.fromEntries(members))}`;
}

/** The headers that carry a token, wherever the document asks for one. */
function headersFor({ document, text }: Description, token: string): Record<string, string> {
  if (text.auth === 'none') return {};
  const headers = document.operations
    .flatMap(({ credentials }) => credentials())
    .filter((each) => each.in === 'header');
  return Object.fromEntries(
    headers.map(({ name }) => [name, name === 'authorization' ? `Bearer ${token}` : token]),
  );
}

/** The base paths: the prefix of all paths, or each first segment if there is none. */
function basePathsOf({ prefix, document, kinds }: Description): string[] {
  if (prefix !== '') return [prefix];
  const own = kinds.flatMap(({ views }) => views.map(({ endpoint }) => endpoint.path));
  const paths = [...document.operations.map(({ path }) => path), ...own];
  return [...new Set(paths.map((path) => `/${path.split('/')[1]}`).filter((base) => !base.includes('{')))];
}

/** The request that `serve` prints: a list if there is one, otherwise the first. */
function exampleOf({ prefix, kinds, document }: Description): string {
  const list = kinds.flatMap(({ lists }) => lists).find(({ endpoint }) => !endpoint.path.includes('{'));
  const path = list?.endpoint.path ?? document.operations.find(({ method }) => method === 'GET')?.path ?? '/';
  return prefix + path.replaceAll(/\{[^{}]*\}/g, 'sample');
}

/** What code can add to the data: members that replace the described ones. */
export type Beside = Partial<Omit<Api<Facts>, 'name' | 'folder'>>;

/** The same API with what data cannot express: links, signatures, other operations. */
export function defineApiFromFile(
  path: string,
  beside: Beside | ((described: Api<Facts>) => Beside) = {},
): Api<Facts> {
  const described = apiFromFile(path);
  return defineApi({ ...described, ...(typeof beside === 'function' ? beside(described) : beside) });
}
