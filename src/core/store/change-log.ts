// Which records have changed lately, for whoever follows a world. Nothing is kept until somebody asks; from then on the newest
// few, until nobody has asked for a whole log.

export interface RecordName {
  readonly api: string;
  readonly id: string;
}

/** A record that has changed, and the number of its newest change. */
export interface Changed extends RecordName {
  readonly number: number;
}

export interface ChangeLog {
  /** The number of the newest change; 0 before the first. */
  readonly last: number;
  /** Notes that a record has changed; without a name, that any may have. */
  note(record?: RecordName): void;
  /** What has changed after the change of that number, oldest first; undefined if that is not known. */
  since(number: number): readonly Changed[] | undefined;
}

/** A log that names the newest `capacity` records that have changed. */
export function createChangeLog(capacity = 10_000): ChangeLog {
  let last = 0;
  /** In the order of their newest change. Undefined while nobody asks. */
  let names: Map<string, Changed> | undefined;
  /** What happened after this change is known. */
  let knownFrom = 0;
  let requestedAt = 0;
  const forget = () => {
    // Whoever asks no more is not worth a log.
    names = requestedAt < knownFrom ? undefined : names;
    const half = [...(names ?? [])].slice(0, Math.ceil(capacity / 2));
    for (const [key, { number }] of half) {
      names!.delete(key);
      knownFrom = number;
    }
  };
  return {
    get last() {
      return last;
    },
    note(record) {
      last++;
      if (!names) return;
      if (!record) {
        names.clear();
        knownFrom = last;
        return;
      }
      const key = `${record.api} ${record.id}`;
      names.delete(key);
      names.set(key, { api: record.api, id: record.id, number: last });
      if (names.size > capacity) forget();
    },
    since(number) {
      requestedAt = last;
      if (!names) {
        names = new Map();
        knownFrom = last;
      }
      if (number < knownFrom || number > last) return undefined;
      return newerThan(number, [...names.values()]);
    },
  };
}

/** The end of a list in the order of its numbers. */
function newerThan(number: number, all: readonly Changed[]): readonly Changed[] {
  const first = all.findLastIndex((each) => each.number <= number) + 1;
  return all.slice(first);
}
