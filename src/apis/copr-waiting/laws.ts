// What Copr's frontend promises over several exchanges.
import type { LawBook } from '../../core/law.ts';
import { sightings } from './sightings.ts';
import { tour } from './tour.ts';

export const laws: LawBook = {
  sightings,
  order: 'copr-waiting/waiting',
  laws: [],
  tour,
};
