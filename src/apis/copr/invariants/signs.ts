// What an exchange with Copr tells of the readings that a server follows.
import type { BuildTaskEntry, BuildTaskList } from '../../../../schemas/copr/types.ts';
import type { Reading } from '../../../core/api/errata.ts';
import type { Sign } from '../../../core/invariants/checks.ts';
import type { Seen } from '../../../core/invariants/invariant.ts';
import {
  detail,
  entriesOf,
  folderOwnerOf,
  lists,
  nobodysBuild,
  numberOf,
  projectOf,
} from '../observations.ts';
import { narrowing } from './filters.ts';

type Shown = Reading | undefined;

/** A sign that a list gives, or a task. Where a body has faults, what is wrong with it tells nothing. */
const ofList = (erratum: string, shownBy: (list: BuildTaskList, seen: Seen) => Shown): Sign => ({
  erratum: `copr/${erratum}`,
  shownBy: (seen) =>
    lists.includes(seen.operation!) && isSound(seen)
      ? shownBy(seen.content as BuildTaskList, seen)
      : undefined,
});
const ofTask = (erratum: string, shownBy: (task: BuildTaskEntry, seen: Seen) => Shown): Sign => ({
  erratum: `copr/${erratum}`,
  shownBy(seen) {
    if (!isSound(seen) || ![...lists, detail].includes(seen.operation!)) return undefined;
    const shown = entriesOf(seen).flatMap(({ entry }) => shownBy(entry, seen) ?? []);
    return shown.every((reading) => reading === shown[0]) ? shown[0] : undefined;
  },
});
const ofStatus = (erratum: string, shownBy: (status: number, seen: Seen) => Shown): Sign => ({
  erratum: `copr/${erratum}`,
  shownBy: (seen) => shownBy(seen.response.status, seen),
});

export const signs: readonly Sign[] = [
  ofTask('detail-build-id', ({ build_task: { build_id }, ...task }, { operation, request }) => {
    const project = projectOf(task as BuildTaskEntry);
    const requested = numberOf(request.params.build_id);
    if (operation !== detail || project === undefined || project === `${requested}`) return undefined;
    if (build_id === requested) return 'corrected';
    return `${build_id}` === project ? 'literal' : undefined;
  }),
  ofList('list-self-link', (list, { request }) => {
    if (request.query.has('limit')) return undefined;
    const limit = linkedLimit(list, request.url);
    return limit === undefined ? 'corrected' : limit === '100' ? 'observed' : undefined;
  }),
  ofList('list-limit', (list, { request }) => {
    const limit = Number(request.query.get('limit') ?? 1);
    const { length } = list.build_tasks;
    if (limit > 100)
      return length > 100 ? 'literal' : length === 100 ? 'corrected' : ofLinkedLimit(list, request);
    if (limit >= 1 || Number.isNaN(limit)) return undefined;
    return length > 0 ? 'corrected' : ofLinkedLimit(list, request);
  }),
  ofTask('result-dir-slash', ({ build_task: { result_dir_url: url } }) => {
    if (typeof url !== 'string') return undefined;
    return url.endsWith('/') ? 'observed' : 'corrected';
  }),
  ofTask('result-dir-null', ({ build_task: { state, started_on, result_dir_url: url } }) => {
    // A task that is started anew keeps its folder.
    const waits = ['importing', 'waiting', 'pending'].includes(state) && started_on === null;
    return waits ? (url === null ? 'observed' : 'corrected') : undefined;
  }),
  ofTask('build-link', ({ _links }) => (_links?.build ? 'observed' : 'corrected')),
  ofTask('first-state', ({ build_task: { state } }) =>
    state === 'waiting' ? 'observed' : state === 'importing' ? 'corrected' : undefined,
  ),
  ofList('group', ({ build_tasks: tasks }, { request: { query } }) => {
    const group = query.get('group');
    if (group === undefined || narrowing.some((name) => query.has(name)) || tasks.length === 0)
      return undefined;
    // A folder is named by who owned the project then; one that names another group or a user is of no such project.
    return tasks.every((task) => folderOwnerOf(task) === `@${group}`) ? 'observed' : 'corrected';
  }),
  {
    erratum: 'copr/bad-parameter',
    shownBy({ operation, response: { status, body } }) {
      const error: unknown = Object(Object(body).data).error;
      if (!lists.includes(operation!) || status !== 400 || typeof error !== 'string') return undefined;
      // The corrected words are those of this project, which no other server says.
      return /^Expected /.test(error) ? 'corrected' : 'observed';
    },
  },
  ofStatus('list-path', (status, { operation, request: { query } }) => {
    if (operation !== 'list-builds-tasks' || query.has('build_id')) return undefined;
    return status === 200 ? 'corrected' : status === 404 ? 'observed' : undefined;
  }),
  ofStatus('list-404', (status, seen) => {
    const { operation, request, content } = seen;
    if (!lists.includes(operation!) || request.query.get('build_id') !== `${nobodysBuild}`) return undefined;
    if (status === 404 && operation === lists[0]) return 'corrected';
    return isSound(seen) && (content as BuildTaskList).build_tasks.length === 0 ? 'observed' : undefined;
  }),
  ofStatus('state-values', (status, { operation, request: { query } }) => {
    const isBeside = ['waiting', 'skipped', 'forked', 'unknown'].includes(query.get('state') ?? '');
    if (operation !== lists[0] || !isBeside) return undefined;
    return status === 200 ? 'observed' : status === 400 ? 'corrected' : undefined;
  }),
  ofStatus('bad-chroot-name', (status, { operation, request: { params } }) => {
    if (operation !== detail || (params.name ?? '').split('-').length > 2) return undefined;
    return status === 404 ? 'literal' : status === 400 ? 'corrected' : undefined;
  }),
  ofStatus('unknown-chroot', (status, { operation }) =>
    operation === detail && status === 500 ? 'observed' : undefined,
  ),
  ofStatus('wrong-method', (status, { request, response: { headers } }) => {
    if (status !== 405 || request.method === 'OPTIONS') return undefined;
    return /json/.test(headers['content-type'] ?? '') ? 'corrected' : 'observed';
  }),
];

function isSound({ response, content, faults }: Seen): boolean {
  return response.status === 200 && content !== undefined && faults.length === 0;
}

function linkedLimit({ _links }: BuildTaskList, from: string): string | undefined {
  const href = _links?.self?.href ?? '';
  return URL.canParse(href, from) ? (new URL(href, from).searchParams.get('limit') ?? undefined) : undefined;
}

/** A self link that says which limit is in force tells whether the one that was asked for is. */
function ofLinkedLimit(list: BuildTaskList, { url, query }: Seen['request']): Shown {
  const linked = linkedLimit(list, url);
  const given = query.get('limit');
  return linked === given ? undefined : linked === '100' ? 'corrected' : undefined;
}
