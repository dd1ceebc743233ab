// What a reporter is.
import type { Report } from '../judge/finding.ts';

/** Writes a report as text that ends with a line feed. */
export type Reporter = (report: Report, options: ReporterOptions) => string;

/** Only `pretty` knows them: the others have no colour, and list everything. */
export interface ReporterOptions {
  readonly colour: boolean;
  /** Whether undecided readings are listed, each with the reason. */
  readonly undecided?: boolean;
}
