// The reporters: one function each, from the report to text. The caller decides where the text goes.
import type { Report } from '../judge/finding.ts';
import { github } from './github.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { pretty } from './pretty.ts';
import { sarif } from './sarif.ts';

/** Writes a report as text that ends with a line feed. Only `pretty` uses colour. */
export type Reporter = (report: Report, options: { readonly colour: boolean }) => string;

export type ReporterName = 'pretty' | 'json' | 'junit' | 'sarif' | 'github' | 'html';

export const reporters: Readonly<Record<ReporterName, Reporter>> = {
  pretty,
  json,
  junit,
  sarif,
  github,
  html,
};
