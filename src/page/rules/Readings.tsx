// The places where a document contradicts itself or the service, and which reading of each holds in this world.

import { useSignal } from '@preact/signals';
import { send } from '../link/send.ts';
import { useAction } from '../parts/action.ts';
import { Notice } from '../parts/Notice.tsx';
import { Search } from '../parts/Search.tsx';
import { apis } from '../world/apis.ts';
import { readings } from '../world/settings.ts';

export function Readings() {
  const action = useAction();
  const text = useSignal('');
  const all = apis.value.flatMap((api) => api.errata);
  const shown = all.filter(({ id, says, against }) =>
    `${id} ${says} ${against}`.toLowerCase().includes(text.value.toLowerCase()),
  );
  const choose = (id: string, reading: string) =>
    void action.run(() => send('PUT', 'readings', { readings: { [id]: reading } }));
  return (
    <section class="card" aria-labelledby="readings-title">
      <header>
        <h2 id="readings-title">Readings of {all.length} errata</h2>
        <Search text={text} label="Filter the errata" />
      </header>
      <Notice problem={action.problem} />
      <ul class="errata" tabIndex={0} aria-label="Errata">
        {shown.map(({ id, says, against, readings: known, reading }) => {
          const chosen = readings.value[id] ?? reading;
          return (
            <li key={id}>
              <div>
                <code>{id}</code>
                <select
                  aria-label={`Reading of ${id}`}
                  value={chosen}
                  onChange={(event) => choose(id, event.currentTarget.value)}
                >
                  {Object.keys(known).map((name) => (
                    <option key={name}>{name}</option>
                  ))}
                </select>
              </div>
              <p>
                {says} {against} <b>{known[chosen]}</b>
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
