// Reading needs no authentication; writing needs login and token. The refusals of Copr, and of the web framework under it.
import type { Error as CoprError } from '../../../schemas/copr/types.ts';
import type {
  Operation,
  OperationResponse,
  RawRequest,
  Refusal,
  RequestHead,
  Speech,
} from '../../core/api/operation.ts';
import { htmlPage } from '../../core/values/html.ts';
import { textOf } from '../../core/values/problem.ts';
import { wrongContentType, wrongType } from './supporting/library-words.ts';
import { allowedStates } from './wire.ts';

type Profiled = Pick<RequestHead, 'reading'>;
type Invalid = Extract<Refusal, { kind: 'invalid' }>;

/** The text that real clients match for a missing task: the service never fills its placeholders. */
const taskNotFound = 'Build task {} for build {} not found';
const html = 'text/html; charset=utf-8';

export const auth: Pick<Speech, 'refuse' | 'authenticate'> = { refuse: sayNo, authenticate };

/** Reading needs no authentication. */
function authenticate(request: RawRequest, { method }: Operation): Refusal | undefined {
  // A number in a path has no sign; in a query it may have one.
  if (/^\/api_2\/\w+\/(\+|%2B)/i.test(request.path)) return { kind: 'unknown-route' };
  if (method === 'GET') return undefined;
  const given = credentialsIn(request);
  if (given === undefined) return { kind: 'unauthenticated', why: 'missing' };
  const whole = /^[^:]+:./.test(given);
  return whole && request.accepts(given) ? undefined : { kind: 'unauthenticated', why: 'invalid' };
}

/** The caller's login, which is known to be there. */
export function loginOf(request: Pick<RequestHead, 'header'>): string {
  return credentialsIn(request)!.split(':')[0]!;
}

/** `login:token` of Basic authentication. */
function credentialsIn({ header }: Pick<RequestHead, 'header'>): string | undefined {
  const [, encoded] = /^Basic +(\S+)/i.exec(header('authorization') ?? '') ?? [];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString();
}

export function notFound(what: 'task'): CoprError;
export function notFound(what: 'build' | 'project' | 'user' | 'chroot', id: number | string): CoprError;
export function notFound(what: string, id?: number | string): CoprError {
  if (what === 'task') return { message: taskNotFound };
  if (what === 'user') return { message: `User \`${id}\` doesn't have any project`, data: { username: id! } };
  const noun = `${what[0]!.toUpperCase()}${what.slice(1)}`;
  const name = typeof id === 'number' ? 'id' : 'name';
  return { message: `${noun} with ${name} \`${id}\` not found`, data: { [`${what}_${name}`]: id } };
}

/** A body that cannot be used, and why. */
export function malformed(why: string): CoprError {
  return { message: `Failed to parse request: ${why}` };
}

function sayNo(refusal: Refusal, request: RawRequest): OperationResponse {
  const unread = refusal.kind === 'unreadable-body' || (refusal.kind === 'invalid' && refusal.in === 'body');
  const unknownType = unread ? wrongContentType(request) : undefined;
  if (unknownType) return { status: 400, body: unknownType };
  switch (refusal.kind) {
    case 'unknown-route':
      return unknownRoute(request);
    case 'wrong-method':
      // No route has an id that is no number, whatever the method is.
      return /^\/api_2\/(builds?_tasks|builds|projects)\/(?!\d+(\/|$))/.test(request.path)
        ? unknownRoute(request)
        : wrongMethod(refusal.allowed, request);
    case 'unauthenticated':
      return unauthenticated(request);
    case 'unreadable-body':
      return error(400, 'Failed to decode JSON object');
    case 'body-too-large':
      return error(413, `The data value transmitted exceeds the limit of ${refusal.limit} bytes.`);
    case 'limit':
      return error(refusal.status, refusal.says);
    case 'status':
      return error(refusal.status, `Answered ${refusal.status} because that was requested.`);
    case 'invalid':
      return invalid(refusal, request);
  }
}

function unauthenticated({ reading, url }: RequestHead): OperationResponse {
  const page =
    reading('copr/builds') === 'observed'
      ? `${new URL(url('/')).host}/api get or renew your API token.`
      : 'the API page to get a new token.';
  return error(401, `Login invalid/expired. Please visit ${page}`);
}

