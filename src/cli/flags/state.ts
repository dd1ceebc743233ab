// `--state`: the file in which the worlds of a server outlive it.
import { Option } from 'commander';
import type { StandinOptions } from '../../standin.ts';
import { isOn } from './flag-values.ts';

export interface StateFlags {
  readonly state?: string;
  readonly acceptEditedState?: boolean;
}

export function stateOption(): Option {
  return new Option(
    '--state <file>',
    'keep the worlds in a file; saved worlds go on unchanged, whatever the other options say',
  ).env('STANDIN_STATE');
}

export function acceptEditedStateOption(): Option {
  return new Option(
    '--accept-edited-state',
    'accept a state file that was edited since it was written (env: STANDIN_ACCEPT_EDITED_STATE)',
  );
}

/** An empty name counts as none. */
export function stateOf({
  state,
  acceptEditedState = isOn('STANDIN_ACCEPT_EDITED_STATE'),
}: StateFlags): Pick<StandinOptions, 'state' | 'acceptEditedState'> {
  return state === undefined || state === '' ? {} : { state, acceptEditedState };
}
