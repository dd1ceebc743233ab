// Patterns of foreign documents: patterns that could take exponential time are not used.
import { createRequire } from 'node:module';

const longest = 500;
const load = createRequire(import.meta.url);

/** Whether a pattern can be compiled, and runs in acceptable time: no quantifier within another. */
export function isHarmless(pattern: string): boolean {
  if (pattern.length > longest) return false;
  try {
    new RegExp(pattern, 'u');
  } catch {
    return false;
  }
  const { default: isSafe } = load('safe-regex2') as {
    default(pattern: string, options?: { limit: number }): boolean;
  };
  return isSafe(pattern, { limit: 1_000 }) && !hasOverlap(pattern);
}

/** A repeated group of alternatives, such as `(a|a)*`, may try each of them at each place. */
function hasOverlap(pattern: string): boolean {
  return /\((?:\?:)?[^()]*\|[^()]*\)(?:[*+]|\{\d+,\d*\})/.test(pattern);
}
