// The tasks: all of them, and those of a project. Standin knows no projects, so each task is in whichever project is named.
import type { JobEntry, ProjectJob, Schemas } from '../../../../schemas/codearts/types.ts';
import type { OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { isFinal } from '../../../core/records/lifecycle.ts';
import { lifecycle } from '../lifecycle.ts';
import { type Build, startOf } from '../record.ts';
import { runningStatusOf, toRecord } from '../wire.ts';
import { definitions, lastBuildOf } from './builds.ts';
import { idOf } from './tokens.ts';

const operation = operationsFor<Schemas>();
const refusals = { 400: 'error', 401: 'error' } as const;
const usualPage = 10;

export const project = { id: idOf('project', 'standin'), name: 'standin' };
export const jobNameOf = (jobId: string) => `job-${jobId.slice(0, 8)}`;

const listJobs = operation({
  id: 'list-jobs',
  method: 'GET',
  path: '/v1/job/list',
  says: 'Lists the tasks with the last build of each, the most recently built first.',
  clauses: [],
  source: `${definitions}/ListJob.json`,
  request: 'list-jobs.request',
  responses: { 200: 'job-list', ...refusals },
  async handle(request, respond) {
    const { items, total } = await jobsIn(request, request.query ?? {});
    const job_list = items.map((build) => toEntry(build, request));
    return respond(200, { result: { job_list, total }, error: null, status: 'success' });
  },
});

const listProjectJobs = operation({
  id: 'list-project-jobs',
  method: 'GET',
  path: '/v3/{project_id}/jobs',
  says: 'Lists the tasks of a project, with the last build of each.',
  clauses: [],
  source: `${definitions}/ShowJobListByProjectId.json`,
  request: 'list-project-jobs.request',
  responses: { 200: 'project-job-list', ...refusals },
  async handle(request, respond) {
    const { items, total } = await jobsIn(request, request.query ?? {});
    return respond(200, { jobs: items.map((build) => toJob(build, request)), total });
  },
});

/** The same under v1, with one more way to narrow the list. */
const listJobsOfProject = {
  ...listProjectJobs,
  id: 'list-jobs-of-project',
  path: '/v1/job/{project_id}/list',
  source: `${definitions}/ListProjectJobs.json`,
};

export const jobOperations = [listJobs, listProjectJobs, listJobsOfProject];

interface Page {
  readonly page_index?: number;
  readonly page_size?: number;
  readonly search?: string;
  readonly sort_order?: string;
}

/** A page of the tasks, of each its last build. */
async function jobsIn(request: OperationRequest<never>, page: Page) {
  const { page_index = 0, page_size = usualPage, search = '', sort_order = 'DESC' } = page;
  const jobs = (await request.store.parents('codearts', 'job')) as { job_id: string }[];
  const found = jobs.filter(({ job_id }) => jobNameOf(job_id).includes(search));
  const last = await Promise.all(found.map(({ job_id }) => lastBuildOf(request, job_id)));
  const builds = last.filter((build) => build !== undefined);
  const sign = sort_order.toUpperCase() === 'ASC' ? 1 : -1;
  builds.sort((a, b) => sign * (startOf(a) - startOf(b) || (a.id < b.id ? -1 : 1)));
  const from = page_index * page_size;
  return { items: builds.slice(from, from + page_size), total: builds.length };
}

/** The vendor's examples have these words for success and abort; those for a failure and for a build in progress are ours. */
const colours: Readonly<Record<string, string>> = {
  SUCCESS: 'blue',
  ABORTED: 'aborted',
  FAILURE: 'red',
  SCHEDULE_FAILURE: 'red',
};

function toJob(build: Build, request: OperationRequest<never>): ProjectJob {
  const { job_id, executor, user_id, nickname, trigger_type, scm_type, scm_web_url } = build.attributes;
  const snapshot = request.snapshot(build);
  return {
    ...{ id: job_id, job_name: jobNameOf(job_id), build_project_id: job_id },
    ...{ job_creator: executor, user_name: executor },
    ...{ last_build_user: nickname, last_build_user_id: user_id, last_build_time: startOf(build) },
    last_build_status: colours[snapshot.state] ?? 'blue',
    last_job_running_status: runningStatusOf(snapshot.state),
    is_finished: isFinal(lifecycle, snapshot.state),
    build_time: toRecord(build, snapshot, request.now).build_time!,
    ...{ trigger_type, scm_type, scm_web_url, source_code: scm_type, health_score: 0 },
    repo_id: /\/(\d+)\/home$/.exec(scm_web_url)?.[1] ?? '',
    ...{ disabled: false, favorite: false, is_forbidden: false },
    ...{ is_view: true, is_execute: true, is_modify: true, is_copy: true, is_delete: true },
  };
}

function toEntry(build: Build, request: OperationRequest<never>): JobEntry {
  const { number, daily_build_number, user_id, nickname } = build.attributes;
  const { build_type, code_branch, commit_id, commit_detail_url } = toRecord(
    build,
    request.snapshot(build),
    request.now,
  );
  return {
    ...toJob(build, request),
    ...{ build_number: `${number}`, task_id: `#${daily_build_number}`, user_id, nick_name: nickname },
    ...{ build_type: build_type!, code_branch: code_branch!, commit_id: commit_id! },
    ...{ commit_detail_url: commit_detail_url!, project_id: project.id, project_name: project.name },
  };
}
