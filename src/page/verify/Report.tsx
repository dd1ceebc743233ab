// A report for people: the verdict, what was found with its exchange, the clauses, and the readings that the server follows.
import { Code } from '../parts/Code.tsx';
import { Json } from '../parts/Json.tsx';
import type { Finding, Report as ReportOf } from './report.ts';

const severities = [
  ['failed', 'Failed'],
  ['unusual', 'Unusual'],
  ['erratum', 'Other readings'],
  ['extra', 'Beyond the document'],
] as const;

export function Report({ report }: { report: ReportOf }) {
  const { title, verdict, target, began, requests, findings, clauses, errata } = report;
  const count = (wanted: string) => clauses.filter((clause) => clause.verdict === wanted).length;
  return (
    <article aria-label="Report">
      <h2>
        {title}:{' '}
        <span class={verdict === 'failed' ? 'fails' : verdict === 'passed' ? 'fine' : ''}>{verdict}</span>
      </h2>
      <p class="faint">
        {target}, {began}, {requests} requests. Clauses: {count('passed')} passed, {count('failed')} failed,{' '}
        {count('skipped')} skipped.
      </p>
      {severities.map(([severity, name]) => (
        <Findings
          key={severity}
          name={name}
          findings={findings.filter((each) => each.severity === severity)}
        />
      ))}
      <details>
        <summary>{clauses.length} clauses</summary>
        <table class="list">
          <tbody>
            {clauses.map(({ id, says, verdict: each, checks, why }) => (
              <tr key={id}>
                <th scope="row">
                  <code>{id}</code>
                </th>
                <td class={each === 'failed' ? 'fails' : each === 'passed' ? 'fine' : 'faint'}>{each}</td>
                <td>{checks}</td>
                <td>
                  {says} {why && <span class="faint">{why}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <details>
        <summary>{errata.length} readings that the server follows</summary>
        <table class="list">
          <tbody>
            {errata.map(({ erratum, says, follows, acceptable }) => (
              <tr key={erratum}>
                <th scope="row">
                  <code>{erratum}</code>
                </th>
                <td class={acceptable ? '' : 'fails'}>{follows ?? 'not known'}</td>
                <td>{says}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </article>
  );
}

function Findings({ name, findings }: { name: string; findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <section>
      <h3>
        {name} ({findings.length})
      </h3>
      {findings.map(({ clause, says, expected, actual, pointer, times, shown }, index) => (
        <details key={index}>
          <summary>
            <code>{clause}</code> {actual} {times > 1 && <span class="faint">{times} times</span>}
          </summary>
          <p>{says}</p>
          <p>
            Expected {expected}
            {pointer && ` at ${pointer}`}; was {actual}.
          </p>
          {shown && <Code name={`Repeats ${clause}`} text={shown.curl} />}
          {shown?.response.body !== undefined && (
            <Json name={`The response for ${clause}`} value={shown.response.body} />
          )}
        </details>
      ))}
    </section>
  );
}
