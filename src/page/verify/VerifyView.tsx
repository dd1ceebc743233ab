// Verifications: start one against this Standin or another server, watch it, read its report; or open one that was written.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Verification, VerificationList } from '../../../schemas/standin/types.ts';
import { Refused, send } from '../link/send.ts';
import { type Action, useAction } from '../parts/action.ts';
import { Choice, Line } from '../parts/Field.tsx';
import { Notice } from '../parts/Notice.tsx';
import { apis } from '../world/apis.ts';
import { Report } from './Report.tsx';
import { type Report as ReportOf, readReport } from './report.ts';

export function VerifyView() {
  const action = useAction();
  const chosen = useSignal('');
  const api = chosen.value || apis.value[0]?.name || '';
  const url = useSignal('');
  const write = useSignal(false);
  const shown = useSignal<Verification | undefined>(undefined);
  const opened = useSignal<ReportOf | undefined>(undefined);
  useEffect(() => {
    void action.run(async () => {
      const { verifications } = await listed();
      const last = verifications.at(-1);
      if (last) shown.value = await send<Verification>('GET', `verifications/${last.id}`);
    });
  }, []);
  const { id, state } = shown.value ?? {};
  useEffect(() => {
    if (state !== 'running') return;
    const timer = setInterval(() => {
      void action.run(async () => (shown.value = await send<Verification>('GET', `verifications/${id}`)));
    }, 500);
    return () => clearInterval(timer);
  }, [id, state]);
  const submit = (event: Event) => {
    event.preventDefault();
    opened.value = undefined;
    const body = { api, ...(url.value !== '' && { url: url.value, write: write.value }) };
    void action.run(async () => (shown.value = await send<Verification>('POST', 'verifications', body)));
  };
  const report = opened.value ?? (shown.value?.report as unknown as ReportOf | undefined);
  return (
    <section class="view page" aria-labelledby="verify-title">
      <h1 id="verify-title">Verify</h1>
      <p class="faint">
        Holds a server against the document of an API. This Standin is verified in a world of its own, which
        is dropped afterwards.
      </p>
      <form onSubmit={submit} class="adding">
        <div class="fields">
          <Choice
            name="API"
            value={api}
            names={apis.value.map(({ name }) => name)}
            onChoice={(name) => (chosen.value = name)}
          />
          <Line
            name="URL"
            placeholder="this Standin"
            help="A server of this machine, or one that --verify-url allows."
            value={url.value}
            onText={(text) => (url.value = text)}
          />
          {url.value !== '' && (
            <label class="check">
              <input
                type="checkbox"
                checked={write.value}
                onChange={(event) => (write.value = event.currentTarget.checked)}
              />{' '}
              send requests that change something
            </label>
          )}
        </div>
        <div class="preview">
          <code>{`standin verify ${api} ${url.value || location.origin}${write.value && url.value ? ' --write' : ''}`}</code>
          <span class="actions">
            <OpenReport action={action} onReport={(read) => (opened.value = read)} />
            <button
              type="submit"
              class="primary"
              disabled={action.busy.value || state === 'running' || api === ''}
            >
              Verify
            </button>
          </span>
        </div>
      </form>
      <Notice problem={action.problem} />
      <div role="status">{!opened.value && shown.value && <Progress verification={shown.value} />}</div>
      {report && <Report report={report} />}
    </section>
  );
}

function Progress({ verification }: { verification: Verification }) {
  const { api, url, state, doing, requests, why } = verification;
  if (state === 'failed')
    return (
      <p class="fails">
        The verification of {url} could not be run: {why}
      </p>
    );
  if (state === 'done') return null;
  return (
    <p>
      Verifying {api} at {url}: {doing || 'beginning'} … {requests} requests so far
    </p>
  );
}

/** Only `standin serve` runs verifications; a Standin in a program says how else. */
async function listed(): Promise<VerificationList> {
  try {
    return await send<VerificationList>('GET', 'verifications');
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.status !== 404) throw error;
    throw new Refused({
      title: 'Not from here',
      detail: 'This Standin is part of a program, and runs no verifications.',
      hint: 'Run standin verify in a terminal, and open its report (--reporter json) here.',
    });
  }
}

/** A report that `standin verify --reporter json --output` has left. */
function OpenReport({ action, onReport }: { action: Action; onReport: (report: ReportOf) => void }) {
  const load = (file: File | undefined) =>
    file &&
    action.run(async () => {
      try {
        onReport(readReport(await file.text()));
      } catch {
        throw new Refused({
          title: 'No report',
          detail: `${file.name} is none: give what standin verify --reporter json has written.`,
        });
      }
    });
  return (
    <label class="button">
      Open a report
      <input
        type="file"
        accept=".json,application/json"
        aria-label="Open a report that was written as JSON"
        onChange={(event) => {
          void load(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
