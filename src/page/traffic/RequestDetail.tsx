// One request and its response, as the journal keeps them: secrets are taken out.

import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { WholeJournalEntry } from '../../../schemas/standin/types.ts';
import { go, linkTo } from '../link/route.ts';
import { send } from '../link/send.ts';
import { useAction } from '../parts/action.ts';
import { Close } from '../parts/Close.tsx';
import { Json } from '../parts/Json.tsx';
import { Notice } from '../parts/Notice.tsx';
import { State } from '../parts/State.tsx';

export function RequestDetail({ number }: { number: string }) {
  const action = useAction();
  const entry = useSignal<WholeJournalEntry | undefined>(undefined);
  useEffect(() => {
    void action.run(async () => {
      entry.value = await send<WholeJournalEntry>('GET', `journal/${encodeURIComponent(number)}`);
    });
  }, [number]);
  const shown = entry.value;
  return (
    <article class="detail" aria-label={`Request ${number}`}>
      <header>
        <h2>Request {number}</h2>
        {shown && <b class={shown.status >= 400 ? 'fails' : 'fine'}>{shown.status}</b>}
        <Close onClose={() => go('traffic')} />
      </header>
      <Notice problem={action.problem} />
      {shown && <Entry entry={shown} />}
    </article>
  );
}

function Entry({ entry }: { entry: WholeJournalEntry }) {
  const { method, url, at, real, operation, fault, records = [], headers, body, response } = entry;
  return (
    <>
      <p class="request-line">
        {method} {url}
      </p>
      <dl class="facts">
        <dt>operation</dt>
        <dd>{operation ?? 'none has this path'}</dd>
        <dt>world time</dt>
        <dd>{at}</dd>
        <dt>real time</dt>
        <dd>{real}</dd>
        {fault && (
          <>
            <dt>fault</dt>
            <dd class="fails">
              {fault} (<a href={linkTo('rules')}>faults</a>)
            </dd>
          </>
        )}
        {records.length > 0 && (
          <>
            <dt>saw</dt>
            <dd>
              {records.map(({ api, id, state }) => (
                <div key={`${api} ${id}`}>
                  <a href={linkTo('records', [api, id])}>
                    {api} {id}
                  </a>{' '}
                  <State api={api} state={state} />
                </div>
              ))}
            </dd>
          </>
        )}
      </dl>
      <Message title="Request" headers={headers} body={body} />
      <Message
        title={fault ? 'Response, before the fault' : 'Response'}
        headers={response.headers}
        body={response.body}
      />
    </>
  );
}

function Message({
  title,
  headers,
  body,
}: {
  title: string;
  headers: Readonly<Record<string, string>>;
  body: unknown;
}) {
  return (
    <section>
      <h3>{title}</h3>
      <table class="headers">
        <tbody>
          {Object.entries(headers).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {body === undefined ? (
        <p class="faint">No body.</p>
      ) : (
        <Json name={`Body of the ${title.toLowerCase()}`} value={body} />
      )}
    </section>
  );
}
