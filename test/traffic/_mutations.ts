// One fact of recorded traffic changed in one response, in every way that we could think of.

/** An exchange of an archive. */
export interface HarEntry {
  readonly startedDateTime: string;
  readonly request: { readonly method: string; readonly url: string };
  readonly response: {
    readonly status: number;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
    readonly content: { readonly text: string };
  };
}

export interface Mutation {
  readonly says: string;
  /** The exchange that it changes, from 1. */
  readonly number: number;
  readonly entries: readonly HarEntry[];
}

type Task = Record<string, unknown>;
type Shown = { build_task: Task; _links: Record<string, { href: string } | undefined> };
type Body = Partial<Shown> & { build_tasks?: Shown[]; _links: Shown['_links'] };
/** Changes a task in place; false if there is nothing to change in it. */
type Change = readonly [says: string, change: (task: Shown) => unknown];

const toNull = (member: string): Change => to('is null', member, () => null);

/** Another value where there is one. */
const to = (says: string, member: string, value: (old: never) => unknown): Change => [
  `${member} ${says}`,
  ({ build_task }) => {
    const old = build_task[member];
    if (old === null || old === undefined) return false;
    build_task[member] = value(old as never);
    return build_task[member] !== old;
  },
];

/** A value where there is none yet. */
const too = (member: string, value: unknown): Change => [
  `${member} is there too early`,
  ({ build_task }) => {
    if (build_task[member] !== null) return false;
    build_task[member] = value;
    return true;
  },
];

const link = (rel: string, href: (old: string) => string | undefined): Change => [
  `the link ${rel} leads elsewhere`,
  ({ _links }) => {
    const old = _links[rel]?.href;
    const now = old === undefined ? undefined : href(old);
    if (now === undefined || now === old) return false;
    _links[rel] = { href: now };
    return true;
  },
];

const states = ['succeeded', 'failed', 'canceled', 'running', 'starting', 'pending'];

/** What is changed of a task, be it alone or in a list. */
export const ofTasks: readonly Change[] = [
  ...states.map((state) => to(`is ${state}`, 'state', () => state)),
  to('is none that there is', 'state', () => 'exploded'),
  to('is a number', 'state', () => 3),
  toNull('state'),
  toNull('started_on'),
  toNull('ended_on'),
  toNull('git_hash'),
  toNull('result_dir_url'),
  toNull('build_id'),
  toNull('chroot_name'),
  to('is an hour earlier', 'started_on', (old: number) => old - 3_600),
  to('is an hour later', 'started_on', (old: number) => old + 3_600),
  to('is in ms', 'started_on', (old: number) => old * 1_000),
  to('is text', 'started_on', (old: number) => `${old}`),
  to('is a second earlier', 'ended_on', (old: number) => old - 1),
  to('is a day later', 'ended_on', (old: number) => old + 86_400),
  to('is before the start', 'ended_on', (old: number) => old - 86_400),
  to('has a fraction', 'ended_on', (old: number) => old + 0.5),
  to('is of another commit', 'git_hash', () => 'ab'.repeat(20)),
  to('is a number', 'git_hash', () => 5),
  to('is empty', 'git_hash', () => ''),
  to('is of another build', 'build_id', (old: number) => old + 1),
  to('is text', 'build_id', (old: number) => `${old}`),
  to('is the project', 'build_id', () => 77_777),
  to('is of another chroot', 'chroot_name', () => 'fedora-40-x86_64'),
  to('is no URL', 'result_dir_url', () => 'nowhere'),
  to('is of another chroot', 'result_dir_url', (old: string) => old.replace('rawhide', '40')),
  to('is of another build', 'result_dir_url', (old: string) => old.replace(/0010688\d/, '00106001')),
  too('started_on', 1_440_753_865),
  too('ended_on', 1_999_999_999),
  too('git_hash', 'ab'.repeat(20)),
  link('self', (old) => old.replace(/\/[^/]+$/, '')),
  link('self', (old) => old.replace(/\d+/, '2')),
  link('self', (old) => old.replace('x86_64', 'i386')),
  link('self', (old) => old.replace(/10688\d/, '106001')),
  link('project', (old) => `${old}1`),
  link('project', () => '/nowhere'),
  ['a member is missing: state', ({ build_task }) => delete build_task.state],
  ['a member is missing: started_on', ({ build_task }) => delete build_task.started_on],
  ['a member is missing: chroot_name', ({ build_task }) => delete build_task.chroot_name],
  ['there are no links', (task) => delete (task as Partial<Shown>)._links],
];

