// A driver that sends what python-copr's `client_v2` sends, and is as strict: the same paths, headers and order, a decoder
// that dies of a member it does not know or of a null where it wants a value, and a content type compared letter by letter.
import { type IncomingHttpHeaders, request } from 'node:http';

/** What may be null or absent is marked with `?`; every other member must be there. */
type Fields = Readonly<Record<string, 'int' | 'int?' | 'str' | 'str?' | 'bool?' | 'list' | 'any' | 'any?'>>;

const schemas: Readonly<Record<string, Fields>> = {
  project: {
    id: 'int',
    name: 'str',
    owner: 'str',
    is_a_group_project: 'bool?',
    group: 'str?',
    description: 'str',
    instructions: 'str',
    homepage: 'str?',
    contact: 'str?',
    disable_createrepo: 'bool?',
    build_enable_net: 'bool?',
    repos: 'list',
  },
  build: {
    id: 'int',
    state: 'str',
    submitter: 'str',
    built_packages: 'any?',
    package_version: 'str?',
    package_name: 'str?',
    repos: 'list',
    submitted_on: 'int',
    started_on: 'int?',
    ended_on: 'int?',
    enable_net: 'bool?',
    source_type: 'str',
    source_metadata: 'any',
  },
  build_task: {
    state: 'str',
    started_on: 'int?',
    ended_on: 'int?',
    git_hash: 'str?',
    chroot_name: 'str',
    build_id: 'int',
    result_dir_url: 'str?',
  },
  chroot: {
    name: 'str',
    os_release: 'str',
    os_version: 'str',
    arch: 'str',
    is_active: 'bool?',
  },
};

const knownStates =
  'failed succeeded canceled running pending skipped starting importing forked waiting unknown'.split(' ');

/** A request that was refused, with the message if the client can read it. */
export class RequestError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Sent {
  readonly query?: Readonly<Record<string, unknown>>;
  readonly auth?: string;
  readonly body?: string | Buffer;
  readonly contentType?: string;
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the decoder let through.
type Decoded = Record<string, any>;

export class CoprClient {
  readonly #root: string;
  readonly #auth: string;
  #links: Record<string, { href: string }> = {};

  private constructor(root: string, login: string, token: string) {
    this.#root = root;
    this.#auth = `Basic ${Buffer.from(`${login}:${token}`).toString('base64')}`;
  }

  /** Logs in, so to speak: nothing is sent but the request for the root. */
  static async create(root: string, login: string, token: string): Promise<CoprClient> {
    const client = new CoprClient(root, login, token);
    const { _links: links } = await client.#get(`${root}/api_2`);
    for (const name of ['projects', 'builds', 'build_tasks', 'mock_chroots'])
      if (typeof links[name].href !== 'string') throw new Error(`the root has no link ${name}`);
    client.#links = links;
    return client;
  }

