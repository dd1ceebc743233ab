// How new records fare, API by API: a scenario for all, a queue for the next few, and how long states last.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { send } from '../link/send.ts';
import { useAction } from '../parts/action.ts';
import { Notice } from '../parts/Notice.tsx';
import { durationText } from '../parts/time.ts';
import { type ApiView, apis } from '../world/apis.ts';
import { type ScenarioSettings, scenarios } from '../world/settings.ts';

export function Scenarios() {
  const known = scenarios.value;
  return (
    <section class="card wide" aria-labelledby="scenarios-title">
      <header>
        <h2 id="scenarios-title">Scenarios of new records</h2>
      </header>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">API</th>
            <th scope="col">By default</th>
            <th scope="col">The next ones, in their order</th>
            <th scope="col">How long states last</th>
            <th scope="col">As a flag</th>
          </tr>
        </thead>
        <tbody>{known && apis.value.map((api) => <Row key={api.name} api={api} known={known} />)}</tbody>
      </table>
    </section>
  );
}

function Row({ api, known }: { api: ApiView; known: ScenarioSettings }) {
  const action = useAction();
  const { name } = api;
  const usual = known.defaults[name] ?? 'succeeds';
  const queue = useSignal('');
  const lasts = useSignal('');
  useEffect(() => {
    queue.value = (known.queue[name] ?? []).join(', ');
    lasts.value = Object.entries(known.lasts[name] ?? {})
      .map(([state, ms]) => `${state}=${durationText(ms).replace(' ', '')}`)
      .join(', ');
  }, [known]);
  const put = (settings: object) => void action.run(() => send('PUT', 'scenarios', settings));
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <select
          aria-label={`Scenario of ${name}`}
          value={usual}
          onChange={(event) => put({ defaults: { [name]: event.currentTarget.value } })}
        >
          {api.scenarios.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </td>
      <td>
        <input
          aria-label={`The next scenarios of ${name}`}
          placeholder="fails, succeeds"
          value={queue.value}
          onChange={(event) => put({ queue: { [name]: listOf(event.currentTarget.value) } })}
        />
      </td>
      <td>
        <input
          aria-label={`How long states of ${name} last`}
          placeholder={`${api.running}=30s, *=5s`}
          value={lasts.value}
          onChange={(event) => put({ lasts: { [name]: pairsOf(event.currentTarget.value) } })}
        />
        <Notice problem={action.problem} />
      </td>
      <td>
        {usual === 'succeeds' ? (
          <span class="faint">the usual</span>
        ) : (
          <code>{`--scenario ${name}=${usual}`}</code>
        )}
      </td>
    </tr>
  );
}

function listOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** `running=30s, *=5s`. */
function pairsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text
      .split(/\s*,\s*/)
      .filter(Boolean)
      .map((pair) => {
        const at = pair.lastIndexOf('=');
        return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
      }),
  );
}
