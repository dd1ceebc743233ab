// A state by its name, in the colour of what it means.
import { kindOf } from '../world/apis.ts';

export function State({ api, state }: { api: string; state: string }) {
  return <span class={`state ${kindOf(api, state)}`}>{state}</span>;
}
