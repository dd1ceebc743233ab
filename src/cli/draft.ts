// `standin draft`: a lifecycle file from what a document shows of its states. Exit 1: questions are left.
import { Command } from 'commander';
import { draftOf } from '../described/draft/draft.ts';
import { print } from './terminal/print.ts';

export function draftCommand(): Command {
  return new Command('draft')
    .description('Draft a lifecycle file for an OpenAPI document. Open questions become TODOs.')
    .argument('<document>', 'an OpenAPI or Swagger document')
    .option('--expand', 'write out what the conventions of its annotations imply')
    .action((document: string, flags: { expand?: boolean }) => {
      const { text, open } = draftOf(document, { expand: flags.expand ?? false });
      print(text.trimEnd());
      process.exitCode = open > 0 ? 1 : 0;
    });
}
