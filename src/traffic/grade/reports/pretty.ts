// The card for people at a terminal.
import { styleText } from 'node:util';
import { oneLine } from '../../../core/values/visible.ts';
import type { Card, RuleMarks } from '../card.ts';
import { drawingOf } from '../drawing.ts';

const width = 72;
const styles = { passed: 'green', failed: 'red', skipped: 'dim' } as const;

export function pretty(card: Card, { colour }: { readonly colour: boolean }): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const lines = [
    `${paint('bold', oneLine(card.client))}  graded on ${oneLine(card.api)}, ${card.runs.length} trials, Standin ${oneLine(card.version)}`,
    '',
    ...card.rules.flatMap((rule) => ruleLines(rule, paint)),
    '',
    paint('bold', 'Polls along the states'),
    ...card.runs.flatMap((run) => {
      const { states, marks } = drawingOf(run, width);
      return [
        `  ${oneLine(run.trial).padEnd(20)} ${oneLine(states)}`,
        `  ${''.padEnd(20)} ${marks}  ${oneLine(run.ending.how)}`,
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
  const head = `  ${paint(styles[rule.verdict], rule.verdict.padEnd(8))} ${oneLine(rule.id).padEnd(20)} ${points.padEnd(10)} ${oneLine(rule.says)}`;
  const failures = rule.marks.filter(({ verdict }) => verdict === 'failed');
  return [
    head,
    ...failures.map(({ trial, says }) => `             ${paint('red', oneLine(trial))}: ${oneLine(says)}`),
    ...(failures.length > 0 ? [paint('dim', `             ${oneLine(rule.source)}`)] : []),
  ];
}
