// What verify does with a build that the user has named: nothing of this API makes one, so it is the only one that a report
// may be about. It is reported as started and then as failed, and has to leave the list for good.
import type { ReportTaken } from '../../../schemas/copr-waiting/types.ts';
import type { Explorer, Seen } from '../../core/invariants/invariant.ts';

export const reports = ['report-builds', 'report-builds-later'];

export async function useOwnRecords(explorer: Explorer, list: () => Promise<Seen>): Promise<void> {
  const { build_id } = explorer.params;
  if (build_id === undefined) {
    explorer.omitted(
      'copr-waiting/waiting',
      'No build was reported as started: give --param build_id=… of one that waits and may fail.',
    );
    return;
  }
  const id = Number(build_id);
  const now = Math.floor((await list()).at / 1_000);
  const operation = await whereReportsGo(explorer, { id, started_on: now });
  if (operation === undefined) return;
  explorer.made({
    what: `the report about build ${id}`,
    params: { build_id: id },
    stays: `Build ${id} stays reported as failed: a report cannot be taken back.`,
  });
  for (const _ of [1, 2]) await list();
  await report(explorer, operation, { id, started_on: now, ended_on: now + 1, status: 0 });
  for (const _ of [1, 2]) await list();
}

/** Reports at the address of 2012, then at the later one. The operation that took it; undefined if none did. */
async function whereReportsGo(explorer: Explorer, build: Report): Promise<string | undefined> {
  let answer = 0;
  for (const operation of reports) {
    const seen = await report(explorer, operation, build);
    if (takenBy(seen).includes(build.id)) return operation;
    answer = seen.response.status;
  }
  explorer.omitted(
    'copr-waiting/waiting',
    `The report about build ${build.id} was not taken: it was answered ${answer}. Give the password of a backend as the token.`,
  );
  return undefined;
}

interface Report {
  readonly id: number;
  readonly started_on: number;
  readonly ended_on?: number;
  readonly status?: number;
}

function report(explorer: Explorer, operation: string, build: Report): Promise<Seen> {
  const why = `To report build ${build.id} as ${build.ended_on === undefined ? 'started' : 'failed'}.`;
  return explorer.send(operation, { body: { builds: [build] }, why });
}

/** The builds that a response says to have been updated. */
export function takenBy({ response, content }: Seen): readonly number[] {
  const ids = response.status === 200 ? (content as ReportTaken | undefined)?.updated_builds_ids : undefined;
  return Array.isArray(ids) ? ids : [];
}
