// A report of a verification, as much of it as is shown; one that `verify` has written as JSON is read as well.
export interface Report {
  readonly api: string;
  readonly title: string;
  readonly verdict: string;
  readonly target: string;
  readonly began: string;
  readonly requests: number;
  readonly findings: readonly Finding[];
  readonly clauses: readonly {
    readonly id: string;
    readonly says: string;
    readonly verdict: string;
    readonly checks: number;
    readonly why?: string;
  }[];
  readonly errata: readonly {
    readonly erratum: string;
    readonly says: string;
    readonly follows?: string;
    readonly acceptable: boolean;
  }[];
}

export interface Finding {
  readonly severity: string;
  readonly clause: string;
  readonly says: string;
  readonly expected: string;
  readonly actual: string;
  readonly pointer?: string;
  readonly times: number;
  readonly shown?: {
    readonly curl: string;
    readonly response: { readonly status: number; readonly body?: unknown };
  };
}

export function readReport(text: string): Report {
  const value = JSON.parse(text) as Partial<Report>;
  const isReport =
    typeof value.verdict === 'string' && Array.isArray(value.findings) && Array.isArray(value.clauses);
  if (!isReport) throw new Error('no report');
  return { ...value, errata: value.errata ?? [] } as Report;
}
