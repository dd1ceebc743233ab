// One record: its time, what can be done with it, what it is about, and what the vendor's API says of it.

import { useEffect, useMemo } from 'preact/hooks';
import { urlIn } from '../link/place.ts';
import { go, linkTo, world } from '../link/route.ts';
import { perform } from '../parts/action.ts';
import { Close } from '../parts/Close.tsx';
import { Code } from '../parts/Code.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Json } from '../parts/Json.tsx';
import { State } from '../parts/State.tsx';
import { durationText, fromNow, instantText } from '../parts/time.ts';
import { createScale } from '../timeline/scale.ts';
import { Timeline } from '../timeline/Timeline.tsx';
import { beat, moves, now } from '../world/clock.ts';
import {
  endOf,
  pathOf,
  type Rec,
  recordOf,
  recordsLoading,
  recordsVersion,
  stateOf,
  stepAt,
} from '../world/records.ts';
import { Commands } from './Commands.tsx';
import { Polls } from './Polls.tsx';
import { Responses } from './Responses.tsx';
import { Sources } from './Sources.tsx';
import { Why } from './Why.tsx';

export function RecordDetail({ api, id }: { api: string; id: string }) {
  void recordsVersion.value;
  const record = recordOf(api, id);
  if (!record)
    return (
      <article class="detail">
        <Empty title={recordsLoading.value ? 'Reading the records …' : 'No such record'}>
          <p>
            {api} {id} is not in this world. <a href={linkTo('records')}>All records</a>
          </p>
        </Empty>
      </article>
    );
  return <Detail record={record} />;
}

function Detail({ record }: { record: Rec }) {
  void beat.value;
  const { api, id, url, headers, attributes } = record;
  const scale = useMemo(() => createScale(now()), [record.key]);
  useEffect(() => scale.fit(record.sample ? [] : [record], now()), [record]);
  const options = Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}' `);
  return (
    <article class="detail" aria-label={`${api} ${id}`}>
      <header>
        <h2>
          <span class="faint">{api}</span> {id}
        </h2>
        <State api={api} state={stateOf(record)} />
        <Close onClose={() => go('records')} />
      </header>
      <Commands record={record} />
      <Why record={record} />
      {!record.sample && <Timeline rows={[record]} scale={scale} hasLabels={false} />}
      <Steps record={record} />
      <Polls record={record} />
      <Responses record={record} />
      <Code name="As a command" text={`curl ${options.join('')}'${urlIn(world.value, pathOf(url))}'`} />
      <details open>
        <summary>Attributes</summary>
        <Json name="Attributes" value={attributes} />
      </details>
      <Sources record={record} />
    </article>
  );
}

/** Its states with their instants; from here the clock goes to each of those that lie ahead. */
function Steps({ record }: { record: Rec }) {
  const instant = now();
  const current = stepAt(record, instant);
  return (
    <table class="steps">
      <caption>States</caption>
      <tbody>
        {record.steps.map(({ state, at }, index) => {
          const end = record.steps[index + 1]?.at;
          return (
            <tr key={index} class={index === current ? 'current' : index > current ? 'ahead' : ''}>
              <td>
                <State api={record.api} state={state} />
              </td>
              <td>{instantText(at, instant)}</td>
              <td class="faint">{record.sample ? '' : fromNow(at, instant)}</td>
              <td class="faint">{end === undefined ? '' : `for ${durationText(end - at)}`}</td>
              <td>
                {index > current && !record.sample && (
                  <button
                    type="button"
                    onClick={() => void perform(() => moves.to(at))}
                    aria-label={`Move the clock to ${state}`}
                  >
                    Go there
                  </button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
      {endOf(record) > instant && !record.sample && (
        <tfoot>
          <tr>
            <td colSpan={5}>
              <button
                type="button"
                onClick={() => void perform(() => moves.to(endOf(record)))}
                title="Run until it ends (e)"
              >
                Run until it ends
              </button>
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
