// The names of the keys, and what each holds. All keys of one world lie in one slot of a cluster: its name is their hash tag.

/** Of the layout of the keys. Another version's keys are refused. */
export const keysVersion = '1';

/** The keys of one edition of a world, in the order in which scripts are given them. */
export const editionParts = ['records', 'parents', 'serials', 'counts', 'callers', 'remembered'] as const;
export type EditionPart = (typeof editionParts)[number];

export interface Keys {
  /** Text: the version of the keys. */
  readonly format: string;
  /** Set: the names of worlds that have begun. One whose `meta` is gone has expired. */
  readonly worlds: string;
  /** Channel: commits, for those who wait. */
  readonly news: string;
  /** Hash: callbacks that wait to be sent, by id; sorted set: until when (ms) somebody has each. */
  readonly callbacks: string;
  readonly leases: string;
  world(name: string): WorldKeys;
}

export interface WorldKeys {
  /** Hash: edition, version, clock, scenarios, faults and what else is single. */
  readonly meta: string;
  /** Stream: the newest commits, by version. */
  readonly log: string;
  /** List: the newest lines of the journal, as JSON. */
  readonly journal: string;
  /** Hashes of an edition: records, parents, series, counts of faults, who has asked, what Pact has set up. */
  edition(edition: string): readonly string[];
}

export function keysFor(prefix: string): Keys {
  return {
    format: `${prefix}:format`,
    worlds: `${prefix}:worlds`,
    news: `${prefix}:news`,
    callbacks: `${prefix}:{callbacks}:waiting`,
    leases: `${prefix}:{callbacks}:leases`,
    world(name) {
      const base = `${prefix}:{${prefix}/${name}}`;
      return {
        meta: `${base}:meta`,
        log: `${base}:log`,
        journal: `${base}:journal`,
        edition: (edition) => editionParts.map((part) => `${base}:${edition}:${part}`),
      };
    },
  };
}
