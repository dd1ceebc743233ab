// What a reply of Copr's frontend tells of records.
import type { Sighting } from '../../core/law.ts';

export function sightings(): readonly Sighting[] {
  return [];
}
