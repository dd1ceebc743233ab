// What is served: every operation of every API and of the control API, each with a form to send it.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { linkTo, route } from '../link/route.ts';
import { useAction } from '../parts/action.ts';
import { Code } from '../parts/Code.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Search } from '../parts/Search.tsx';
import { apis } from '../world/apis.ts';
import { type Described, described, loadOpenApi } from './openapi.ts';
import { Send } from './Send.tsx';

export function ApiView() {
  const action = useAction();
  const text = useSignal('');
  useEffect(() => {
    void action.run(loadOpenApi);
  }, []);
  const shown = described.value.filter(({ id, path, says }) =>
    `${id} ${path} ${says}`.toLowerCase().includes(text.value.toLowerCase()),
  );
  const surfaces = [...new Set(shown.map(({ surface }) => surface))];
  const chosen = described.value.find(({ id }) => id === route.value.rest[0]);
  return (
    <section class={chosen ? 'view split' : 'view'} aria-labelledby="api-title">
      <div class="bar">
        <h1 id="api-title">API</h1>
        <div class="filters" role="search">
          <Search text={text} label="Filter the operations" />
        </div>
        <span class="grow" />
        <a href="openapi.json">openapi.json</a>
      </div>
      <Notice problem={action.problem} />
      <div class="panes">
        <div class="operations" tabIndex={0} role="group" aria-label="Operations">
          {surfaces.map((surface) => (
            <Surface
              key={surface}
              name={surface}
              operations={shown.filter((each) => each.surface === surface)}
              chosen={chosen}
            />
          ))}
        </div>
        {chosen && <Send key={chosen.id} operation={chosen} />}
      </div>
    </section>
  );
}

function Surface({
  name,
  operations,
  chosen,
}: {
  name: string;
  operations: readonly Described[];
  chosen: Described | undefined;
}) {
  const api = apis.value.find((each) => each.name === name);
  return (
    <section aria-label={name}>
      <h2>
        {name === 'standin' ? 'The control API' : name} <span class="faint">{api?.title}</span>
      </h2>
      {api && <Code name={`A first request to ${name}`} text={api.curl} />}
      <table class="list">
        <tbody>
          {operations.map((operation) => (
            <tr key={operation.id} class={operation === chosen ? 'current' : ''}>
              <td>
                <code>{operation.method}</code>
              </td>
              <td>
                <a href={linkTo('api', [operation.id])}>
                  <code>{operation.path}</code>
                </a>
              </td>
              <td class="faint">{operation.says}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
