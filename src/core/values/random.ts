// One seeded source of randomness. It is spent when a record is created and never again: reading rolls no dice.

export interface Random {
  /** A whole number from 0 to 2^32 - 1. */
  uint32(): number;
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  pick<T>(from: readonly T[]): T;
  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string;
  /** A version 4 UUID. */
  uuid(): string;
}

/** Each byte as two hexadecimal digits. */
const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A whole number below 2^32 as eight hexadecimal digits. */
export function hexOf(word: number): string {
  return pairs[word >>> 24]! + pairs[(word >>> 16) & 255]! + pairs[(word >>> 8) & 255]! + pairs[word & 255]!;
}

/** The source of record `index` of stream `name` under `seed`: a pure function of the three. */
export function randomFor(seed: number, name: string, index: number): Random {
  const high = mix(Math.floor(index / 0x1_0000_0000));
  return new SplitMix(mix(mix(hash(name) ^ (seed >>> 0)) + (index >>> 0)) ^ high);
}

/** splitmix32: one addition and one mix per draw, and the sequences of adjacent seeds do not resemble each other. */
class SplitMix implements Random {
  #state: number;

  constructor(state: number) {
    this.#state = state;
  }

  uint32(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    return mix(this.#state);
  }

  between(min: number, max: number): number {
    return min + Math.floor((this.uint32() / 0x1_0000_0000) * (max - min + 1));
  }

  pick<T>(from: readonly T[]): T {
    return from[this.between(0, from.length - 1)]!;
  }

  hex(length: number): string {
    const digits: string[] = [];
    while (digits.length * 8 < length) digits.push(hexOf(this.uint32()));
    // Joined it is one text; concatenated it would stay in memory as many pieces.
    return digits.join('').slice(0, length);
  }

  uuid(): string {
    const d = this.hex(32);
    const variant = '89ab'[Number.parseInt(d[16]!, 16) & 3];
    return `${d.slice(0, 8)}-${d.slice(8, 12)}-4${d.slice(13, 16)}-${variant}${d.slice(17, 20)}-${d.slice(20)}`;
  }
}

function mix(value: number): number {
  let z = value >>> 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
