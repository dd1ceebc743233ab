// The card for people at a terminal.
import { styleText } from 'node:util';
import type { Card, RuleMarks } from '../card.ts';
import { drawingOf } from '../drawing.ts';
import { plainText } from './text.ts';

const width = 72;
const styles = { passed: 'green', failed: 'red', skipped: 'dim' } as const;

export function pretty(card: Card, { colour }: { readonly colour: boolean }): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const lines = [
    `${paint('bold', plainText(card.client))}  graded on ${plainText(card.api)}, ${card.runs.length} trials, Standin ${plainText(card.version)}`,
    '',
    ...card.rules.flatMap((rule) => ruleLines(rule, paint)),
    '',
    paint('bold', 'Polls along the states'),
    ...card.runs.flatMap((run) => {
      const { states, marks } = drawingOf(run, width);
      return [
        `  ${plainText(run.trial).padEnd(20)} ${plainText(states)}`,
        `  ${''.padEnd(20)} ${marks}  ${plainText(run.ending.how)}`,
      ];
    }),
    '',
    paint(card.score >= 80 ? ['bold', 'green'] : ['bold', 'yellow'], `${card.score} of 100 points`),
  ];
  return `\n${lines.join('\n')}\n`;
}

function ruleLines(
  rule: RuleMarks,
  paint: (style: Parameters<typeof styleText>[0], text: string) => string,
): string[] {
  const points = rule.verdict === 'skipped' ? '' : `${Math.round(rule.earned * 10) / 10} of ${rule.points}`;
  const head = `  ${paint(styles[rule.verdict], rule.verdict.padEnd(8))} ${plainText(rule.id).padEnd(20)} ${points.padEnd(10)} ${plainText(rule.says)}`;
  const failures = rule.marks.filter(({ verdict }) => verdict === 'failed');
  return [
    head,
    ...failures.map(
      ({ trial, says }) => `             ${paint('red', plainText(trial))}: ${plainText(says)}`,
    ),
    ...(failures.length > 0 ? [paint('dim', `             ${plainText(rule.source)}`)] : []),
  ];
}
