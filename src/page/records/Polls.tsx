// How often clients have asked for a record, and what they saw.
import { linkTo } from '../link/route.ts';
import { durationText, instantText } from '../parts/time.ts';
import { now } from '../world/clock.ts';
import { journalVersion, pollsOf } from '../world/journal.ts';
import type { Rec } from '../world/records.ts';

const mostShown = 30;

export function Polls({ record }: { record: Rec }) {
  void journalVersion.value;
  const polls = pollsOf(record.key);
  if (polls.length === 0) return <p class="faint">No client has asked for it yet.</p>;
  const shown = polls.slice(-mostShown);
  return (
    <details open>
      <summary>Seen by {polls.length === 1 ? 'one request' : `${polls.length} requests`}</summary>
      <ol class="polls">
        {shown.map((poll, index) => {
          const before = shown[index - 1];
          return (
            <li key={poll.number}>
              <a href={linkTo('traffic', [String(poll.number)])}>{poll.number}</a>{' '}
              {instantText(poll.at, now())}{' '}
              <span class="faint">{before ? `+${durationText(poll.at - before.at)}` : ''}</span>{' '}
              <b class={poll.status >= 400 ? 'fails' : ''}>{poll.status}</b> {poll.state ?? ''}{' '}
              {poll.fault && <span class="fails">{poll.fault}</span>}
            </li>
          );
        })}
      </ol>
    </details>
  );
}
