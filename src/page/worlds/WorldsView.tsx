// The worlds of this Standin: choose one, create, reset, drop, export, import. A link to one shows the same to others.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ClockView, WorldList } from '../../../schemas/standin/types.ts';
import { urlIn } from '../link/place.ts';
import { go, linkTo, world } from '../link/route.ts';
import { request, send } from '../link/send.ts';
import { type Action, useAction } from '../parts/action.ts';
import { Code } from '../parts/Code.tsx';
import { Line } from '../parts/Field.tsx';
import { Notice } from '../parts/Notice.tsx';

export function WorldsView() {
  const action = useAction();
  const names = useSignal<readonly string[]>([]);
  const load = () => action.run(async () => (names.value = (await send<WorldList>('GET', 'worlds')).worlds));
  useEffect(() => void load(), []);
  return (
    <section class="view page" aria-labelledby="worlds-title">
      <h1 id="worlds-title">Worlds</h1>
      <p class="faint">
        Each has a clock, records, faults and a journal of its own. Tests that run at once take one each.
      </p>
      <Notice problem={action.problem} />
      <table class="list">
        <thead>
          <tr>
            <th scope="col">World</th>
            <th scope="col">Where clients find it</th>
            <th scope="col">What can be done</th>
          </tr>
        </thead>
        <tbody>
          {names.value.map((name) => (
            <World key={name} name={name} action={action} onChange={load} />
          ))}
        </tbody>
      </table>
      <Create />
    </section>
  );
}

function World({ name, action, onChange }: { name: string; action: Action; onChange: () => void }) {
  const isShown = name === world.value;
  const drop = () => action.run(() => send('DELETE', `worlds/${encodeURIComponent(name)}`)).then(onChange);
  return (
    <tr class={isShown ? 'current' : ''}>
      <th scope="row">
        <a href={linkTo('timeline', [], name)}>{name}</a> {isShown && <span class="faint">shown</span>}
      </th>
      <td>
        <Code name={`Address of ${name}`} text={urlIn(name, '/')} />
      </td>
      <td>
        <div class="actions">
          <button
            type="button"
            aria-label={`Export ${name}`}
            onClick={() => void action.run(() => save(name))}
          >
            Export
          </button>
          <Import name={name} action={action} />
          <button
            type="button"
            aria-label={`Reset ${name}`}
            onClick={() => void action.run(() => send<ClockView>('POST', 'reset', {}, name))}
          >
            Reset
          </button>
          <button type="button" class="danger" aria-label={`Drop ${name}`} onClick={() => void drop()}>
            Drop
          </button>
        </div>
      </td>
    </tr>
  );
}

/** Has the browser save the world as a file. */
async function save(name: string): Promise<void> {
  const response = await request('/__standin/world', {}, name);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.world.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function Import({ name, action }: { name: string; action: Action }) {
  const load = (file: File | undefined) => {
    if (file) void action.run(async () => send('PUT', 'world', await file.text(), name));
  };
  return (
    <label class="button">
      Import
      <input
        type="file"
        accept=".json,application/json"
        aria-label={`Import into ${name}`}
        onChange={(event) => {
          load(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}

function Create() {
  const action = useAction();
  const name = useSignal('');
  const submit = async (event: Event) => {
    event.preventDefault();
    const wanted = name.value.trim();
    // A world begins when it is first asked for something.
    if (await action.run(() => send('GET', 'clock', undefined, wanted))) go('timeline', [], wanted);
  };
  return (
    <form onSubmit={submit} class="adding">
      <Line
        name="A new world"
        help="Letters, digits, dots, hyphens and underscores."
        value={name.value}
        onText={(text) => (name.value = text)}
      />
      <Notice problem={action.problem} />
      <button type="submit" class="primary" disabled={name.value.trim() === '' || action.busy.value}>
        Create and show it
      </button>
    </form>
  );
}
