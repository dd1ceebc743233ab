// Objects whose misspelt members are answered with a sentence instead of `undefined is not a function`.
import { unknownName } from './problem.ts';

/** Members that tools look for on any object: await, JSON, test runners that print or compare values. */
const probed = new Set([
  ...['then', 'catch', 'toJSON', 'inspect', 'asymmetricMatch', 'nodeType', 'tagName', 'hasAttribute'],
  ...['length', 'size', 'name', 'message', 'stack', 'cause', 'sample', 'calls', 'mock', 'default'],
]);

/** The same object, but a missing member throws a Problem that names the nearest and lists all. */
export function withKnownMembers<T extends object>(what: string, object: T): T {
  return new Proxy(object, {
    get(target, key) {
      // Not through the proxy: getters of the object read it as it is.
      if (typeof key === 'symbol' || key in target || !mayBeMeant(key)) return Reflect.get(target, key);
      throw unknownName(`member of ${what}`, key, Object.keys(target));
    },
  });
}

function mayBeMeant(key: string): boolean {
  return /^[A-Za-z]\w*$/.test(key) && !probed.has(key);
}
