// The formats of a card: a function each.
import { unturned } from '../../../core/values/visible.ts';
import type { Card } from '../card.ts';
import { html } from './html.ts';
import { junit } from './junit.ts';
import { pretty } from './pretty.ts';

export const cardReporters = {
  pretty,
  json: (card: Card) => `${unturned(JSON.stringify(card, null, 2))}\n`,
  junit,
  html,
} as const satisfies Record<string, (card: Card, options: { readonly colour: boolean }) => string>;
