// Where what a record looks like comes from: the clauses of the document about the operation that shows it, and the errata.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { send } from '../link/send.ts';
import type { ApiView } from '../world/apis.ts';
import { apiNamed } from '../world/apis.ts';
import { pathOf, type Rec } from '../world/records.ts';
import { readings } from '../world/settings.ts';

export function Sources({ record }: { record: Rec }) {
  const whole = useSignal<ApiView | undefined>(undefined);
  const isOpen = useSignal(false);
  useEffect(() => {
    if (isOpen.value)
      void send<ApiView>('GET', `apis/${encodeURIComponent(record.api)}`).then(
        (api) => (whole.value = api),
        () => {},
      );
  }, [isOpen.value, record.api]);
  const api = apiNamed(record.api);
  const operation = api && operationOf(api, pathOf(record.url));
  const clauses = operation?.clauses ?? [];
  const errata = (api?.errata ?? []).filter((erratum) =>
    erratum.clauses.some((clause) => clauses.includes(clause)),
  );
  const saysOf = (id: string) => whole.value?.clauses?.find((clause) => clause.id === id)?.says ?? '';
  return (
    <details onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>
        What shapes it: {operation ? operation.id : 'no operation'}, {clauses.length} clauses, {errata.length}{' '}
        errata
      </summary>
      <dl class="sources">
        {clauses.map((id) => (
          <div key={id}>
            <dt>{id}</dt>
            <dd>{saysOf(id)}</dd>
          </div>
        ))}
        {errata.map(({ id, says, against, readings: known, reading }) => {
          const chosen = readings.value[id] ?? reading;
          return (
            <div key={id}>
              <dt>
                {id} <span class="state off">{chosen}</span>
              </dt>
              <dd>
                {says} {against} <b>{known[chosen]}</b>
              </dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}

/** The operation that answers a GET of a path. */
function operationOf(api: ApiView, path: string) {
  const plain = path.replace(/\?.*$/, '').replace(/\/$/, '');
  return api.operations.find(({ method, path: template }) => {
    if (method !== 'GET') return false;
    const pattern = template
      .replace(/\/$/, '')
      .split(/\{[^}]*\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${pattern.join('[^/]+')}$`).test(plain);
  });
}
