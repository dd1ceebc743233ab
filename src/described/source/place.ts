// Places in files: a JSON Pointer with its value and line.

export interface Source {
  /** Its place. */
  readonly file: string;
  /** Its name in messages. */
  readonly name: string;
  readonly text: string;
  readonly value: unknown;
  /** The line of a place, from 1, or of the nearest place around it. */
  lineOf(pointer: string): number;
}

/** A place in a file: a JSON Pointer and its value. */
export interface Place {
  readonly source: Source;
  readonly pointer: string;
  readonly value: unknown;
}
