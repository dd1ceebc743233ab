// `standin errata`, as users run it.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const standin = async (...args: string[]) =>
  (await run(process.execPath, ['dist/cli/main.js', 'errata', ...args], { maxBuffer: 1e8 })).stdout;

describe('standin errata', () => {
  it('lists at least 120, with what each reading serves and why', async () => {
    const errata = JSON.parse(await standin('--json'));
    expect(errata.length).toBeGreaterThanOrEqual(120);
    for (const erratum of errata) {
      expect(erratum.readings.corrected).toEqual(expect.any(String));
      expect(erratum.why).toEqual(expect.any(String));
    }
  });

  it('lists those of one API, a line each', async () => {
    const out = await standin('copr');
    expect(out).toMatch(/^copr\/list-path +corrected observed/m);
    expect(out).not.toContain('erigones/');
  });

  it('shows one with its sides served by the mock', async () => {
    const out = await standin('copr/detail-build-id');
    expect(out).toMatch(
      /corrected {2}.*\n {2}> GET \/api_2\/build_tasks.*\n {2}< 200\n[\s\S]*"build_id":106882/,
    );
    expect(out).toMatch(/literal {2}.*\n {2}> GET \/api_2\/build_tasks.*\n {2}< 200\n[\s\S]*"build_id":3985/);
  });

  it('names the nearest for one that is unknown', async () => {
    await expect(standin('copr/detail-build-ids')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Did you mean 'copr/detail-build-id'?"),
    });
  });
});
