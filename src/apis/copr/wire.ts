// How a build task looks in Copr's JSON at a moment, and how Copr says no.
import type {
  BuildTaskEntry,
  Error as CoprError,
  BuildTask as WireTask,
} from '../../../schemas/copr/types.ts';
import type { Wire } from '../../core/api.ts';
import { isFinal } from '../../core/lifecycle.ts';
import type { Moment } from '../../core/moment.ts';
import type { Asked, Refusal, Reply } from '../../core/operation.ts';
import { toUnixSeconds } from '../../core/time.ts';
import { lifecycle } from './lifecycle.ts';
import type { Task, TaskAttributes } from './record.ts';

type Profiled = Pick<Asked, 'reading'>;
type State = WireTask['state'];

/** The text that real clients match when a task is not there: the service never fills its placeholders. */
const taskNotFound = 'Build task {} for build {} not found';
const documentedStates = 'failed succeeded canceled running pending starting importing'.split(' ');
const observedStates =
  'failed succeeded canceled running pending skipped starting importing forked waiting unknown'.split(' ');

export const wire: Wire<TaskAttributes> = {
  contentType: 'application/json',
  refuse: sayNo,
  locate: ({ attributes }) => ({ path: pathOf(attributes) }),
};

/** A task with its links, as a list shows it and as the detail route answers. */
export function toEntry(task: Task, moment: Moment, call: Asked): BuildTaskEntry {
  const { attributes } = task;
  return {
    build_task: toBuildTask(task, moment, call),
    _links: {
      project: { href: call.href(`/api_2/projects/${attributes.project_id}`) },
      ...(call.reading('copr/build-link') === 'observed' && {
        build: { href: call.href(`/api_2/builds/${attributes.build_id}`) },
      }),
      self: { href: call.href(pathOf(attributes)) },
    },
  };
}

function toBuildTask({ attributes }: Task, moment: Moment, call: Profiled): WireTask {
  const started = moment.at('starting');
  const ended = isFinal(lifecycle, moment.state) && started !== undefined ? moment.since : undefined;
  return {
    chroot_name: attributes.chroot_name,
    build_id: attributes.build_id,
    started_on: started === undefined ? null : toUnixSeconds(started),
    state: toState(moment.state, call),
    ended_on: ended === undefined ? null : toUnixSeconds(ended),
    result_dir_url: resultsOf(attributes, started !== undefined, call),
    git_hash: moment.at('pending') === undefined ? null : attributes.git_hash,
  };
}

/** Since 2018 the service imports a build as a whole, and its tasks wait meanwhile. */
function toState(state: string, { reading }: Profiled): State {
  return (reading('copr/first-state') === 'observed' && state === 'importing' ? 'waiting' : state) as State;
}

/** The states of the lifecycle that the wire shows as this one; none for one that no task ever has. */
export function statesShownAs(shown: string, call: Profiled): string[] {
  return Object.keys(lifecycle.states).filter((state) => toState(state, call) === shown);
}

/** Which states may be asked for. */
export function allowedStates({ reading }: Profiled): readonly string[] {
  const all = ['copr/state-values', 'copr/first-state'].some((id) => reading(id) === 'observed');
  return all ? observedStates : documentedStates;
}

function resultsOf(attributes: TaskAttributes, started: boolean, { reading }: Profiled): string | null {
  if (!started && reading('copr/result-dir-null') === 'observed') return null;
  const { results_host, owner, project, chroot_name, build_id, package: name } = attributes;
  const folder = `${String(build_id).padStart(8, '0')}-${name}`;
  const end = reading('copr/result-dir-slash') === 'observed' ? '/' : '';
  return `${results_host}/results/${owner}/${project}/${chroot_name}/${folder}${end}`;
}

function pathOf({ build_id, chroot_name }: TaskAttributes): string {
  return `/api_2/build_tasks/${build_id}/${encodeURIComponent(chroot_name)}`;
}

