// Which template a path fits, for code that reads recorded exchanges. The server uses Hono's routers; a test checks that both
// find the same.
import { orderKey, templateOf } from './templates.ts';

export interface Found<Target> {
  readonly target: Target;
  /** The segments in place of the template's names, decoded. */
  readonly params: Readonly<Record<string, string>>;
}

export interface Routes<Target> {
  /** The entry for a path. A template that spells a segment out wins over one that has a name there. */
  find(path: string): Found<Target> | undefined;
}

/** The first of two entries for one template wins. */
export function createRoutes<Target>(entries: Iterable<readonly [template: string, Target]>): Routes<Target> {
  const routes = bySpelling([...entries], ([template]) => template).map(([template, target]) => ({
    template: templateOf(template),
    target,
  }));
  return {
    find(path) {
      for (const { template, target } of routes) {
        const params = template.paramsOf(path);
        if (params) return { target, params };
      }
      return undefined;
    },
  };
}

/** In the order of matching: from the left, a segment that is spelled out comes before a name. */
export function bySpelling<Each>(all: readonly Each[], templateOf: (each: Each) => string): Each[] {
  return all
    .map((each) => ({ each, key: orderKey(templateOf(each)) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ each }) => each);
}
