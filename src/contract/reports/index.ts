// The reporters: one function each, from the report to text. The caller decides where the text goes.
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
