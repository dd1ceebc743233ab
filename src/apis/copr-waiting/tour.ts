// Where to look for what Copr's frontend promises.
import type { LawBook } from '../../core/law.ts';

export const tour: LawBook['tour'] = async () => {};
