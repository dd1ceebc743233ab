// A form that sends one operation as a client would, and what is answered.

import { useSignal } from '@preact/signals';
import { base } from '../link/place.ts';
import { go, world } from '../link/route.ts';
import { request } from '../link/send.ts';
import { useAction } from '../parts/action.ts';
import { Close } from '../parts/Close.tsx';
import { Field, Line } from '../parts/Field.tsx';
import { Json } from '../parts/Json.tsx';
import { Notice } from '../parts/Notice.tsx';
import { apis } from '../world/apis.ts';
import { type Described, targetOf } from './openapi.ts';

interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly text: string;
}

export function Send({ operation }: { operation: Described }) {
  const { id, surface, method, path, says, parameters, body } = operation;
  const action = useAction();
  const given = useSignal<Readonly<Record<string, string>>>({});
  const headers = useSignal(headersOf(surface));
  const content = useSignal(body ?? '');
  const answer = useSignal<Answer | undefined>(undefined);
  const target = targetOf(operation, given.value);
  const submit = (event: Event) => {
    event.preventDefault();
    void action.run(async () => {
      const init = {
        method,
        headers: parsed(headers.value, content.value !== ''),
        ...(content.value !== '' && method !== 'GET' && { body: content.value }),
      };
      answer.value = await answerTo(surface, target, init);
    });
  };
  return (
    <article class="detail" aria-label={id}>
      <header>
        <h2>
          <code>
            {method} {path}
          </code>
        </h2>
        <Close onClose={() => go('api')} />
      </header>
      <p>{says}</p>
      <form onSubmit={submit}>
        <div class="fields">
          {parameters
            .filter((each) => each.in !== 'header')
            .map((each) => {
              const name = `${each.in} ${each.name}`;
              return (
                <Line
                  key={name}
                  name={each.name}
                  help={helpOf(each)}
                  value={given.value[name] ?? ''}
                  onText={(text) => (given.value = { ...given.value, [name]: text })}
                />
              );
            })}
          <Field name="Headers" help="one a line" wide>
            {(ids) => (
              <textarea
                {...ids}
                rows={2}
                value={headers.value}
                onInput={(event) => (headers.value = event.currentTarget.value)}
              />
            )}
          </Field>
          {body !== undefined && (
            <Field name="Body" wide>
              {(ids) => (
                <textarea
                  {...ids}
                  rows={6}
                  value={content.value}
                  onInput={(event) => (content.value = event.currentTarget.value)}
                />
              )}
            </Field>
          )}
        </div>
        <div class="preview">
          <code>
            {method} {target}
          </code>
          <button type="submit" class="primary" disabled={action.busy.value}>
            Send
          </button>
        </div>
      </form>
      <Notice problem={action.problem} />
      {answer.value && <Shown answer={answer.value} />}
    </article>
  );
}

function Shown({ answer }: { answer: Answer }) {
  return (
    <section aria-label="The answer" role="status">
      <h3>
        Answered <b class={answer.status >= 400 ? 'fails' : 'fine'}>{answer.status}</b>
      </h3>
      <table class="headers">
        <tbody>
          {answer.headers.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {answer.text !== '' && <Json name="Body of the answer" value={answer.text} />}
    </section>
  );
}

/** The admin token goes to the control API alone. */
async function answerTo(surface: string, target: string, init: RequestInit): Promise<Answer> {
  const headers = new Headers(init.headers);
  headers.set('x-standin-world', world.value);
  const response =
    surface === 'standin' ? await request(target, init) : await fetch(base + target, { ...init, headers });
  return { status: response.status, headers: [...response.headers], text: await response.text() };
}

/** Those of the API's first request: what lets a client in. */
function headersOf(surface: string): string {
  const curl = apis.value.find(({ name }) => name === surface)?.curl ?? '';
  return [...curl.matchAll(/-H '([^']+)'/g)].map(([, header]) => header).join('\n');
}

function parsed(text: string, hasBody: boolean): Headers {
  const headers = new Headers(hasBody ? { 'content-type': 'application/json' } : {});
  for (const line of text.split('\n')) {
    const at = line.indexOf(':');
    if (at > 0) headers.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  return headers;
}

function helpOf({
  in: where,
  required,
  description,
  schema,
  example,
}: Described['parameters'][number]): string {
  const said = [
    where,
    required && 'required',
    description,
    schema?.enum?.join(', '),
    example !== undefined && `such as ${example}`,
  ];
  return said.filter(Boolean).join(' · ');
}
