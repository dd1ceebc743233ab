// The ways to write a report down: one function each, from the report to text. Where the text goes is for others to say.
import { github } from './github.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { pretty } from './pretty.ts';
import type { Reporter } from './reporter.ts';
import { sarif } from './sarif.ts';

export type ReporterName = 'pretty' | 'json' | 'junit' | 'sarif' | 'github' | 'html';

export const reporters: Readonly<Record<ReporterName, Reporter>> = {
  pretty,
  json,
  junit,
  sarif,
  github,
  html,
};
