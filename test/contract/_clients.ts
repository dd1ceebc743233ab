// Clients as users write them: typed, a few lines each, knowing of Standin nothing.

async function getJson<T>(url: string, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${response.status} from ${url}`);
  return (await response.json()) as T;
}

export interface CoprTask {
  build_id: number;
  chroot_name: string;
  state: string;
  started_on: number | null;
  ended_on: number | null;
}

export function createCoprClient(url: string) {
  type Entry = { build_task: CoprTask };
  return {
    async task(build: number, chroot: string): Promise<CoprTask> {
      return (await getJson<Entry>(`${url}/api_2/build_tasks/${build}/${chroot}`)).build_task;
    },
    async tasks(build: number, state: string): Promise<CoprTask[]> {
      const list = await getJson<{ build_tasks: Entry[] }>(
        `${url}/api_2/build_tasks?build_id=${build}&state=${state}`,
      );
      return list.build_tasks.map((entry) => entry.build_task);
    },
  };
}

export function createCoprBackend(url: string) {
  return {
    async waiting(): Promise<{ id: number; chroots: string[] }[]> {
      const { builds } = await getJson<{ builds: { id: number; chroots: string }[] }>(
        `${url}/waiting_builds/`,
      );
      return builds.map(({ id, chroots }) => ({ id, chroots: chroots.split(' ') }));
    },
  };
}

export function createCodeArtsClient(url: string, token: string) {
  type Page = { result: { total_record: string; job_build_states: { number: number; state: string }[] } };
  return {
    async records(job: string, from: string, to: string) {
      const query = new URLSearchParams({ start_time: from, end_time: to, page_index: '0', page_size: '1' });
      const headers = { 'X-Auth-Token': token };
      const { result } = await getJson<Page>(`${url}/v3/jobs/${job}/build-info-records?${query}`, headers);
      return { total: Number(result.total_record), newest: result.job_build_states[0] };
    },
  };
}

export interface EntrecodeBuild {
  buildID: number;
  started: string;
  successful: 'running' | 'success' | 'error';
}

export function createEntrecodeClient(url: string) {
  type List = { total: number; _embedded?: { 'ec:app/build': EntrecodeBuild[] } };
  return {
    build: (id: number) => getJson<EntrecodeBuild>(`${url}/platform/build?buildID=${id}`),
    async builds(platform: string): Promise<EntrecodeBuild[]> {
      const list = await getJson<List>(`${url}/platform/build?platformID=${platform}`);
      return list._embedded?.['ec:app/build'] ?? [];
    },
  };
}

export function createErigonesClient(url: string) {
  return {
    tasks: () => getJson<string[]>(`${url}/api/task/`),
    async isDone(task: string): Promise<boolean> {
      return (await getJson<{ done: boolean }>(`${url}/api/task/${task}/done/`)).done;
    },
  };
}
