// What Copr promises over several exchanges. The invariants that are not those of every list are in `invariants/`.
import type { BuildTaskEntry } from '../../../schemas/copr/types.ts';
import type { InvariantBook } from '../../core/invariants/invariant.ts';
import { listInvariants } from '../../core/invariants/listing.ts';
import { explore } from './exploration.ts';
import { dates } from './invariants/dates.ts';
import { existence } from './invariants/existence.ts';
import { filters, narrowing } from './invariants/filters.ts';
import { itself, listLinks } from './invariants/itself.ts';
import { signs } from './invariants/signs.ts';
import { starts } from './invariants/starts.ts';
import { writes } from './invariants/writes.ts';
import { detail, entriesOf, isUnderWay, lists, nameOf, numberOf, observations } from './observations.ts';
import { writeParams } from './own-records.ts';

export const invariants: InvariantBook = {
  observations,
  order: 'copr/list/state-values',
  // A task whose builder is lost is rescheduled: fedora-copr/copr at 3ca8a0738 and 22ee7026e, backend_general.py. A cancel that
  // finds no worker, because the task has just ended, makes it canceled all the same: dispatcher.py and backend_general.py.
  knownSteps: {
    starting: ['pending'],
    running: ['pending'],
    succeeded: ['canceled'],
    failed: ['canceled'],
  },
  invariants: [
    ...listInvariants<BuildTaskEntry>({
      api: 'copr',
      operations: lists,
      alone: [detail],
      missing: {
        found: 'copr/detail/status-200',
        clause: 'copr/detail/status-404',
        nameOf: ({ request: { params } }) => `${numberOf(params.build_id)}/${params.name}`,
      },
      entriesOf,
      nameOf,
      filters,
      windowOf({ request: { query } }, may) {
        // Under the service's reading a group is a filter, and no task shows all of it.
        const isOfGroup = query.has('group') && !narrowing.some((name) => query.has(name));
        if (isOfGroup && may('copr/group', 'observed')) return undefined;
        const [limit, offset] = [Number(query.get('limit') ?? 100), Number(query.get('offset') ?? 0)];
        return limit >= 1 && limit <= 100 && offset >= 0 ? { limit, offset } : undefined;
      },
      isStill: (entry) => !isUnderWay(entry),
      clauses: { all: 'copr/list/returns', limit: 'copr/list/limit', offset: 'copr/list/offset' },
      sameList: [...narrowing, 'state'],
    }),
    dates,
    starts,
    itself,
    listLinks,
    existence,
    ...writes,
  ],
  signs,
  writeParams,
  explore,
};
