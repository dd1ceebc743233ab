// The files of a document and their references: only relative ones below one folder, never over the network.
import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { escapePointer, valueAt } from '../../core/values/pointer.ts';
import { mistake } from './mistake.ts';
import type { Place, Source } from './place.ts';
import { readSource } from './source.ts';

export interface Library {
  readonly main: Source;
  /** The target of a place after all references. */
  follow(place: Place): Place;
  /** All that has been read so far. */
  files(): readonly string[];
}

/** `folder`: only files below it may be read. `replaced`: the main document's value after overlays. */
export function openLibrary(main: Source, folder: string): Library {
  const sources = new Map<string, Source>([[main.file, main]]);
  const open = (file: string, from: Place): Source => {
    const known = sources.get(file);
    if (known) return known;
    if (!existsSync(file))
      throw mistake(from, `it refers to '${relative(folder, file)}', which does not exist.`);
    if (!isBelow(realpathSync(folder), realpathSync(file))) throw outOfFolder(from, folder);
    const source = readSource(file, relative(process.cwd(), file));
    sources.set(file, source);
    return source;
  };
  const target = (place: Place, ref: string): Place => {
    const [path = '', fragment = ''] = ref.split('#', 2);
    if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(path))
      throw mistake(
        place,
        `it refers to '${ref}', but Standin fetches nothing.`,
        'Put a copy beside the document, and refer to the copy.',
      );
    const file = path === '' ? place.source.file : resolve(dirname(place.source.file), decodeURI(path));
    if (isAbsolute(path) || !isBelow(folder, file)) throw outOfFolder(place, folder);
    const source = path === '' ? place.source : open(file, place);
    const pointer = decodeURIComponent(fragment);
    const value = valueAt(source.value, pointer);
    if (value === undefined || (pointer !== '' && !pointer.startsWith('/')))
      throw mistake(place, `it refers to '${ref}', where there is nothing.`);
    return { source, pointer, value };
  };
  return {
    main,
    files: () => [...sources.keys()],
    follow(place) {
      let at = place;
      for (let hops = 0; ; hops++) {
        const ref = refOf(at.value);
        if (ref === undefined) return at;
        if (hops > 50) throw mistake(place, `its references form a circle: '${refOf(place.value)}'.`);
        at = target(at, ref);
      }
    },
  };
}

function outOfFolder(place: Place, folder: string) {
  return mistake(
    place,
    `it refers to '${refOf(place.value)}', which is outside of the folder ${relative(process.cwd(), folder) || '.'}.`,
    'Only files below it are read. With a lifecycle file, the folder of that file is the limit.',
  );
}

export function isBelow(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}

/** The `$ref` of a value, if it is a reference. */
export function refOf(value: unknown): string | undefined {
  const ref = isObject(value) && Object.hasOwn(value, '$ref') ? value.$ref : undefined;
  return typeof ref === 'string' ? ref : undefined;
}

/** A member of a place. Undefined if there is none. */
export function within(place: Place, ...names: readonly (string | number)[]): Place | undefined {
  let { value, pointer } = place;
  for (const name of names) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
    pointer += `/${escapePointer(String(name))}`;
  }
  return value === undefined ? undefined : { source: place.source, pointer, value };
}

/** The members of a place that is an object, or the items of a list. */
export function membersOf(place: Place | undefined): [string, Place][] {
  if (typeof place?.value !== 'object' || place.value === null) return [];
  return Object.keys(place.value).map((name) => [name, within(place, name)!]);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
