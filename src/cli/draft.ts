// `standin draft`: what can be read of a document about how its states move, as a lifecycle file. Exit 1: questions are left.
import { Command } from 'commander';
import { draftOf } from '../described/draft/draft.ts';
import { print } from './terminal/print.ts';

export function draftCommand(): Command {
  return new Command('draft')
    .description(
      'Write a lifecycle file for an OpenAPI document, as far as it can be read; questions are TODOs.',
    )
    .argument('<document>', 'an OpenAPI or Swagger document')
    .option('--expand', 'write out what the preset of its annotations sets')
    .action((document: string, flags: { expand?: boolean }) => {
      const { text, open } = draftOf(document, { expand: flags.expand ?? false });
      print(text.trimEnd());
      process.exitCode = open > 0 ? 1 : 0;
    });
}