function invalid(refusal: Invalid, request: RawRequest): OperationResponse {
  // An id in the path that is no number matches no route of the service.
  if (refusal.in === 'path' && refusal.name !== 'name') return unknownRoute(request);
  if (refusal.in === 'body')
    return {
      status: 400,
      body: wrongType(refusal, request) ?? malformed(`${refusal.name}: expected ${refusal.expected}`),
    };
  if (refusal.in === 'path') return badChrootName(request);
  if (refusal.name === 'state') return { status: 400, body: badState(refusal.given, request) };
  const { name, expected, given } = refusal;
  if (flags.includes(name))
    return { status: 400, body: badParameter(name, { error: noFlag(given, request) }) };
  // The service would let a negative number through, and its database refuse it.
  const inItsWords = refusal.rule === 'type' && request.reading('copr/bad-parameter') === 'observed';
  const why = inItsWords
    ? `invalid literal for int() with base 10: '${textOf(given)}'`
    : `Expected ${expected}, got ${textOf(given)}`;
  return { status: 400, body: badParameter(name, { error: why }) };
}

/** The Boolean parameters, and the service's error for an invalid one. */
const flags = ['is_finished', 'show_build_tasks', 'show_builds', 'show_chroots', 'active_only'];
function noFlag(given: unknown, { reading }: Profiled): string {
  if (reading('copr/bad-parameter') !== 'observed') return `Expected type boolean, got ${textOf(given)}`;
  const words = "Allowed values: ['true', 'yes', '1'] and ['false', 'no', '0']";
  return `Value \`${textOf(given)}\` doesn't belong to either true of false sets. ${words}`;
}

export function badState(given: unknown, request: RequestHead): CoprError {
  const states = allowedStates(request);
  if (request.reading('copr/bad-parameter') === 'observed') {
    const help = `allowed states: ${states.join(' ')}`;
    return badParameter('state', { error: `${textOf(given)} is not a valid choice`, help });
  }
  const listed = states.join(', ');
  return badParameter('state', {
    error: `Expected one of ${listed}, got ${textOf(given)}`,
    help: `Allowed: ${listed}`,
  });
}

function badParameter(name: string, data: Record<string, string>): CoprError {
  return { message: `Failed to validate query parameter: ${name}`, data };
}

function badChrootName({ reading, path }: Pick<RequestHead, 'reading' | 'path'>): OperationResponse {
  if (reading('copr/bad-chroot-name') === 'literal') return { status: 404, body: notFound('task') };
  const observed = reading('copr/unknown-chroot') === 'observed';
  const parts = path.split('/').at(-1)!.split('-').length;
  // The service looks for a chroot of any three parts, and one without its name at once; it fails where there is none.
  if (observed && (parts > 2 || path.startsWith('/api_2/mock_chroots/'))) return serviceFails();
  const what = observed || path.startsWith('/api_2/projects/') ? 'identification' : 'name';
  return error(400, `Bad mock chroot name: Chroot ${what} is not valid`);
}

/** As for whatever the service does not catch. */
export function serviceFails(): OperationResponse {
  return htmlPage(500, 'Internal Server Error', 'The server encountered an internal error.');
}

function unknownRoute({ reading }: Profiled): OperationResponse {
  const sentence = 'The requested URL was not found on the server.';
  return reading('copr/unknown-route') === 'observed'
    ? htmlPage(404, 'Not Found', sentence)
    : error(404, sentence);
}

function wrongMethod(documented: readonly string[], { method, reading }: RequestHead): OperationResponse {
  const allow = [...documented, 'HEAD', 'OPTIONS'].join(', ');
  if (method === 'OPTIONS' && reading('copr/options') === 'observed')
    return { status: 200, text: '', headers: { 'content-type': html, allow } };
  const sentence = 'The method is not allowed for the requested URL.';
  if (reading('copr/wrong-method') !== 'observed')
    return { ...error(405, sentence), headers: { allow: documented.join(', ') } };
  return htmlPage(405, 'Method Not Allowed', sentence);
}

function error(status: number, message: string): OperationResponse {
  return { status, body: { message } };
}
