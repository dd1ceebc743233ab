// Every rule, in the order of the card.
import { manners } from './manners.ts';
import { outcome } from './outcome.ts';
import { pace } from './pace.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [...outcome, ...pace, ...manners];
