// The mutation score as a user of a real server would have it: each mutant behind a proxy that hides the control, verified with
// `--write`, parameters and a token. What cannot be seen so is listed with its reason.
import { readFileSync } from 'node:fs';
import * as registry from '../../src/apis/index.ts';
import type { Report } from '../../src/contract/judge/finding.ts';
import { mutantsFor } from '../../src/contract/mutate/mutants.ts';
import { mutate, type Score } from '../../src/contract/mutate/mutate.ts';
import type { Api } from '../../src/core/api/api.ts';
import { verify } from '../../src/verify.ts';
import { deployed, deployedOnPorts } from './_deployed.ts';

export interface WithoutControl {
  readonly mutants: number;
  readonly killed: number;
  /** Of those that can be told from the truth where everything can be set up, the ones that nobody sees here: why. */
  readonly unseen: Readonly<Record<string, string>>;
}

export const apis: readonly Api[] = Object.values(registry) as Api[];

/** The committed figures. */
export const committed: Readonly<Record<string, { readonly withoutControl: WithoutControl }>> = JSON.parse(
  readFileSync('contracts/mutation-score.json', 'utf8'),
);

/** Verifies a mutant as it is deployed, the document read as corrected. */
export async function verifyDeployed(api: Api, deceiving: Api, pact = false): Promise<Report> {
  const { options, close } = await deployedOnPorts(deceiving);
  try {
    return await verify({ api, profile: 'corrected', pact, ...options });
  } finally {
    await close();
  }
}

/** The score of the mutants whose ids have this in them. Hundreds of them are asked without a socket, which tells no less. */
export function scoreOf(api: Api, part: string, onTried?: Parameters<typeof mutate>[3]): Promise<Score> {
  const mutants = mutantsFor(api).filter(({ id }) => id.includes(part));
  return mutate(
    api,
    mutants,
    (deceiving, thoroughly) =>
      verify({ api, profile: 'corrected', pact: thoroughly, ...deployed(deceiving) }),
    onTried,
  );
}
