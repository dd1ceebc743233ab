// Worlds that an earlier Standin wrote, brought up to date one version at a time.

type Members = Readonly<Record<string, unknown>>;

/** Version 1 had other words: `born` for `created`, `counterpartOf` for `mirrorOf`, and series of `births`. */
export function fromVersion1({ records, serials, ...world }: Members): Members {
  return { ...world, serials: each(serials, renamedSeries), records: each(records, renamedRecord) };
}

/** The schema refuses what is not a list. */
function each(list: unknown, change: (item: unknown) => unknown): unknown {
  return Array.isArray(list) ? list.map(change) : list;
}

function renamedSeries(serial: unknown): unknown {
  if (!Array.isArray(serial) || typeof serial[0] !== 'string') return serial;
  return [serial[0].replace(/ births$/, ' creations'), ...serial.slice(1)];
}

function renamedRecord(record: unknown): unknown {
  if (typeof record !== 'object' || record === null) return record;
  const { born, counterpartOf, ...rest } = record as Members;
  return {
    ...rest,
    ...(born !== undefined && { created: born }),
    ...(counterpartOf !== undefined && { mirrorOf: counterpartOf }),
  };
}
