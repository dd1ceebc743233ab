// The real client of the App Manager, ec.sdk as it is published, pointed at a Standin. It has no option for an address: the
// property by which its connector remembers where it is takes one.
import { Apps } from 'ec.sdk';
import { home } from '../../src/apis/entrecode/record.ts';

/** What is needed of a connector's inside: where its next request begins. */
type Inside = Record<symbol, { from(url: string): unknown }>;
type App = Awaited<ReturnType<Apps['app']>>;
type Platform = Awaited<ReturnType<App['platform']>>;

/** A connector that enters at an address, with a token. Each has a store of tokens of its own. */
export function connect(url: string, token = tokenOf()): Apps {
  const apps = new Apps({ environment: 'live', cookieModifier: `at ${url}` });
  (apps as unknown as Inside)[Symbol.for('traversal')]!.from(`${url}/`);
  return apps.setToken(token) as Apps;
}

/** A JSON Web Token that runs out at an instant (s), with this for its signature. */
export function tokenOf({ exp = 4_102_444_800, signature = 'good' } = {}): string {
  const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ exp })}.${signature}`;
}

/** From the entry to the platform that is in every world, as a program walks there. */
export async function walkToPlatform(apps: Apps): Promise<{ app: App; platform: Platform }> {
  const app = await apps.app(home.appID!);
  return { app, platform: await app.platform(home.platformID!) };
}

/** Asks a build or a deployment for its state until it has ended; gives the states it was seen in. */
export async function watch(resource: Watched): Promise<string[]> {
  const seen = [resource.successful];
  while (seen.at(-1) === 'running') {
    await resource.resolve();
    seen.push(resource.successful);
  }
  return seen;
}

interface Watched {
  readonly successful: string;
  resolve(): Promise<unknown>;
}
