// How a request reads the errata of the task page, which stand in `contracts/erigones/errata.json`.
import type { RequestHead } from '../../core/api/operation.ts';

/** Whether an erratum is read as the service does it. */
export function observed(erratum: string, request: Pick<RequestHead, 'reading'>): boolean {
  return request.reading(`erigones/${erratum}`) === 'observed';
}

export function literal(erratum: string, request: Pick<RequestHead, 'reading'>): boolean {
  return request.reading(`erigones/${erratum}`) === 'literal';
}

/** Statuses that only another reading serves: about logins, about what a client accepts, about data centers. */
export const strangers = {
  403: 'In corrected no login is required.',
  406: 'In corrected any Accept is fine.',
};
export const nowhere = { ...strangers, 404: 'In corrected there are no data centers.' };