  async projects(query: Readonly<Record<string, unknown>>): Promise<Decoded[]> {
    return (await this.#list('projects', query)).map((each) => decode('project', each));
  }

  async project(id: number): Promise<Decoded> {
    return decode('project', await this.#get(`${this.#address('projects')}/${id}`));
  }

  async chroots(): Promise<Decoded[]> {
    const { chroots } = await this.#get(this.#address('mock_chroots'), { active_only: 'True' });
    return chroots.map((each: Decoded) => decode('chroot', each));
  }

  async builds(query: Readonly<Record<string, unknown>>): Promise<Decoded[]> {
    return (await this.#list('builds', query)).map((each) => decode('build', each));
  }

  async build(id: number): Promise<Decoded> {
    return decode('build', await this.#get(`${this.#address('builds')}/${id}`));
  }

  async tasks(query: Readonly<Record<string, unknown>>): Promise<Decoded[]> {
    return (await this.#list('build_tasks', query)).map((each) => decode('build_task', each));
  }

  async task(buildId: number, chroot: string): Promise<Decoded> {
    return decode('build_task', await this.#get(`${this.#address('build_tasks')}/${buildId}/${chroot}`));
  }

  async createFromUrl(project_id: number, srpm_url: string, chroots: readonly string[]): Promise<Decoded> {
    const body = JSON.stringify({ project_id, srpm_url, chroots, enable_net: true });
    return this.#created({ body });
  }

  /** Uploads a package; the odd spelling of the part's type is the client's own. */
  async createFromFile(
    project_id: number,
    name: string,
    content: Uint8Array,
    chroots: readonly string[],
  ): Promise<Decoded> {
    const boundary = 'd41d8cd98f00b204e9800998ecf8427e';
    const head = (disposition: string, type: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n`;
    const body = Buffer.concat([
      Buffer.from(head('name="metadata"', 'application/json')),
      Buffer.from(JSON.stringify({ project_id, chroots, enable_net: true })),
      Buffer.from(`\r\n${head(`name="srpm"; filename="${name}"`, 'appliction/x-rpm')}`),
      content,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    return this.#created({ body, contentType: `multipart/form-data; boundary=${boundary}` });
  }

  /** Puts one member and nothing else. The client expects a 200, and is told 201: it then says "not successful". */
  async cancel(id: number): Promise<number> {
    const body = JSON.stringify({ state: 'canceled' });
    const url = `${this.#address('builds')}/${id}`;
    return (await this.#send('PUT', url, { auth: this.#auth, body })).status;
  }

  async #created(sent: Sent): Promise<Decoded> {
    const response = await this.#send('POST', this.#address('builds'), { auth: this.#auth, ...sent });
    if (response.status !== 201)
      throw new RequestError(response.status, 'unexpected status code at create build');
    return decode('build', await this.#get(response.headers.location!));
  }

  async #list(name: string, query: Readonly<Record<string, unknown>>): Promise<Decoded[]> {
    const page = await this.#get(this.#address(name), query);
    if (page._links === undefined) throw new Error(`the list of ${name} has no _links`);
    return page[name];
  }

  #address(name: string): string {
    return this.#root + this.#links[name]!.href;
  }

  async #get(url: string, query: Readonly<Record<string, unknown>> = {}): Promise<Decoded> {
    return JSON.parse((await this.#send('GET', url, { query })).text);
  }

  async #send(method: string, url: string, { query = {}, auth, body, contentType }: Sent): Promise<Received> {
    const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
    const search = new URLSearchParams(given.map(([name, value]) => [name, `${value}`] as [string, string]));
    const response = await transfer(
      method,
      given.length > 0 ? `${url}?${search}` : url,
      {
        'User-Agent': 'python-requests/2.28.1',
        'Accept-Encoding': 'gzip, deflate',
        Accept: '*/*',
        Connection: 'keep-alive',
        ...(body !== undefined && {
          'content-type': contentType ?? 'application/json',
          'Content-Length': `${Buffer.byteLength(body)}`,
        }),
        ...(auth && { Authorization: auth }),
      },
      body,
    );
    if (response.status >= 400) throw new RequestError(response.status, messageOf(response));
    return response;
  }
}

/** The message of a refusal, which the client reads only under exactly this content type. */
function messageOf({ headers, text }: Received): string {
  if (headers['content-type'] !== 'application/json')
    throw new Error(`no message: ${headers['content-type']}`);
  return JSON.parse(text).message;
}

function transfer(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: string | Buffer,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const { statusCode: status = 0, headers: received } = response;
      const isRedirect = status >= 300 && status < 400;
      if (isRedirect) resolve(transfer(method, new URL(received.location!, url).href, headers, body));
      else resolve({ status, headers: received, text: Buffer.concat(chunks).toString() });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** An item of a list or a detail: what is under its name, checked as marshmallow 3 does, and links that have a href. */
function decode(name: string, item: Decoded): Decoded {
  for (const [rel, link] of Object.entries(item._links as Record<string, { href: unknown }>))
    if (typeof link.href !== 'string') throw new Error(`link ${rel} has no href`);
  const fields = schemas[name]!;
  const entity = item[name] as Decoded;
  for (const member of Object.keys(entity)) if (!fields[member]) throw new Error(`${member}: Unknown field.`);
  for (const [member, type] of Object.entries(fields)) check(name, member, type, entity[member]);
  if (name === 'build_task' && !knownStates.includes(entity.state))
    throw new Error('state: Not a valid choice.');
  return entity;
}

function check(schemaName: string, member: string, type: string, value: unknown): void {
  if (value === undefined) return;
  if (value === null) {
    if (!type.endsWith('?')) throw new Error(`${schemaName}.${member}: Field may not be null.`);
    return;
  }
  const fits: Readonly<Record<string, boolean>> = {
    int: Number.isInteger(value),
    str: typeof value === 'string',
    bool: typeof value === 'boolean',
    list: Array.isArray(value),
    any: true,
  };
  if (!fits[type.replace('?', '')]) throw new Error(`${schemaName}.${member}: Not a valid ${type}.`);
}
