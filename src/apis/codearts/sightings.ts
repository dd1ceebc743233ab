// What a reply of CodeArts tells of records.
import type { Sighting } from '../../core/law.ts';

export function sightings(): readonly Sighting[] {
  return [];
}
