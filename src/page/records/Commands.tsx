// What can be done with a record: those commands that its state allows, and to delete it.
import type { RecordView } from '../../../schemas/standin/types.ts';
import { go } from '../link/route.ts';
import { send } from '../link/send.ts';
import { useAction } from '../parts/action.ts';
import { Notice } from '../parts/Notice.tsx';
import { commandsIn } from '../world/apis.ts';
import { hearRecord, hearRecords, type Rec, stateOf } from '../world/records.ts';

export function Commands({ record }: { record: Rec }) {
  const action = useAction();
  const { api, id } = record;
  const path = `records/${encodeURIComponent(api)}/${encodeURIComponent(id)}`;
  const command = (kind: string) =>
    action.run(async () => hearRecord(await send<RecordView>('POST', `${path}/commands`, { kind })));
  const remove = async () => {
    const isDone = await action.run(() => send('DELETE', path));
    if (!isDone) return;
    hearRecords({ records: [], deleted: [{ api, id }] });
    go('records');
  };
  const kinds = commandsIn(api, stateOf(record));
  return (
    <div class="commands">
      {kinds.map((kind) => (
        <button key={kind} type="button" disabled={action.busy.value} onClick={() => void command(kind)}>
          {kind}
        </button>
      ))}
      {kinds.length === 0 && <span class="faint">It has ended: nothing can be done but</span>}
      <button type="button" class="danger" disabled={action.busy.value} onClick={() => void remove()}>
        delete the record
      </button>
      <Notice problem={action.problem} />
    </div>
  );
}
