// How `serve` runs a verification that the page has started. What it needs is loaded then, and not at the start.
import type { VerificationTask } from '../../server/control/live/verifications.ts';

/** Without Pact's verifier: that blocks the process which it has to answer. `standin verify` runs it. */
export async function verifyFromPage({
  api,
  url,
  fetch,
  write,
  onProgress,
}: VerificationTask): Promise<object> {
  const { verify } = await import('../../verify.ts');
  return verify({ api, url, ...(fetch && { fetch }), write, onProgress, pact: false, for: 30_000 });
}
