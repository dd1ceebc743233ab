// The lies about Copr's frontend that neither its schemas nor its rows give.
import type { Liar } from '../../core/liar.ts';

export const lies: readonly Liar[] = [];
