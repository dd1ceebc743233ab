// The colours of the picture: those of the style sheet, light or dark as the system says.
import { signal } from '@preact/signals';
import type { Kind } from '../world/apis.ts';

export interface Colours {
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly text: string;
  readonly onBar: string;
  readonly onPale: string;
  readonly ground: string;
  readonly selected: string;
  readonly command: string;
  readonly poll: string;
  readonly fault: string;
}

/** Goes up when the system changes between light and dark. */
export const theme = signal(0);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => theme.value++);

let known: { readonly theme: number; readonly colours: Colours } | undefined;

export function coloursNow(): Colours {
  if (known?.theme === theme.value) return known.colours;
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const kinds = {
    waiting: of('waiting'),
    running: of('running'),
    good: of('good'),
    bad: of('bad'),
    off: of('off'),
  };
  const rest = { text: of('text'), onBar: of('on-bar'), onPale: of('on-pale'), ground: of('ground') };
  const marks = { selected: of('selected'), command: of('command'), poll: of('poll'), fault: of('fault') };
  known = { theme: theme.value, colours: { kinds, ...rest, ...marks } };
  return known.colours;
}

/** The text that can be read on a bar. */
export function onColour(colours: Colours, kind: Kind): string {
  return kind === 'waiting' || kind === 'off' ? colours.onPale : colours.onBar;
}
