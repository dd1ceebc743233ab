// The requests of clients as they come, and one of them opened.

import { useComputed, useSignal } from '@preact/signals';
import { linkTo, route } from '../link/route.ts';
import { send } from '../link/send.ts';
import { perform } from '../parts/action.ts';
import { Empty } from '../parts/Empty.tsx';
import { Rows } from '../parts/Rows.tsx';
import { Search } from '../parts/Search.tsx';
import { clockTime } from '../parts/time.ts';
import { apis } from '../world/apis.ts';
import { journalNow, journalVersion, type Line, linesLeft } from '../world/journal.ts';
import { RequestDetail } from './RequestDetail.tsx';

export function TrafficView() {
  const text = useSignal('');
  const fails = useSignal(false);
  const lines = useComputed(() => {
    void journalVersion.value;
    const word = text.value.toLowerCase();
    const isShown = (line: Line) =>
      (!fails.value || isFailure(line)) && (word === '' || textOf(line).includes(word));
    return journalNow().filter(isShown);
  }).value;
  const [number] = route.value.rest;
  return (
    <section class={number ? 'view split' : 'view'} aria-labelledby="traffic-title">
      <div class="bar">
        <h1 id="traffic-title">Traffic</h1>
        <div class="filters" role="search">
          <Search text={text} label="Filter by text" />
          <label class="check">
            <input
              type="checkbox"
              checked={fails.value}
              onChange={(event) => (fails.value = event.currentTarget.checked)}
            />{' '}
            errors and faults
          </label>
        </div>
        <span class="grow" />
        {linesLeft.value > 0 && (
          <span class="faint">{linesLeft.value.toLocaleString('en')} came too fast to be listed</span>
        )}
        <button
          type="button"
          onClick={() => void perform(() => send('DELETE', 'journal'))}
          disabled={journalNow().length === 0}
        >
          Empty the journal
        </button>
      </div>
      <div class="panes">
        {lines.length === 0 ? (
          <Nothing />
        ) : (
          <Rows
            name="Requests"
            layout="traffic-rows"
            heads={['No.', 'Status', 'Request', 'Operation', 'World time', 'Real time', 'Fault']}
            items={lines}
            keyOf={(line) => line.number}
            chosen={number === undefined ? undefined : Number(number)}
            cells={cellsOf}
            follows={number === undefined}
          />
        )}
        {number && <RequestDetail key={number} number={number} />}
      </div>
    </section>
  );
}

const isFailure = ({ status, fault }: Line) => status >= 400 || fault !== undefined;
const textOf = ({ method, url, status, operation, fault }: Line) =>
  `${method} ${url} ${status} ${operation} ${fault ?? ''}`.toLowerCase();

function cellsOf({ number, status, method, url, operation, at, real, fault }: Line) {
  return [
    <a href={linkTo('traffic', [String(number)])}>{number}</a>,
    <b class={status >= 400 ? 'fails' : 'fine'}>{status}</b>,
    <span class="cut" title={`${method} ${url}`}>
      {method} {url}
    </span>,
    <span class="cut faint">{operation ?? 'none'}</span>,
    clockTime(Date.parse(at)),
    <span class="faint">{clockTime(Date.parse(real), true)}</span>,
    <span class="fails cut">{fault ?? ''}</span>,
  ];
}

function Nothing() {
  const first = apis.value[0];
  return (
    <Empty title="No requests yet">
      <p>What clients ask of this world is listed here as it comes. Try:</p>
      {first && <pre>{first.curl}</pre>}
    </Empty>
  );
}
