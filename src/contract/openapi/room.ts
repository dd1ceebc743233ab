// What is described as OpenAPI: a surface, under which readings, and its schemas as these have them.
import type { Advertised } from '../../core/api/api.ts';
import type { Schema } from '../../core/api/documents.ts';
import type { Readings } from '../../core/api/errata.ts';
import type { Surface } from '../../core/api/operation.ts';

/** What is described: an API, or Standin's own routes, with its title. */
export interface Described {
  readonly surface: Surface;
  readonly title: string;
  readonly advertised?: Advertised;
}

/** A surface under the readings that are described. */
export interface Room extends Described {
  readonly readings: Readings;
  /** Its schemas as these readings have them. */
  readonly schemas: Readonly<Record<string, Schema>>;
}
