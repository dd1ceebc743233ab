// The ids of records of builds: one half identifies the task, the other half the build.
import { createHash } from 'node:crypto';
import type { Store } from '../../../core/store/store.ts';
import type { Build } from '../record.ts';

export function recordIdOf({ attributes: { job_id, number } }: Pick<Build, 'attributes'>): string {
  const [job, mask] = halvesOf(job_id);
  return job + (mask ^ BigInt(number)).toString(16).padStart(16, '0');
}

/** The build of a record's id. Only as many hashes are made as there are tasks. */
export async function buildOfRecord(store: Store, recordId: string): Promise<Build | undefined> {
  if (!/^[0-9a-f]{32}$/.test(recordId)) return undefined;
  const jobs = (await store.parents('codearts', 'job')) as { job_id: string }[];
  const job = jobs.find(({ job_id }) => recordId.startsWith(halvesOf(job_id)[0]));
  if (!job) return undefined;
  const number = halvesOf(job.job_id)[1] ^ BigInt(`0x${recordId.slice(16)}`);
  return (await store.get('codearts', `${job.job_id}:${number}`)) as Build | undefined;
}

function halvesOf(jobId: string): [string, bigint] {
  const digits = createHash('sha256').update(`record of ${jobId}`).digest('hex');
  return [digits.slice(0, 16), BigInt(`0x${digits.slice(16, 32)}`)];
}
