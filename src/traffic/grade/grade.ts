// Grades a client: each trial has its own stage, and several run at once.
import { type Client, follow } from './client.ts';
import type { Run } from './run.ts';
import { type Fetch, openStage } from './stage.ts';
import type { Trial } from './trials.ts';
import type { StateWords } from './words.ts';

/** A mock with the job of one trial. */
export interface Mock {
  readonly fetch: Fetch;
  readonly words: StateWords;
  readonly finals: readonly string[];
  /** Starts the job's time. */
  start(): Promise<void>;
  /** What a client gets, for the base URL of the mock. */
  env(url: string): Readonly<Record<string, string>>;
}

export interface Grading {
  readonly trials: readonly Trial[];
  readonly client: Client;
  /** Opens a mock for one trial. */
  open(trial: Trial): Promise<Mock>;
  /** How long a client may take for a trial of normal length, in ms. */
  readonly patience: number;
  /** How many trials run at once. */
  readonly jobs: number;
  onRun?(run: Run): void;
}

export async function gradeAll({ trials, jobs, ...grading }: Grading): Promise<Run[]> {
  const runs = new Map<string, Run>();
  const waiting = [...trials];
  const work = async () => {
    for (let trial = waiting.shift(); trial; trial = waiting.shift()) {
      const run = await runOf(trial, grading);
      runs.set(trial.name, run);
      grading.onRun?.(run);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return trials.map(({ name }) => runs.get(name)!);
}

async function runOf(
  trial: Trial,
  { client, open, patience: usual }: Omit<Grading, 'trials' | 'jobs'>,
): Promise<Run> {
  const mock = await open(trial);
  const stage = await openStage({ trial, ...mock });
  const patience = usual * (trial.longer ?? 1);
  try {
    const ending = await follow(client, { url: stage.url, env: mock.env(stage.url) }, patience);
    const { name, says, expected } = trial;
    return { trial: name, says, expected, polls: [...stage.polls], ending, finals: mock.finals, patience };
  } finally {
    await stage.close();
  }
}
