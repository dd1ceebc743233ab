// Which world and which view the address names: `#/worlds/x/records/copr/7`. A link to it shows the same to whoever opens it.
import { computed, signal } from '@preact/signals';
import { worldOfPath } from './place.ts';

export const views = ['timeline', 'records', 'traffic', 'rules', 'worlds', 'verify', 'api'] as const;
export type View = (typeof views)[number];

interface Route {
  readonly world: string;
  readonly view: View;
  /** What stands behind the view: the API and id of a record, the number of a request. */
  readonly rest: readonly string[];
}

export const route = signal(parse(location.hash));
export const world = computed(() => route.value.world);

addEventListener('hashchange', () => {
  route.value = parse(location.hash);
});

function parse(hash: string): Route {
  const parts = hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(plain);
  const [first, name, view, ...rest] = parts;
  const isNamed = first === 'worlds' && name !== undefined;
  const known = views.find((each) => each === view);
  return { world: isNamed ? name : worldOfPath, view: known ?? 'timeline', rest: known ? rest : [] };
}

/** A link to a view, of this world unless another is named. */
export function linkTo(view: View, rest: readonly string[] = [], of: string = world.value): string {
  return `#/${['worlds', of, view, ...rest].map(encodeURIComponent).join('/')}`;
}

export function go(view: View, rest: readonly string[] = [], of?: string): void {
  location.hash = linkTo(view, rest, of);
}

function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
