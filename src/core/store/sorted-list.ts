// An ordered list that knows positions: the k-th item, and how many come before. Chunks of a few hundred items keep
// insertion cheap, and prefix sums make a position a binary search. No maintained library has rank; see
// docs/decisions/0002-own-ordered-index.md.

const chunkSize = 512;

export class SortedList<T> {
  readonly #compare: (a: T, b: T) => number;
  #chunks: T[][] = [];
  /** How many items stand before each chunk; undefined after a change, computed again when a position is needed. */
  #starts: number[] | undefined;
  #size = 0;

  constructor(compare: (a: T, b: T) => number, items: readonly T[] = []) {
    this.#compare = compare;
    const sorted = [...items].sort(compare);
    for (let i = 0; i < sorted.length; i += chunkSize) this.#chunks.push(sorted.slice(i, i + chunkSize));
    this.#size = sorted.length;
  }

  get size(): number {
    return this.#size;
  }

  get first(): T | undefined {
    return this.#chunks[0]?.[0];
  }

  insert(item: T): void {
    this.#starts = undefined;
    this.#size++;
    if (this.#chunks.length === 0) {
      this.#chunks.push([item]);
      return;
    }
    const where = Math.min(this.#chunkOf(item), this.#chunks.length - 1);
    const chunk = this.#chunks[where]!;
    chunk.splice(this.#within(chunk, item), 0, item);
    if (chunk.length > chunkSize * 2) this.#chunks.splice(where + 1, 0, chunk.splice(chunkSize));
  }

  /** Removes an item that compares equal; false if there is none. */
  remove(item: T): boolean {
    const where = this.#chunkOf(item);
    const chunk = this.#chunks[where];
    if (!chunk) return false;
    const index = this.#within(chunk, item);
    if (index >= chunk.length || this.#compare(chunk[index]!, item) !== 0) return false;
    chunk.splice(index, 1);
    if (chunk.length === 0) this.#chunks.splice(where, 1);
    this.#starts = undefined;
    this.#size--;
    return true;
  }

  /** How many items `isBefore` holds for. It must hold for a prefix of the list. */
  countWhile(isBefore: (item: T) => boolean): number {
    const where = lowest(this.#chunks.length, (i) => !isBefore(this.#chunks[i]!.at(-1)!));
    const chunk = this.#chunks[where];
    if (!chunk) return this.#size;
    return this.#startOf(where) + lowest(chunk.length, (i) => !isBefore(chunk[i]!));
  }

  /** The items from position `from` up to, not including, `to`. */
  slice(from = 0, to = this.#size): T[] {
    const found: T[] = [];
    const end = Math.min(to, this.#size);
    let position = Math.max(0, from);
    if (position >= end) return found;
    let where = lowest(this.#chunks.length, (i) => this.#startOf(i) > position) - 1;
    let index = position - this.#startOf(where);
    for (; position < end; position++, index++) {
      if (index === this.#chunks[where]!.length) {
        where++;
        index = 0;
      }
      found.push(this.#chunks[where]![index]!);
    }
    return found;
  }

  /** The first chunk whose last item is not before `item`. */
  #chunkOf(item: T): number {
    return lowest(this.#chunks.length, (i) => this.#compare(this.#chunks[i]!.at(-1)!, item) >= 0);
  }

  #within(chunk: readonly T[], item: T): number {
    return lowest(chunk.length, (i) => this.#compare(chunk[i]!, item) >= 0);
  }

  #startOf(where: number): number {
    if (!this.#starts) {
      this.#starts = [];
      let before = 0;
      for (const chunk of this.#chunks) {
        this.#starts.push(before);
        before += chunk.length;
      }
    }
    return this.#starts[where] ?? this.#size;
  }
}

/** The lowest index below `length` for which `holds`, which must be false and then true; else `length`. */
function lowest(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
