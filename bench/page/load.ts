// Clients of a server: some that ask steadily, and some that ask as fast as they can while its processor time is measured.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

/** Asks so many times a second for about so many ms; resolves how many were answered. */
export async function askSteadily(url: string, perSecond: number, ms: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const paths = await pathsOf(url);
  const began = performance.now();
  let asked = 0;
  let answered = 0;
  while (performance.now() - began < ms) {
    const due = ((performance.now() - began) / 1_000) * perSecond;
    for (; asked < due; asked++) void get(agent, url + paths[asked % paths.length]!).then(() => answered++);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  agent.destroy();
  return answered;
}

/** The µs of a process's processor for each answer, while clients ask as fast as they can. */
export async function busiest(url: string, ms: number, pid: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const paths = await pathsOf(url);
  const until = performance.now() + ms;
  const before = processorOf(pid);
  let answered = 0;
  const ask = async () => {
    while (performance.now() < until) {
      await get(agent, url + paths[answered % paths.length]!);
      answered++;
    }
  };
  await Promise.all(Array.from({ length: 8 }, ask));
  agent.destroy();
  return ((processorOf(pid) - before) * 1e6) / answered;
}

/** Follows the events as a page does, and drops what it hears; what it returns lets go. */
export async function follow(url: string): Promise<() => void> {
  const gone = new AbortController();
  const response = await fetch(url, { signal: gone.signal });
  const reader = response.body!.getReader();
  const drain = async () => {
    while (!(await reader.read()).done);
  };
  void drain().catch(() => {});
  return () => gone.abort();
}

async function pathsOf(url: string): Promise<string[]> {
  const response = await fetch(`${url}/__standin/records?limit=200&api=erigones&samples=false`);
  const { records } = (await response.json()) as { records: { url: string }[] };
  return records.map((record) => new URL(record.url).pathname);
}

function get(agent: Agent, url: string): Promise<void> {
  return new Promise((resolve) => {
    const sent = request(url, { agent }, (response) => response.resume().on('end', resolve));
    sent.on('error', () => resolve());
    sent.end();
  });
}

/** Seconds, user and system. */
function processorOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
