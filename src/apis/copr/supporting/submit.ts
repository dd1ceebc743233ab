// Submitting a build: JSON with the address of a source package, or a form with the package itself.
import type { Error as CoprError, CreateBuildRequest, Schemas } from '../../../../schemas/copr/types.ts';
import type { OperationRequest } from '../../../core/api/operation.ts';
import { operationsFor } from '../../../core/api/typed-operation.ts';
import { numberFor } from '../../../core/store/numbers.ts';
import { loginOf, malformed, notFound } from '../auth.ts';
import { type Project, wellFormedChroot } from '../record.ts';
import type { Submission } from './build.ts';
import { chrootsOf } from './chroots.ts';
import { unparsed, wrongContentType } from './library-words.ts';
import { projectOf } from './projects.ts';

const operation = operationsFor<Schemas>();

type CreateRequest = OperationRequest<CreateBuildRequest>;

/** What both ways of submitting come to. */
interface Order {
  readonly project_id: number;
  readonly chroots: readonly string[];
  readonly enable_net: boolean;
  /** The name of the source package's file. */
  readonly file: string;
  readonly source: Pick<Submission, 'source_type' | 'source_metadata'>;
}

const createBuild = operation({
  id: 'create-build',
  method: 'POST',
  path: '/api_2/builds',
  says: 'Submits a build to a project: a task for each chroot that is named, or else for each that the project has.',
  clauses: [],
  source: 'fedora-copr/copr, frontend/coprs_frontend/coprs/rest_api/resources/build.py at 22ee7026e',
  request: 'create-build.request',
  form: true,
  responses: { 201: null, 400: 'error', 401: 'error', 404: 'error' },
  async handle(request, respond) {
    const unknownType = wrongContentType(request);
    if (unknownType) return respond(400, unknownType);
    const order = orderOf(request);
    if (typeof order === 'string') return respond(400, inLibraryWords(request) ?? malformed(order));
    const project = await projectOf(request, order.project_id);
    if (!project) return respond(404, notFound('project', order.project_id));
    const chroots = order.chroots.length > 0 ? order.chroots : await chrootsOf(project, request);
    const bad = chroots.find((name) => !wellFormedChroot.test(name));
    if (bad !== undefined) return respond(400, { message: `Bad mock chroot name: ${bad}` });
    const build_id = await submit(order, project, [...new Set(chroots)], request);
    return respond(201, undefined, { location: request.url(`/api_2/builds/${build_id}`) });
  },
});

export const submitOperations = [createBuild];

/** The order, or what is wrong with it. */
function orderOf(request: CreateRequest): Order | string {
  const body = request.body ?? {};
  const isForm = /^multipart\/form-data/i.test(request.header('content-type') ?? '');
  if (isForm && body.metadata === undefined) return 'Missing build metadata in the request';
  if (isForm && body.srpm === undefined) return 'Missing srpm file in the request';
  const { project_id, srpm_url, chroots = [], enable_net = true } = isForm ? parsed(body.metadata!) : body;
  if (!Number.isInteger(project_id)) return 'project_id: a whole number is required';
  if (!Array.isArray(chroots) || !chroots.every((each) => typeof each === 'string'))
    return 'chroots: not a list of strings';
  const order = { project_id: project_id!, chroots, enable_net };
  if (isForm) {
    const file = body.srpm!.filename;
    return { ...order, file, source: { source_type: 'srpm_upload', source_metadata: { pkg: file } } };
  }
  const file = fileAt(srpm_url ?? '');
  if (file === undefined) return 'srpm_url: not a valid URL';
  return { ...order, file, source: { source_type: 'srpm_link', source_metadata: { url: srpm_url! } } };
}

const absent = 'Missing data for required field.';

/** As observed, what is wrong with the two members that JSON must have, in the words of the service's library. */
function inLibraryWords(request: CreateRequest): CoprError | undefined {
  const isJson = /json/i.test(request.header('content-type') ?? '');
  if (!isJson || request.reading('copr/bad-parameter') !== 'observed') return undefined;
  const { srpm_url, project_id } = request.body ?? {};
  const wrong: string[] = [];
  if (srpm_url === undefined) wrong.push(`'srpm_url': ['${absent}']`);
  else if (fileAt(srpm_url) === undefined) wrong.push(`'srpm_url': [${wrongAddress(srpm_url)}]`);
  if (project_id === undefined) wrong.push(`'project_id': ['${absent}']`);
  else if (!Number.isInteger(project_id)) wrong.push("'project_id': ['Not a valid integer.']");
  if (wrong.length === 0) return undefined;
  return unparsed(`{${wrong.join(', ')}}`, request);
}

/** The library knows of ftp, and wants a host with a dot; the service itself wants http. */
function wrongAddress(address: string): string {
  const isAddress = /^(ftps?|https?):\/\/[^/]+\.[^/]+/.test(address);
  return isAddress ? "'Invalid value.'" : "'Not a valid URL.', 'Invalid value.'";
}

/** The name of the file at a URL; undefined for an invalid URL. */
function fileAt(address: string): string | undefined {
  if (!/^https?:\/\/[^/]/.test(address)) return undefined;
  try {
    return decodeURIComponent(address.split(/[?#]/)[0]!.split('/').at(-1)!);
  } catch {
    return undefined;
  }
}

function parsed(metadata: string): CreateBuildRequest['body'] {
  try {
    const value = JSON.parse(metadata);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Has the tasks of a build created, and keeps how it was submitted. Its id. */
async function submit(
  { file, source, enable_net, chroots: wished }: Order,
  { project_id }: Project,
  chroots: readonly string[],
  request: CreateRequest,
): Promise<number> {
  const { name, version } = packageIn(file);
  const chrootsLater = wished.length === 0;
  const build_id = await numberFor(request.store, 'copr build', { name: 'build_id', given: undefined });
  const named = { ...source, version, enable_net, ...(chrootsLater && { chrootsLater }) };
  const submission: Submission = { submitter: loginOf(request), ...named };
  await request.store.putParent('copr', 'submission', `${build_id}`, { ...submission });
  for (const chroot_name of chroots)
    await request.create({ project_id, package: name, build_id, chroot_name });
  return build_id;
}

/** Name, and version with release, of `copr-ping-1-1.fc20.src.rpm`. */
function packageIn(file: string): { name: string; version: string } {
  const [, name, version] = /^(.+?)-([^-]+-[^-]+?)(?:\.(?:no)?src)?\.rpm$/.exec(file) ?? [];
  return { name: name ?? (file.replace(/\.\w+$/, '') || 'package'), version: version ?? '1.0-1' };
}
