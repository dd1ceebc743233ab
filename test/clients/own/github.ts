// `@octokit/rest`: workflow runs, by the document that GitHub publishes. A dispatch gives no id; a run is found in the list.
import { load } from './_packages.ts';
import type { Subject } from './_subject.ts';
import { until } from './_until.ts';

const repo = { owner: 'o', repo: 'r' };

export const github: Subject = {
  title: '@octokit/rest 22: workflow runs',
  file: 'test/clients/own/github.standin.yaml',
  detail: 'github/actions-get-workflow-run',
  ends: { succeeds: 'success', fails: 'failure', canceled: 'cancelled' },
  refused: /cancel is not possible/,
  missing: /There is no such run/,
  nobody: '999',
  heldBack: 'throws',
  limit: /Too Many Requests/,
  async connect(url) {
    const { Octokit } = await load('@octokit/rest');
    const silent = { debug() {}, info() {}, warn() {}, error() {} };
    const octokit = new Octokit({ baseUrl: url, auth: 'any', log: silent });
    const { actions } = octokit.rest;
    const run = async (id: string) => (await actions.getWorkflowRun({ ...repo, run_id: Number(id) })).data;
    return {
      async create() {
        await actions.createWorkflowDispatch({ ...repo, workflow_id: 'build.yml', ref: 'main' });
        const { data } = await actions.listWorkflowRunsForRepo({ ...repo, per_page: 1 });
        return String(data.workflow_runs[0].id);
      },
      look: run,
      finish: async (id) =>
        (
          await until(
            () => run(id),
            ({ status }) => status === 'completed',
          )
        ).conclusion,
      cancel: (id) => actions.cancelWorkflowRun({ ...repo, run_id: Number(id) }),
      list: async () =>
        (await octokit.paginate(actions.listWorkflowRunsForRepo, { ...repo, per_page: 2 })).map(
          ({ id }: { id: number }) => String(id),
        ),
    };
  },
};