type Whole = readonly [says: string, change: (body: Body, entry: Mutable) => unknown];
interface Mutable {
  request: { method: string; url: string };
  response: {
    status: number;
    headers: { name: string; value: string }[];
    content: { text: string };
  };
}

const status = (code: number): Whole => [
  `the status is ${code}`,
  (_, { response }) => {
    response.status = code;
    if (code === 404) response.content.text = '{"message": "not found"}';
    return true;
  },
];

const text = (says: string, content: string): Whole => [
  says,
  (_, { response }) => {
    response.content.text = content;
    return true;
  },
];

/** What is changed of a whole response. */
export const ofResponses: readonly Whole[] = [
  status(404),
  status(410),
  status(201),
  status(203),
  status(204),
  ['it is text/html', (_, { response }) => typed(response, 'text/html')],
  text('it is no JSON', '<p>Wait.</p>'),
  text('it is an empty list', '[]'),
  text('it is null', 'null'),
];

/** What is changed of a list. */
export const ofLists: readonly Whole[] = [
  ['the first task is left out', ({ build_tasks }) => build_tasks!.shift() && true],
  ['the last task is left out', ({ build_tasks }) => build_tasks!.length > 1 && build_tasks!.pop() && true],
  ['a task comes twice', ({ build_tasks }) => build_tasks!.push(structuredClone(build_tasks![0]!))],
  ['there is no array of tasks', (body) => delete body.build_tasks],
  [
    'the self link has another build',
    (body) => self(body, (old) => old.replace(/build_id=\d+/, 'build_id=1')),
  ],
  [
    'the self link has another project',
    (body) => self(body, (old) => old.replace(/project_id=\d+/, 'project_id=1')),
  ],
  [
    'the self link has another state',
    (body) => self(body, (old) => old.replace(/state=\w+/, 'state=importing')),
  ],
  ['the self link has an owner too', (body) => self(body, (old) => `${old}&owner=ann`)],
  ['the self link is to something else', (body) => self(body, () => '/api_2/builds')],
];

function self(body: Body, change: (old: string) => string): boolean {
  const old = body._links.self!.href;
  body._links.self!.href = change(old);
  return body._links.self!.href !== old;
}

function typed({ headers }: Mutable['response'], type: string): boolean {
  for (const header of headers) if (/^content-type$/i.test(header.name)) header.value = type;
  return true;
}

/** Every mutation of one response; those that would change nothing left out. */
export function* mutationsOf(entries: readonly HarEntry[], number: number): Generator<Mutation> {
  const { pathname } = new URL(entries[number - 1]!.request.url);
  const isList = pathname.endsWith('/build_tasks');
  const tasks = ofTasks.map(
    ([says, change]): Whole => [
      says,
      (body) => change(isList ? (body.build_tasks!.at(-1) as Shown) : (body as Shown)),
    ],
  );
  for (const [says, change] of [...tasks, ...ofResponses, ...(isList ? ofLists : [])]) {
    const changed = structuredClone(entries[number - 1]!) as unknown as Mutable;
    const body = JSON.parse(changed.response.content.text) as Body;
    const { text } = changed.response.content;
    if (isList && body.build_tasks!.length === 0) continue;
    if (!change(body, changed)) continue;
    if (changed.response.content.text === text) changed.response.content.text = JSON.stringify(body);
    const mutated = entries.map((each, index) => (index === number - 1 ? changed : each));
    yield { says: `${isList ? 'list' : 'detail'}: ${says}`, number, entries: mutated as HarEntry[] };
  }
}
