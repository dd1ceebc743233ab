// The faults of the world: how many requests each has hit; and a form that shows the text of the next one while it is filled in.
import { useSignal } from '@preact/signals';
import { send } from '../link/send.ts';
import { useAction } from '../parts/action.ts';
import { Choice, Line } from '../parts/Field.tsx';
import { Notice } from '../parts/Notice.tsx';
import { apis, statesOf } from '../world/apis.ts';
import { faults } from '../world/settings.ts';
import { cuts, type FaultForm, faultFields, faultText, whenFields } from './fault.ts';

export function Faults() {
  const action = useAction();
  return (
    <section class="card wide" aria-labelledby="faults-title">
      <header>
        <h2 id="faults-title">Faults</h2>
        {faults.value.length > 0 && (
          <button type="button" onClick={() => void action.run(() => send('DELETE', 'faults'))}>
            Remove all
          </button>
        )}
      </header>
      {faults.value.length === 0 ? (
        <p class="faint">
          None: every request gets its response. Add one below, and the next requests have it.
        </p>
      ) : (
        <table class="list">
          <thead>
            <tr>
              <th scope="col">Fault</th>
              <th scope="col">Hit</th>
              <th scope="col">
                <span class="unseen">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {faults.value.map(({ id, fault, hits }) => (
              <tr key={id}>
                <td>
                  <code>{fault}</code>
                </td>
                <td class={hits > 0 ? 'fails' : 'faint'}>
                  {hits === 1 ? 'one request' : `${hits} requests`}
                </td>
                <td>
                  <button
                    type="button"
                    aria-label={`Remove ${fault}`}
                    onClick={() => void action.run(() => send('DELETE', `faults/${id}`))}
                  >
                    Remove
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Notice problem={action.problem} />
      <AddFault />
    </section>
  );
}

function AddFault() {
  const action = useAction();
  const on = useSignal('*');
  const form = useSignal<FaultForm>({});
  const set = (name: string) => (value: string) => (form.value = { ...form.value, [name]: value });
  const places = [
    '*',
    ...apis.value.flatMap((api) => [api.name, ...api.operations.map(({ id }) => `${api.name}/${id}`)]),
  ];
  const api = apis.value.find(({ name }) => name === on.value.split('/')[0]);
  const states = statesOf(api ? [api] : apis.value);
  const text = faultText(on.value, form.value);
  const lineOf = ({ name, help, example }: (typeof faultFields | typeof whenFields)[number]) => (
    <Line
      key={name}
      name={name}
      help={help}
      placeholder={example}
      value={form.value[name] ?? ''}
      onText={set(name)}
    />
  );
  const submit = async (event: Event) => {
    event.preventDefault();
    if (await action.run(() => send('POST', 'faults', { fault: text }))) form.value = {};
  };
  return (
    <form onSubmit={submit} class="adding">
      <div class="fields">
        <div class="field">
          <label for="fault-on">On</label>
          <select id="fault-on" value={on.value} onChange={(event) => (on.value = event.currentTarget.value)}>
            {places.map((place) => (
              <option key={place} value={place}>
                {place === '*' ? '* (every request)' : place}
              </option>
            ))}
          </select>
        </div>
        {faultFields.map(lineOf)}
        <Choice
          name="connection"
          help="how it breaks"
          first="stays"
          names={cuts}
          value={form.value.cut ?? ''}
          onChoice={set('cut')}
        />
        {whenFields.map((field) =>
          field.name === 'state' ? (
            <Choice
              key={field.name}
              name={field.name}
              help={field.help}
              first="any"
              names={states}
              value={form.value.state ?? ''}
              onChoice={set(field.name)}
            />
          ) : (
            lineOf(field)
          ),
        )}
      </div>
      <Notice problem={action.problem} />
      <div class="preview">
        <output aria-label="The fault as text">
          <code>{text}</code>
        </output>
        <button type="submit" class="primary" disabled={action.busy.value || text.endsWith(':')}>
          Add the fault
        </button>
      </div>
    </form>
  );
}
