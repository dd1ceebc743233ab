// Which template a path fits, for whoever reads recorded exchanges. The server has Hono's routers instead; a test holds that both
// find the same.
import { decoded } from '../values/decoded.ts';

export interface Found<Target> {
  readonly target: Target;
  /** The segments that stand where the template has a name, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

export interface Routes<Target> {
  /** What answers for a path. Where a template spells a segment out and another has a name for it, the first is meant. */
  find(path: string): Found<Target> | undefined;
}

/** Of two entries for one template the first counts. */
export function createRoutes<Target>(entries: Iterable<readonly [template: string, Target]>): Routes<Target> {
  const routes = bySpelling([...entries], ([template]) => template).map(([template, target]) => ({
    ...parseTemplate(template),
    target,
  }));
  return {
    find(path) {
      for (const { pattern, names, target } of routes) {
        const match = pattern.exec(path);
        if (!match) continue;
        const params = Object.fromEntries(names.map((name, index) => [name, decoded(match[index + 1]!)]));
        return { target, params };
      }
      return undefined;
    },
  };
}

const named = /^\{(\w+)\}$/;

/** In the order in which they are to be tried: from the left, a segment that is spelled out comes before a name. */
export function bySpelling<Each>(all: readonly Each[], templateOf: (each: Each) => string): Each[] {
  const keyOf = (template: string) =>
    template
      .split('/')
      .map((segment) => (named.test(segment) ? '1' : '0'))
      .join('');
  return all
    .map((each) => ({ each, key: keyOf(templateOf(each)) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ each }) => each);
}

interface Template {
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

function parseTemplate(template: string): Template {
  const names: string[] = [];
  const segments = template.split('/').map((segment) => {
    const name = named.exec(segment)?.[1];
    if (name === undefined) return segment.replaceAll(/[^\w-]/g, '\\$&');
    names.push(name);
    return '([^/]+)';
  });
  return { pattern: new RegExp(`^${segments.join('/')}$`), names };
}
