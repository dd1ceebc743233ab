// The backend of Copr in January 2013 (backend/copr-be.py and backend/dispatcher.py of fedora-copr/copr at e8d9af5e5), as far as
// the frontend sees it: the same requests with the same headers in the same order, the same members read, and what killed it
// kills this. Building itself is a function that the test gives.

/** What a worker makes of a build. */
export interface Job {
  readonly pkgs: readonly string[];
  readonly repos: readonly string[];
  readonly chroots: readonly string[];
  readonly memory_reqs: number;
  readonly timeout: number;
  readonly build_id: number;
  readonly results: string;
  readonly copr_id: number;
  readonly user_id: number;
  readonly user_name: string;
  readonly copr_name: string;
}

export interface BackendOptions {
  readonly frontend_url: string;
  readonly frontend_auth: string;
  /** Builds one; whether all of its packages came out. */
  readonly build: (job: Job) => Promise<boolean>;
}

/** Everything that the HTTP library of its time sent by itself. */
const usual = {
  accept: '*/*',
  'accept-encoding': 'gzip, deflate, compress',
  'user-agent': 'python-requests/0.14.1 CPython/2.7.3 Linux/3.6.10',
};

export class CoprBackend {
  readonly #options: BackendOptions;
  /** One file for each id, until its build has been reported to the end: what comes again does no harm. */
  readonly jobfiles = new Map<number, string>();
  readonly #added = new Set<number>();
  readonly #queue: number[] = [];
  /** Why workers died, by the build that killed them. */
  readonly dead = new Map<number, Error>();

  constructor(options: BackendOptions) {
    this.#options = options;
  }

  /** Asks for jobs, and notes those that are new. How many there were. */
  async fetchJobs(): Promise<number> {
    const response = await fetch(`${this.#options.frontend_url}/waiting_builds/`, { headers: usual });
    const { builds } = JSON.parse(await response.text());
    let count = 0;
    for (const build of builds ?? []) {
      if (!('id' in build) || this.jobfiles.has(build.id) || this.#added.has(build.id)) continue;
      this.jobfiles.set(build.id, JSON.stringify(build));
      this.#added.add(build.id);
      this.#queue.push(build.id);
      count++;
    }
    return count;
  }

  /** A worker for each job; one that dies takes no other along. */
  async work(): Promise<void> {
    for (const id of this.#queue.splice(0)) {
      try {
        await this.#run(id);
      } catch (error) {
        this.dead.set(id, error as Error);
      }
    }
  }

  /** Fetches and works, with a pause of `sleeptime` ms, until `done`. */
  async run(sleeptime: number, done: () => boolean): Promise<void> {
    while (!done()) {
      await this.fetchJobs();
      await this.work();
      if (sleeptime > 0) await new Promise((resolve) => setTimeout(resolve, sleeptime));
    }
  }

  async #run(id: number): Promise<void> {
    const job = parseJob(this.jobfiles.get(id)!);
    const started_on = secondsNow();
    await this.#post({ id: job.build_id, started_on, results: job.results });
    const status = (await this.#options.build(job)) ? 1 : 0;
    await this.#post({ id: job.build_id, ended_on: secondsNow(), status });
    this.jobfiles.delete(id);
  }

  async #post(build: object): Promise<void> {
    const { frontend_url, frontend_auth } = this.#options;
    const response = await fetch(`${frontend_url}/update_builds/`, {
      method: 'POST',
      headers: {
        ...usual,
        authorization: `Basic ${btoa(`user:${frontend_auth}`)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ builds: [build] }),
    });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`Failed to submit to frontend: ${response.status}: ${text}`);
  }
}

/** The members that it reads, and no other. What is absent or null where it splits text kills the worker. */
function parseJob(file: string): Job {
  const build = JSON.parse(file);
  const member = (of: Record<string, unknown>, name: string) => {
    if (name in of) return of[name] as never;
    throw new Error(`KeyError: '${name}'`);
  };
  const split = (name: string): string[] => {
    const text: unknown = member(build, name);
    if (typeof text === 'string') return text.split(' ');
    throw new Error(`AttributeError: '${name}' has no attribute 'split'`);
  };
  const copr = member(build, 'copr') as Record<string, never>;
  const pkgs = split('pkgs');
  const repos = split('repos').filter((each) => each.trim() !== '');
  const chroots = split('chroots');
  const memory_reqs = member(build, 'memory_reqs');
  const timeout = member(build, 'timeout');
  const user_name: string = member(member(copr, 'owner'), 'name');
  const copr_name: string = member(copr, 'name');
  return {
    ...{ pkgs, repos, chroots, memory_reqs, timeout, user_name, copr_name },
    build_id: build.id,
    results: `http://results.example/results/${user_name}/${copr_name}/`,
    copr_id: member(copr, 'id'),
    user_id: member(build, 'user_id'),
  };
}

/** With a fraction, as Python tells the time. */
function secondsNow(): number {
  return Date.now() / 1_000;
}
