// Why a record is as it is, in a sentence: what somebody wants to know whose client waits for an end that does not come.
import { linkTo } from '../link/route.ts';
import { fromNow } from '../parts/time.ts';
import { apiNamed, isFinal } from '../world/apis.ts';
import { factor, now, pace } from '../world/clock.ts';
import { journalVersion, pollsOf } from '../world/journal.ts';
import { nextStep, type Rec, stateOf } from '../world/records.ts';

export function Why({ record }: { record: Rec }) {
  void journalVersion.value;
  const said = [planned(record), standing(record), disturbed(record)].filter((each) => each !== undefined);
  if (said.length === 0) return null;
  return (
    <ul class="why">
      {said.map((each, index) => (
        <li key={index}>{each}</li>
      ))}
    </ul>
  );
}

/** What its plan says. */
function planned(record: Rec) {
  const { api, sample, steps } = record;
  const state = stateOf(record);
  if (sample)
    return `A sample: it stays '${state}', as its document prints it, whatever the clock says, until a command.`;
  const next = nextStep(record);
  if (next || isFinal(api, state)) {
    const end = steps.at(-1)!.state;
    const good = apiNamed(api)?.path.at(-1);
    return next && end !== good ? `Its plan ends in '${end}': it never becomes '${good}'.` : undefined;
  }
  return (
    <>
      It stays '{state}': its plan (scenario <i>stuck</i>, or one written by hand) has nothing after that. It
      ends by a command above; what new records do is under{' '}
      <a href={linkTo('rules')}>Faults &amp; scenarios</a>.
    </>
  );
}

/** Whether time passes at all. */
function standing(record: Rec) {
  const next = nextStep(record);
  if (!next || factor.value > 0) return undefined;
  if (pace.value.startsWith('step'))
    return `The clock moves with each request alone (${pace.value}): '${next.state}' comes ${fromNow(next.at, now())}.`;
  return `The clock stands still: '${next.state}' would come ${fromNow(next.at, now())}. Move the clock, or let it pass.`;
}

/** What clients got instead. */
function disturbed(record: Rec) {
  const hit = pollsOf(record.key).findLast(({ fault, status }) => fault !== undefined || status >= 400);
  if (!hit) return undefined;
  return (
    <>
      A client that asked for it got {hit.status}
      {hit.fault ? `, by the fault ${hit.fault}` : ''}:{' '}
      <a href={linkTo('traffic', [String(hit.number)])}>request {hit.number}</a>
      {hit.fault && (
        <>
          . Faults are under <a href={linkTo('rules')}>Faults &amp; scenarios</a>
        </>
      )}
      .
    </>
  );
}
