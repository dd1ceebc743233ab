// The formats of instants and durations in bodies.
import { toIso, toUnixSeconds } from '../../core/time/duration.ts';

/** `unix`, `ms`, `iso`, `iso-s`, or a pattern such as `YYYY-MM-DD HH:mm:ss`. */
export function formatInstant(at: number, as: string): string | number {
  switch (as) {
    case 'unix':
      return toUnixSeconds(at);
    case 'ms':
      return Math.floor(at);
    case 'iso':
      return toIso(at);
    case 'iso-s':
      return `${toIso(at).slice(0, 19)}Z`;
    case 'date':
      return toIso(at).slice(0, 10);
    default:
      return inPattern(toIso(at), as);
  }
}

function inPattern(iso: string, pattern: string): string {
  const parts: Readonly<Record<string, string>> = {
    YYYY: iso.slice(0, 4),
    MM: iso.slice(5, 7),
    DD: iso.slice(8, 10),
    HH: iso.slice(11, 13),
    mm: iso.slice(14, 16),
    ss: iso.slice(17, 19),
    SSS: iso.slice(20, 23),
  };
  return pattern.replaceAll(/YYYY|SSS|MM|DD|HH|mm|ss/g, (part) => parts[part]!);
}

export function lengthAs(ms: number, as: string): string | number {
  if (as === 'ms') return Math.floor(ms);
  if (as === 'iso') return `PT${Math.floor(ms) / 1_000}S`;
  return Math.floor(ms / 1_000);
}
