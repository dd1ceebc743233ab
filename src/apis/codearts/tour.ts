// Where to look for what CodeArts promises.
import type { LawBook } from '../../core/law.ts';

export const tour: LawBook['tour'] = async () => {};
