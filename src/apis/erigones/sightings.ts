// What a reply of Erigones tells of records.
import type { Sighting } from '../../core/law.ts';

export function sightings(): readonly Sighting[] {
  return [];
}
