// Where to look for what entrecode promises.
import type { LawBook } from '../../core/law.ts';

export const tour: LawBook['tour'] = async () => {};
