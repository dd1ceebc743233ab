// The templates for several machines: what they start is started here, with another address of the store.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { inFolder, serving } from '../../_cli.ts';
import { startRedis } from '../../_redis.ts';

const redis = await startRedis();
afterAll(() => redis.stop());
const textOf = (name: string) => readFileSync(`templates/${name}.yaml`, 'utf8');
const compose = parse(textOf('compose'));
const [deployment, service, job] = parseAllDocuments(textOf('kubernetes')).map((each) => each.toJS());
const [standin] = deployment.spec.template.spec.containers;
const healthPath = standin.readinessProbe.httpGet.path;

it.each([
  ['compose.yaml', compose.services.standin.command.split(' ')],
  ['kubernetes.yaml', standin.args],
] as const)(
  '%s starts processes that share their worlds',
  async (_, [command, ...args]: string[]) => {
    expect(command).toBe('serve');
    const own = args.map((each) => each.replace('redis://redis:6379/0', redis.url));
    expect(own).toContain(redis.url);
    await serving(own, (one) =>
      serving(own, (two) =>
        serving(own, async (three) => {
          const created = await fetch(`${one}/__standin/records`, {
            method: 'POST',
            body: '{"api":"entrecode"}',
          });
          const { id } = (await created.json()) as { id: string };
          for (const url of [one, two, three]) {
            expect((await fetch(url + healthPath)).status).toBe(200);
            expect((await fetch(`${url}/__standin/records/entrecode/${id}`)).status).toBe(200);
          }
        }),
      ),
    );
  },
  60_000,
);

it('kubernetes.yaml: the Service, the probe and the pods mean one port, and one app', () => {
  const port = Number(/PORT=(\d+)/.exec(readFileSync('Dockerfile', 'utf8'))?.[1]);
  expect(standin.ports).toEqual([{ containerPort: port }]);
  expect(standin.readinessProbe.httpGet.port).toBe(port);
  expect(service.spec).toEqual({ selector: deployment.spec.template.metadata.labels, ports: [{ port }] });
  expect(deployment.spec.selector.matchLabels).toEqual(service.spec.selector);
});

it('kubernetes.yaml: the parts that the indexed job makes are one run', async () => {
  const { completions, template } = job.spec;
  const [{ args }] = template.spec.containers;
  await inFolder(async (folder) => {
    const here = (text: string) =>
      text
        .replace('/app/dist', resolve('dist'))
        .replace('-n 10000000', '-n 1003')
        .replaceAll('/data/', `${folder}/`);
    for (let index = 0; index < completions; index++)
      execFileSync('sh', ['-c', here(args[0])], {
        env: { ...process.env, JOB_COMPLETION_INDEX: `${index}` },
      });
    const parts = Array.from({ length: completions }, (_, index) =>
      readFileSync(`${folder}/part-${index}.csv`, 'utf8'),
    );
    const [whole] = here(args[0]).split('--shard');
    expect(parts.join('')).toBe(execFileSync('sh', ['-c', whole!], { encoding: 'utf8' }));
  });
}, 60_000);
