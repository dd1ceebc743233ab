// `--state`: the file in which the worlds of a server outlive it.
import { Option } from 'commander';
import type { StandinOptions } from '../standin.ts';

export interface StateFlags {
  readonly state?: string;
}

export function stateOption(): Option {
  return new Option(
    '--state <file>',
    'keep the worlds in a file; those in it go on as they are, whatever the other options say',
  ).env('STANDIN_STATE');
}

/** An empty name in the environment is none. */
export function stateOf({ state }: StateFlags): Pick<StandinOptions, 'state'> {
  return state === undefined || state === '' ? {} : { state };
}