export function notFound(what: 'task' | 'build', buildId?: number): CoprError {
  if (what === 'task') return { message: taskNotFound };
  return { message: `Build with id \`${buildId}\` not found`, data: { build_id: buildId! } };
}

function sayNo(refusal: Refusal, asked: Asked): Reply {
  switch (refusal.kind) {
    case 'unknown-route':
      return unknownRoute(asked);
    case 'wrong-method':
      return wrongMethod(refusal.allowed, asked);
    case 'unauthenticated':
      return error(401, 'Login invalid/expired. Please visit the API page to get a new token.');
    case 'unreadable-body':
      return error(400, 'Failed to decode JSON object');
    case 'body-too-large':
      return error(413, `The data value transmitted exceeds the limit of ${refusal.limit} bytes.`);
    case 'status':
      return error(refusal.status, `Answered ${refusal.status} because the request preferred it.`);
    case 'invalid':
      return invalid(refusal, asked);
  }
}

type Invalid = Extract<Refusal, { kind: 'invalid' }>;

function invalid(refusal: Invalid, asked: Asked): Reply {
  // A build id in the path that is no number matches no route of the service.
  if (refusal.in === 'path' && refusal.name === 'build_id') return unknownRoute(asked);
  if (refusal.in === 'path') return badChrootName(asked);
  if (refusal.name === 'state') return { status: 400, body: badState(refusal.given, asked) };
  const { name, expected, given } = refusal;
  // The service would let a negative number through, and its database refuse it.
  const inItsWords = refusal.rule === 'type' && asked.reading('copr/bad-parameter') === 'observed';
  const why = inItsWords
    ? `invalid literal for int() with base 10: '${given}'`
    : `Expected ${expected}, got ${given}`;
  return { status: 400, body: badParameter(name, { error: why }) };
}

export function badState(given: unknown, asked: Asked): CoprError {
  const states = allowedStates(asked);
  if (asked.reading('copr/bad-parameter') === 'observed') {
    const help = `allowed states: ${states.join(' ')}`;
    return badParameter('state', { error: `${given} is not a valid choice`, help });
  }
  const listed = states.join(', ');
  return badParameter('state', {
    error: `Expected one of ${listed}, got ${given}`,
    help: `Allowed: ${listed}`,
  });
}

function badParameter(name: string, data: Record<string, string>): CoprError {
  return { message: `Failed to validate query parameter: ${name}`, data };
}

function badChrootName({ reading }: Profiled): Reply {
  if (reading('copr/bad-chroot-name') === 'literal') return { status: 404, body: notFound('task') };
  return error(400, 'Bad mock chroot name: Chroot name is not valid');
}

function unknownRoute({ reading }: Profiled): Reply {
  const sentence = 'The requested URL was not found on the server.';
  return reading('copr/unknown-route') === 'observed'
    ? htmlPage(404, 'Not Found', sentence)
    : error(404, sentence);
}

function wrongMethod(documented: readonly string[], { method, reading }: Asked): Reply {
  const allow = [...documented, 'HEAD', 'OPTIONS'].join(', ');
  if (method === 'OPTIONS' && reading('copr/options') === 'observed')
    return { status: 200, text: '', headers: { 'content-type': html, allow } };
  const sentence = 'The method is not allowed for the requested URL.';
  if (reading('copr/wrong-method') !== 'observed')
    return { ...error(405, sentence), headers: { allow: documented.join(', ') } };
  const page = htmlPage(405, 'Method Not Allowed', sentence);
  return { ...page, headers: { ...page.headers, allow } };
}

const html = 'text/html; charset=utf-8';

/** What the web framework under the service answers where Copr itself has no say. */
export function htmlPage(status: number, title: string, sentence: string): Reply {
  const text = `<!doctype html>\n<title>${status} ${title}</title>\n<h1>${title}</h1>\n<p>${sentence}</p>\n`;
  return { status, text, headers: { 'content-type': html } };
}

function error(status: number, message: string): Reply {
  return { status, body: { message } };
}
