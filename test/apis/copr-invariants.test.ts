// Servers of Copr that break a clause in ways nobody planned, as real ones might.
import { catches, killsMutants, type Meddling } from '../_invariants.ts';

const isList = ({ pathname }: URL) => /\/builds?_tasks\/?$/.test(pathname);
const urlOf = ({ request }: Parameters<Meddling>[0]) => new URL(request.url);

killsMutants('copr');

catches('copr', [
  [
    'a cache in front of the detail answers as it did the first time',
    'copr/list/state-values',
    () => {
      const cache = new Map<string, object>();
      return (passing) => {
        if (isList(urlOf(passing)) || passing.status !== 200) return undefined;
        const { build_task } = passing.body;
        // It knows a build by its number, as long as it was created at the same instant.
        const key = `${passing.request.url} ${build_task.git_hash} ${passing.request.headers.get('x-standin-world')}`;
        if (!cache.has(key)) cache.set(key, passing.body);
        return { body: cache.get(key) };
      };
    },
  ],
  [
    'the state is not looked at where a build is named',
    'copr/list/state',
    () => async (passing, send) => {
      const url = urlOf(passing);
      if (!isList(url) || !url.searchParams.has('build_id')) return undefined;
      url.searchParams.delete('state');
      return send(url.pathname + url.search);
    },
  ],
  [
    'the offset counts within the page',
    'copr/list/limit',
    () => async (passing, send) => {
      const url = urlOf(passing);
      const offset = Number(url.searchParams.get('offset') ?? 0);
      if (!isList(url) || passing.status !== 200) return undefined;
      url.searchParams.delete('offset');
      const { body } = await send(url.pathname + url.search);
      return { body: { ...body, build_tasks: body.build_tasks.slice(offset) } };
    },
  ],
  [
    'the list keeps its dates in another zone than the detail',
    'copr/fields/started-on',
    () => (passing) => {
      if (!isList(urlOf(passing)) || passing.status !== 200) return undefined;
      const later = (seconds: number | null) => seconds && seconds + 7_200;
      const build_tasks = passing.body.build_tasks.map(
        (each: { build_task: Record<string, number | null> }) => ({
          ...each,
          build_task: {
            ...each.build_task,
            started_on: later(each.build_task.started_on!),
            ended_on: later(each.build_task.ended_on!),
          },
        }),
      );
      return { body: { ...passing.body, build_tasks } };
    },
  ],
  [
    'dates are in milliseconds',
    'copr/fields/started-on',
    () => (passing) => {
      const { started_on, ended_on } = passing.body?.build_task ?? {};
      if (typeof started_on !== 'number') return undefined;
      const dates = { started_on: started_on * 1_000, ended_on: ended_on && ended_on * 1_000 };
      return { body: { ...passing.body, build_task: { ...passing.body.build_task, ...dates } } };
    },
  ],
  [
    'whoever is not logged in gets a page to log in, with a 200',
    'copr/detail/example',
    () => (passing) =>
      isList(urlOf(passing))
        ? undefined
        : { status: 200, headers: new Headers({ 'content-type': 'text/html' }), text: '<form>Log in</form>' },
  ],
  [
    'a list with nothing in it is a 204',
    'copr/list/status-200',
    () => (passing) => (passing.body?.build_tasks?.length === 0 ? { status: 204, text: '' } : undefined),
  ],
  [
    'builds that were canceled are gone',
    'copr/detail/status-200',
    () => (passing) =>
      passing.body?.build_task?.state === 'canceled'
        ? { status: 404, body: { message: 'Build task {} for build {} not found' } }
        : undefined,
  ],
  [
    'every hundredth build is left out of lists',
    'copr/list/build-id',
    () => (passing) => {
      const build_tasks = passing.body?.build_tasks?.filter(
        (each: { build_task: { build_id: number } }) => each.build_task.build_id % 100 !== 0,
      );
      return build_tasks && { body: { ...passing.body, build_tasks } };
    },
  ],
]);
