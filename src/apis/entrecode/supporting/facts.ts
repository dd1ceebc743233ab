// What stands beside builds, as facts: apps, and the sources and targets that their platforms use. An app has one of each
// kind from the beginning; their ids follow from its own.
import { randomFor } from '../../../core/values/random.ts';

export interface AppFacts {
  readonly appID: string;
  readonly shortID: string;
  readonly created: string;
  readonly title: string;
  readonly hexColor: string;
}

export const partKinds = ['codesource', 'datasource', 'target'] as const;
export type PartKind = (typeof partKinds)[number];

/** A code source, a data source or a target. */
export interface Part {
  readonly id: string;
  readonly appID: string;
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** The ids of the parts of a platform, by kind. */
export type Uses = Readonly<Record<PartKind, readonly string[]>>;

const usual: Readonly<Record<PartKind, Pick<Part, 'type' | 'config'>>> = {
  codesource: { type: 'remoteGit', config: { hexColor: '#2e7d32' } },
  datasource: { type: 'ownDataManager', config: { hexColor: '#1565c0' } },
  target: { type: 'localWebServer', config: { hexColor: '#d23738' } },
};

/** An app with a known id alone. */
export function appOf(appID: string): AppFacts {
  const created = '2026-01-01T00:00:00.000Z';
  return { appID, shortID: appID.slice(0, 8), created, title: 'Example', hexColor: '#d23738' };
}

/** The part of a kind that an app has from the beginning. */
export function partOf(kind: PartKind, appID: string): Part {
  return { id: randomFor(1, `${kind} of ${appID}`, 0).uuid(), appID, ...usual[kind] };
}

/** What a platform uses that does not say so: what its app has from the beginning. */
export function usesOf(appID: string): Uses {
  const ids = (kind: PartKind) => [partOf(kind, appID).id];
  return { codesource: ids('codesource'), datasource: ids('datasource'), target: ids('target') };
}

/** An app with its parts, as what records belong to. */
export function parentsOf(app: AppFacts) {
  const parts = partKinds.map((kind) => {
    const part = partOf(kind, app.appID);
    return { kind: kind as string, id: part.id, parent: { ...part } };
  });
  return [{ kind: 'app', id: app.appID, parent: { ...app } }, ...parts];
}
