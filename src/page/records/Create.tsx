// A form that creates a record: which API, how it is to fare, and what it is about.
import { signal, useSignal } from '@preact/signals';
import type { RecordView } from '../../../schemas/standin/types.ts';
import { go } from '../link/route.ts';
import { send } from '../link/send.ts';
import { useAction } from '../parts/action.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Choice, Line } from '../parts/Field.tsx';
import { Notice } from '../parts/Notice.tsx';
import { type ApiView, apis } from '../world/apis.ts';
import { hearRecord } from '../world/records.ts';
import { Attributes } from './Attributes.tsx';
import { toAttributes } from './attributes.ts';
import { filter } from './filter.ts';

/** Whether the form is open. */
export const creating = signal(false);

export function CreateButton() {
  return (
    <button type="button" class="primary" onClick={() => (creating.value = true)} title="Create a record (c)">
      Create
    </button>
  );
}

/** The form that was used last, for the next record. */
const last = { api: '', scenario: '' };

export function CreateDialog() {
  const action = useAction();
  const api = useSignal(filter.api.value || last.api || apis.value[0]?.name || '');
  const scenario = useSignal(last.scenario);
  const plan = useSignal('');
  const given = useSignal<Readonly<Record<string, string>>>({});
  const close = () => (creating.value = false);
  const chosen = apis.value.find(({ name }) => name === api.value);
  const submit = async (event: Event) => {
    event.preventDefault();
    let made: RecordView | undefined;
    const isDone = await action.run(async () => {
      made = await send<RecordView>(
        'POST',
        'records',
        toRequest(chosen!, scenario.value, plan.value, given.value),
      );
    });
    if (!isDone || !made) return;
    Object.assign(last, { api: api.value, scenario: scenario.value });
    hearRecord(made);
    close();
    if (location.hash.includes('/records')) go('records', [made.api, made.id]);
  };
  return (
    <Dialog title="Create a record" onClose={close}>
      <form onSubmit={submit}>
        <div class="fields">
          <Choice
            name="API"
            value={api.value}
            names={apis.value.map(({ name }) => name)}
            onChoice={(name) => {
              api.value = name;
              given.value = {};
            }}
          />
          <Choice
            name="Scenario"
            value={scenario.value}
            first="as the world’s scenarios say"
            names={chosen?.scenarios ?? []}
            disabled={plan.value !== ''}
            onChoice={(name) => (scenario.value = name)}
          />
          <Line
            wide
            name="Plan instead of a scenario"
            value={plan.value}
            placeholder={chosen ? planOf(chosen) : ''}
            help="States in their order, each with how long it lasts; the last one has no end."
            onText={(text) => (plan.value = text)}
          />
        </div>
        {chosen && <Attributes api={chosen} given={given} />}
        <Notice problem={action.problem} />
        <footer>
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="primary" disabled={action.busy.value || !chosen}>
            Create
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

/** As a plan is written. */
function planOf({ path }: ApiView): string {
  return path.map((state, index) => (index < path.length - 1 ? `${state} 10s` : state)).join(', ');
}

function toRequest(
  api: ApiView,
  scenario: string,
  plan: string,
  given: Readonly<Record<string, string>>,
): object {
  const attributes = toAttributes(api, given);
  const stages = plan
    .split(',')
    .map((stage) => stage.trim().split(/\s+/))
    .filter(([state]) => state)
    .map(([state, lasts]) => ({ state, ...(lasts && { lasts }) }));
  return {
    api: api.name,
    ...(stages.length > 0 ? { plan: stages } : scenario !== '' && { scenario }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
  };
}
