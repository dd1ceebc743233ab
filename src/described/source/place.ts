// Places in files: what a JSON Pointer names, and in which line it stands.

export interface Source {
  /** Where it is. */
  readonly file: string;
  /** What it is called in messages. */
  readonly name: string;
  readonly text: string;
  readonly value: unknown;
  /** The line of a place, from 1; of the nearest place around it where there is none. */
  lineOf(pointer: string): number;
}

/** A place in a file: a JSON Pointer and what stands there. */
export interface Place {
  readonly source: Source;
  readonly pointer: string;
  readonly value: unknown;
}

/** The parts of a JSON Pointer, unescaped. */
export function partsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
