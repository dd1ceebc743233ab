// From a user's files to a description: read, overlaid, resolved, and every mistake reported with its line.
import { basename, dirname, resolve } from 'node:path';
import { ownFile } from '../core/api/documents.ts';
import { quoted } from '../core/values/problem.ts';
import type { Description, Kind } from './engine/model.ts';
import { checkStructure } from './format/structure.ts';
import type { LifecycleFile } from './format/types.ts';
import { annotated } from './presets/annotated.ts';
import type { Context } from './resolve/context.ts';
import { resolveKind } from './resolve/kinds.ts';
import { readDocument, toWords } from './source/document.ts';
import { isBelow, isObject, membersOf, openLibrary, within } from './source/library.ts';
import { mistake, mistakeAt } from './source/mistake.ts';
import { overlaid } from './source/overlay.ts';
import type { Place, Source } from './source/place.ts';
import { createSchemaTable } from './source/schemas.ts';
import { duplicateIn, readSource } from './source/source.ts';

/** Reads a lifecycle file, or a document whose annotations are enough. A Problem that names file and line of a mistake. */
export function loadDescription(path: string, given?: string): Description {
  const file = resolve(path);
  const source = readSource(file, given ?? path);
  if (!isObject(source.value))
    throw mistakeAt(
      `${source.name}:1`,
      `it should be a mapping, and is ${Array.isArray(source.value) ? 'a list' : quoted(source.value)}.`,
      'Give an OpenAPI document, or a lifecycle file: standin: 1, document, records.',
    );
  return isLifecycle(source.value) ? describe(source) : describeAlone(source);
}

function isLifecycle(value: unknown): boolean {
  return isObject(value) && !('openapi' in value) && !('swagger' in value);
}

function describe(source: Source): Description {
  const whole: Place = { source, pointer: '', value: source.value };
  const twice = duplicateIn(source);
  if (twice)
    throw mistakeAt(
      `${source.name}:${twice.line}`,
      `'${twice.name}' is there twice.`,
      'Keep one of the two.',
    );
  const records = within(whole, 'records');
  if (records?.value === null)
    throw mistake(
      records,
      'there are no records yet.',
      'Write what is asynchronous and how its states move: records: { job: { scenarios: { succeeds: [queued 2s, done] } } }.',
    );
  checkStructure(whole, ownFile('schemas/standin/lifecycle.json'));
  return resolveAll(whole, source.value as LifecycleFile, documentFor(whole), source);
}

/** The document of a lifecycle file, with its overlays applied. */
function documentFor(whole: Place): { main: Source; folder: string } {
  const place = within(whole, 'document')!;
  const main = beside(place);
  const overlays = within(whole, 'overlay');
  const each =
    overlays === undefined
      ? []
      : Array.isArray(overlays.value)
        ? membersOf(overlays).map(([, one]) => one)
        : [overlays];
  return {
    main: each.reduce((document, one) => overlaid(document, beside(one)), main),
    folder: dirname(whole.source.file),
  };
}

/** A file that another file refers to, in its folder or below. */
function beside(place: Place): Source {
  const folder = dirname(place.source.file);
  const path = String(place.value);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path))
    throw mistake(place, `'${path}' is a URL, and Standin fetches nothing.`, 'Put a copy beside this file.');
  const file = resolve(folder, path);
  if (!isBelow(folder, file))
    throw mistake(
      place,
      `'${path}' is outside of this file's folder.`,
      'Put the lifecycle file into a folder above its document.',
    );
  const shown = place.source.name.includes('/') ? `${dirname(place.source.name)}/${path}` : path;
  return readSource(file, shown);
}

function describeAlone(source: Source): Description {
  const whole: Place = { source, pointer: '', value: source.value };
  return resolveAll(
    whole,
    { standin: 1, document: source.name },
    { main: source, folder: dirname(source.file) },
    undefined,
  );
}

function resolveAll(
  whole: Place,
  given: LifecycleFile,
  { main, folder }: { main: Source; folder: string },
  file: Source | undefined,
): Description {
  const document = readDocument(openLibrary(main, folder));
  const name = given.api ?? nameFrom(whole.source.file);
  const table = createSchemaTable(
    document,
    (schemaName, member) => `${name}/schema/${schemaName}${member === undefined ? '' : `/${member}`}`,
  );
  const { text, records } = annotated({ document, table, text: given, whole }, within(whole, 'records'));
  const context: Context = { document, table, text, whole };
  const kinds: Kind[] = membersOf(records).map(([kind, place], index) =>
    resolveKind(context, kind, index, place),
  );
  if (kinds.length === 0)
    throw mistake(
      whole,
      'the document marks no asynchronous operations, and there is no lifecycle file for their states.',
      `Draft one: standin draft ${whole.source.name} > ${name}.standin.yaml`,
    );
  for (const id of text.operations ?? [])
    if (
      !document.operations.some(
        (each) => each.operationId === id || each.id === id || `${each.method} ${each.path}` === id,
      )
    )
      throw mistake(within(whole, 'operations') ?? whole, `the document has no operation '${id}'.`);
  return {
    name,
    title: text.title ?? document.title,
    prefix: text.prefix ?? document.prefix,
    document,
    table,
    file,
    text,
    kinds,
  };
}

function nameFrom(file: string): string {
  return toWords(basename(file).replace(/(\.standin)?\.(ya?ml|json)$/i, ''));
}
