// Templates of paths: `/builds/{id}`, and what other documents use: `/{id}:cancel`, `/{+name=jobs/*}`.
import { decoded } from '../values/decoded.ts';

export interface Template {
  readonly segments: readonly Segment[];
  readonly pattern: RegExp;
  /** Whether each segment is spelled out or one plain name, which any router understands. */
  readonly isPlain: boolean;
  /** The parameters of a path that fits, decoded; undefined where it does not fit. */
  paramsOf(path: string): Readonly<Record<string, string>> | undefined;
}

/** `text` with `*` for a variable part, and `**` for all remaining segments. */
interface Segment {
  readonly text: string;
  readonly kind: 'spelled' | 'mixed' | 'named' | 'rest';
}

const hole = /\{(\+?)([^{}=]+)(?:=([^{}]*))?\}/g;
const known = new Map<string, Template>();

export function templateOf(text: string): Template {
  const template = known.get(text) ?? parseTemplate(text);
  known.set(text, template);
  return template;
}

function parseTemplate(text: string): Template {
  const names: { readonly name: string; readonly parts: readonly (string | number)[] }[] = [];
  let found = 0;
  const whole = text.replaceAll(hole, (_, many: string, name: string, inner?: string) => {
    const stars = inner ?? (many === '+' ? '**' : '*');
    const parts = stars.split(/(\*\*?)/).filter((part) => part !== '');
    names.push({ name, parts: parts.map((part) => (part.startsWith('*') ? found++ : part)) });
    return stars;
  });
  const segments = whole.split('/').slice(1).map(toSegment);
  const pattern = new RegExp(`^${segments.map((segment) => `/${regexOf(segment)}`).join('')}$`);
  return {
    segments,
    pattern,
    isPlain:
      segments.every(({ kind }) => kind === 'spelled' || kind === 'named') &&
      /^[^+=.$-]*$/.test(namesIn(text).join()),
    paramsOf(path) {
      const match = pattern.exec(path);
      if (!match) return undefined;
      const textAt = (part: string | number) => (typeof part === 'number' ? decoded(match[part + 1]!) : part);
      return Object.fromEntries(names.map(({ name, parts }) => [name, parts.map(textAt).join('')]));
    },
  };
}

/** The names of the parameters of a template. */
export function namesIn(template: string): string[] {
  return [...template.matchAll(hole)].map(([, , name]) => name!);
}

/** A template with its parameters replaced. `many`: whether the parameter may have several segments. */
export function fillTemplate(template: string, fill: (name: string, many: boolean) => string): string {
  return template.replaceAll(hole, (_, many: string, name: string, pattern?: string) =>
    fill(name, many === '+' || pattern !== undefined),
  );
}

function toSegment(text: string): Segment {
  if (text === '*') return { text, kind: 'named' };
  if (text === '**') return { text, kind: 'rest' };
  return { text, kind: text.includes('*') ? 'mixed' : 'spelled' };
}

function regexOf({ text }: Segment): string {
  const parts = text.split(/(\*\*?)/).map((part) => {
    if (part === '**') return '(.+)';
    return part === '*' ? '([^/]+?)' : part.replaceAll(/[^\w-]/g, escaped);
  });
  return parts.join('');
}

/** Parentheses as numbers: Hono takes those in a pattern for groups of its own. */
function escaped(character: string): string {
  return /[()]/.test(character) ? `\\x${character.charCodeAt(0).toString(16)}` : `\\${character}`;
}

/** A template in Hono's syntax. For one that is not plain, {@link Template.paramsOf} finds the parameters. */
export function routeOf(text: string): string {
  const { segments, isPlain } = templateOf(text);
  if (isPlain) return text.replaceAll(hole, ':$2');
  const parts = segments.map((segment, index) => {
    if (segment.kind === 'spelled') return segment.text;
    if (segment.kind === 'named') return `:p${index}`;
    return `:p${index}{${regexOf(segment).replaceAll(/[()]/g, '').replaceAll('+?', '+')}}`;
  });
  return `/${parts.join('/')}`;
}

/** The order of matching: from the left, what is spelled out comes before a name. */
export function orderKey(text: string): string {
  const ranks = { spelled: '0', mixed: '1', named: '2', rest: '3' } as const;
  return templateOf(text)
    .segments.map(({ kind }) => ranks[kind])
    .join('');
}
