// What CodeArts promises over several exchanges.
import type { LawBook } from '../../core/law.ts';
import { sightings } from './sightings.ts';
import { tour } from './tour.ts';

export const laws: LawBook = {
  sightings,
  order: 'codearts/record/state',
  laws: [],
  tour,
};
