// The lies about Erigones that neither its schemas nor its rows give.
import type { Liar } from '../../core/liar.ts';

export const lies: readonly Liar[] = [];
