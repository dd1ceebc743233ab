// The life of a build, and what happens in it. The document names running, success and error, and that a build can be
// deleted; how long a build runs, and the course of its events, are assumed.
import { defineLifecycle } from '../../core/records/lifecycle.ts';
import type { Snapshot, StandinRecord } from '../../core/records/snapshot.ts';

const outcome = ['entrecode/build/successful'];
const deletion = ['entrecode/delete'];

export const lifecycle = defineLifecycle({
  states: {
    running: {
      next: ['success', 'error', 'deleted'],
      lasts: 8_000,
      clauses: [...outcome, 'entrecode/event/temporary', 'entrecode/event/info'],
    },
    success: { next: [], clauses: outcome },
    error: { next: [], clauses: outcome },
    // Not a state that the API shows: a deleted build is gone.
    deleted: { next: [], clauses: deletion },
  },
  path: ['running', 'success'],
  running: 'running',
  failed: 'error',
  canceled: 'deleted',
  commands: {
    delete: { from: ['running', 'success', 'error'], to: 'deleted', clauses: deletion },
  },
});

/** The states in which a build can be shown. */
export const visible = ['running', 'success', 'error'] as const;
export type Outcome = (typeof visible)[number];

/** The last of the visible states that was entered: of a deleted build, how far it had come. */
export function outcomeOf(snapshot: Snapshot): Outcome {
  return snapshot.entered.findLast(({ state }) => state !== 'deleted')!.state as Outcome;
}

/** When the build came to its end, in ms; undefined while it runs. */
export function endOf(snapshot: Snapshot): number | undefined {
  return snapshot.at('success') ?? snapshot.at('error');
}

/** An event of a build: its number from 1, its instant (ms), and its text. */
export interface Happening {
  readonly place: number;
  readonly at: number;
  readonly type: 'info' | 'verbose' | 'warn' | 'error';
  readonly message: string;
  /** Whether it starts something that a later one closes. */
  readonly temporary: boolean;
  /** Whether it matters only while the build runs: what the service calls temporary. */
  readonly passing: boolean;
  readonly info: Readonly<Record<string, unknown>>;
}

type Step = Omit<Happening, 'place' | 'at'> & { readonly after: number };

const step = (
  after: number,
  type: Step['type'],
  message: string,
  { temporary = false, passing = temporary, info = {} }: Partial<Omit<Step, 'after'>> = {},
): Step => ({ after, type, message, temporary, passing, info });

/** By the part of its running time that has passed. A later event closes a temporary one. */
function course(platformID: string): Step[] {
  const begun = { temporary: true, passing: false, info: { platformID } };
  return [step(0.0025, 'info', 'Build started.', begun), ...onward];
}

const passing = true;
const info = { command: 'npm ci' };
const onward = [
  step(0.05, 'verbose', 'Loading the code source and the data source.', { temporary: true }),
  step(0.2, 'verbose', 'Code source and data source are loaded.', {
    info: { codeSourceType: 'remoteGit', dataSourceType: 'ownDataManager' },
  }),
  step(0.25, 'info', 'Building the platform.', {
    temporary: true,
    info: { platformType: 'staticWebsite' },
  }),
  step(0.35, 'verbose', "Running 'npm ci'.", { temporary: true, info }),
  step(0.5, 'warn', "'npm ci' warns of an outdated package.", { passing, info }),
  step(0.6, 'verbose', "'npm ci' has run.", { passing, info }),
  step(0.7, 'verbose', 'Bundling.', { temporary: true }),
  step(0.9, 'verbose', 'Bundled.', { passing }),
];

const failure = step(1, 'error', 'Platform build failed.');
const closing = (location: Step['info']) => [
  step(1, 'info', 'Platform build succeeded.'),
  step(1, 'info', 'Build command handled.', { info: location }),
];

/** What has happened in a build up to `now` (ms). `location`: where its result lies if it succeeds. */
export function happeningsOf(
  {
    attributes,
    created,
    plan,
  }: Pick<StandinRecord<{ readonly platformID: string }>, 'attributes' | 'created' | 'plan'>,
  snapshot: Snapshot,
  now: number,
  location: Step['info'],
): Happening[] {
  const lasts = plan[0]?.lasts ?? lifecycle.states.running.lasts;
  const end = endOf(snapshot);
  // A build that succeeds sooner than planned has done the rest at once.
  const last = end !== undefined && outcomeOf(snapshot) === 'success' ? end : Number.POSITIVE_INFINITY;
  const usual = course(attributes.platformID).map((each, index) =>
    toHappening(each, index + 1, Math.min(last, created + Math.round(each.after * lasts))),
  );
  if (end === undefined) return usual.filter(({ at }) => at <= now);
  if (outcomeOf(snapshot) === 'error') {
    return [...usual.filter(({ at }) => at <= end), toHappening(failure, usual.length + 1, end)];
  }
  const ends = closing(location).map((each, index) => toHappening(each, usual.length + 1 + index, end));
  return [...usual, ...ends];
}

/** For some builds the service lists events without order, but always in the same sequence. */
export function shuffled(happenings: readonly Happening[]): Happening[] {
  const rank = ({ place }: Happening) => (place * 5) % 13;
  return [...happenings].sort((a, b) => rank(a) - rank(b));
}

// Member by member, for there are a dozen for each build of a list.
function toHappening(
  { type, message, temporary, passing, info }: Step,
  place: number,
  at: number,
): Happening {
  return { place, at, type, message, temporary, passing, info };
}
