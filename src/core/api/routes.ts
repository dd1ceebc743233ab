// Which template a path fits, for whoever reads recorded exchanges. The server has Hono's routers instead; a test holds that both
// find the same.
import { orderKey, templateOf } from './templates.ts';

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

/** In the order in which they are to be tried: from the left, a segment that is spelled out comes before a name. */
export function bySpelling<Each>(all: readonly Each[], templateOf: (each: Each) => string): Each[] {
  return all
    .map((each) => ({ each, key: orderKey(templateOf(each)) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ each }) => each);
}
