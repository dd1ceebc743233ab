// The root, where a client learns every other address.
import type { Schemas } from '../../../../schemas/copr/types.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { htmlPage } from '../../../core/values/html.ts';

const operation = operationsFor<Schemas>();
const source = 'fedora-copr/copr, frontend/coprs_frontend/coprs/rest_api/__init__.py at 22ee7026e';

const redirectRoot = operation({
  id: 'redirect-root',
  method: 'GET',
  path: '/api_2',
  says: 'Redirects to the root from its path without the slash, which clients request.',
  clauses: [],
  source,
  responses: { 308: null },
  async handle(request) {
    const location = request.url('/api_2/');
    const page = htmlPage(308, 'Permanent Redirect', `The root is at <a href="${location}">${location}</a>.`);
    return { ...page, headers: { ...page.headers, location } };
  },
});

const readRoot = operation({
  id: 'read-root',
  method: 'GET',
  path: '/api_2/',
  says: 'Links to the lists.',
  clauses: [],
  source,
  responses: { 200: 'root' },
  async handle(request, respond) {
    const link = (path: string) => ({ href: request.href(`/api_2/${path}`) });
    const owner = {
      name: 'owner',
      type: 'string',
      description: 'Select only the projects that are owned by this user',
    };
    return respond(200, {
      _links: {
        self: link(''),
        projects: { ...link('projects'), query_params: [owner] },
        mock_chroots: link('mock_chroots'),
        builds: link('builds'),
        build_tasks: link('build_tasks'),
      },
    });
  },
});

export const rootOperations = [redirectRoot, readRoot];
