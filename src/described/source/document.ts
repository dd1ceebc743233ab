// An OpenAPI document of any version, as its operations: the contents of each are read on first use.
import type { Method } from '../../core/api/operation.ts';
import {
  type Base,
  bodyOf,
  credentialsOf,
  type DescribedDocument,
  type Dialect,
  type DocumentOperation,
  parametersOf,
  responsesOf,
} from './contents.ts';
import { isObject, type Library, membersOf, within } from './library.ts';
import { mistake } from './mistake.ts';
import type { Place } from './place.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

export function readDocument(library: Library): DescribedDocument {
  const whole: Place = { source: library.main, pointer: '', value: library.main.value };
  const dialect = dialectOf(whole);
  const names = new Set<string>();
  const base = { library, whole, dialect };
  const document: DescribedDocument = {
    ...base,
    title: String(within(whole, 'info', 'title')?.value ?? library.main.name),
    prefix: prefixOf(whole, dialect),
    operations: membersOf(within(whole, 'paths')).flatMap(([path, item]) =>
      path.startsWith('/') ? operationsAt(path, library.follow(item), base, names) : [],
    ),
    schemas: membersOf(
      dialect === 'swagger2' ? within(whole, 'definitions') : within(whole, 'components', 'schemas'),
    ),
  };
  if (document.operations.length === 0)
    throw mistake(
      whole,
      'the document has no paths with operations.',
      'Standin serves what `paths` describes.',
    );
  return document;
}

function dialectOf(whole: Place): Dialect {
  const swagger = within(whole, 'swagger');
  const openapi = within(whole, 'openapi');
  if (/^2\.0/.test(String(swagger?.value))) return 'swagger2';
  if (/^3\.0/.test(String(openapi?.value))) return 'openapi30';
  if (/^3\.[12]/.test(String(openapi?.value))) return 'openapi31';
  throw mistake(
    openapi ?? swagger ?? whole,
    `it is not an OpenAPI document of a known version (openapi: ${JSON.stringify(openapi?.value)}, swagger: ${JSON.stringify(swagger?.value)}).`,
    'Standin reads OpenAPI 3.0, 3.1 and Swagger 2.0.',
  );
}

function prefixOf(whole: Place, dialect: Dialect): string {
  const base = dialect === 'swagger2' ? within(whole, 'basePath')?.value : serverPath(whole);
  return typeof base === 'string' ? `/${base}`.replace(/^\/+/, '/').replace(/\/+$/, '') : '';
}

function serverPath(whole: Place): string | undefined {
  const url = within(whole, 'servers', 0, 'url')?.value;
  if (typeof url !== 'string') return undefined;
  const filled = url.replaceAll(/\{([^{}]*)\}/g, (_, name: string) =>
    String(within(whole, 'servers', 0, 'variables', name, 'default')?.value ?? 'default'),
  );
  return URL.canParse(filled, 'http://localhost') ? new URL(filled, 'http://localhost').pathname : undefined;
}

function operationsAt(path: string, item: Place, base: Base, names: Set<string>): DocumentOperation[] {
  return methods.flatMap((method) => {
    const place = within(item, method);
    return place && isObject(place.value) ? [toOperation(path, method, place, item, base, names)] : [];
  });
}

function toOperation(
  path: string,
  method: (typeof methods)[number],
  place: Place,
  item: Place,
  base: Base,
  names: Set<string>,
): DocumentOperation {
  const text = (key: string) => {
    const value = within(place, key)?.value;
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const operationId = text('operationId');
  const id = unique(toWords(operationId ?? `${method} ${path}`), names);
  return {
    id,
    operationId,
    method: method.toUpperCase() as Method,
    path: path.replace(/[?#].*$/, ''),
    place,
    get says() {
      return sentence(text('summary') ?? text('description') ?? `${method.toUpperCase()} ${path}`);
    },
    credentials: once(() => credentialsOf(base, place)),
    parameters: once(() => parametersOf(base, item, place)),
    body: once(() => bodyOf(base, item, place)),
    responses: once(() => responsesOf(base, place)),
  };
}

/** The first line of a text, as a sentence of at most 200 characters. */
function sentence(text: string): string {
  const line = text.split('\n', 1)[0]!.trim().slice(0, 200);
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** `retrieveBatch`, `actions/get-run` and `Groups_Get` as words. */
export function toWords(text: string): string {
  const words = text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase();
  return words || 'operation';
}

/** A name that is not taken yet; it is from then on. */
export function unique(name: string, names: Set<string>): string {
  let found = name;
  for (let number = 2; names.has(found); number++) found = `${name}-${number}`;
  names.add(found);
  return found;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
