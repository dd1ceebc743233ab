// The table of records, which changes by itself as time passes; one of them opened beside it.
import { useComputed } from '@preact/signals';
import { linkTo, route } from '../link/route.ts';
import { Empty } from '../parts/Empty.tsx';
import { Rows } from '../parts/Rows.tsx';
import { State } from '../parts/State.tsx';
import { fromNow, instantText } from '../parts/time.ts';
import { apis } from '../world/apis.ts';
import { beat, now } from '../world/clock.ts';
import { keyOf, nextStep, type Rec, recordCount, recordsLoading, stateOf, stepAt } from '../world/records.ts';
import { CreateButton } from './Create.tsx';
import { Filters } from './Filters.tsx';
import { shownRecords } from './filter.ts';
import { RecordDetail } from './RecordDetail.tsx';

export function RecordsView() {
  const rows = useComputed(() => shownRecords.value).value;
  const [api, id] = route.value.rest;
  const chosen = api !== undefined && id !== undefined ? keyOf(api, id) : undefined;
  return (
    <section class={chosen ? 'view split' : 'view'} aria-labelledby="records-title">
      <div class="bar">
        <h1 id="records-title">Records</h1>
        <Filters />
        <span class="grow" />
        <span class="faint">{rows.length.toLocaleString('en')} shown</span>
        <CreateButton />
      </div>
      <div class="panes">
        {rows.length === 0 && !recordsLoading.value ? <Nothing /> : <Table rows={rows} chosen={chosen} />}
        {chosen && <RecordDetail key={chosen} api={api!} id={id!} />}
      </div>
    </section>
  );
}

function Table({ rows, chosen }: { rows: readonly Rec[]; chosen: string | undefined }) {
  void beat.value;
  const instant = now();
  return (
    <Rows
      name="Records"
      layout="records-rows"
      heads={['API', 'Id', 'State', 'Since', 'Next']}
      items={rows}
      keyOf={({ key }) => key}
      chosen={chosen}
      cells={(record) => cellsOf(record, instant)}
    />
  );
}

function cellsOf(record: Rec, instant: number) {
  const { api, id, steps, sample } = record;
  const since = steps[stepAt(record, instant)]!.at;
  const next = nextStep(record, instant);
  return [
    <span class="faint">{api}</span>,
    <a href={linkTo('records', [api, id])}>{id}</a>,
    <State api={api} state={stateOf(record, instant)} />,
    <span title={instantText(since, instant)}>{sample ? 'sample' : fromNow(since, instant)}</span>,
    next ? (
      <span>
        {next.state} <span class="faint">{fromNow(next.at, instant)}</span>
      </span>
    ) : (
      <span class="faint">nothing planned</span>
    ),
  ];
}

function Nothing() {
  const first = apis.value[0];
  const isFiltered = recordCount() > 0;
  return (
    <Empty title={isFiltered ? 'No record is like that' : 'No records yet'}>
      <p>
        {isFiltered
          ? 'Change the filter, show the samples, or create one.'
          : 'Create one here, or have a client ask for one:'}
      </p>
      {first && !isFiltered && <pre>{first.curl}</pre>}
      <CreateButton />
    </Empty>
  );
}
