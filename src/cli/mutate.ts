// `standin mutate`: verify every mutant, and list those that survive. Exit 1 when one survives.
import { Argument, Command } from 'commander';
import type { Score, Tried } from '../contract/mutate/mutate.ts';
import { apisNamed } from '../standin.ts';
import { mutateApi } from '../verify.ts';
import { paint, print } from './terminal/print.ts';
import { createProgressLine } from './terminal/progress.ts';

export function mutateCommand(): Command {
  return new Command('mutate')
    .description('Verify mocks that each break one clause, and count how many of them verify catches.')
    .addArgument(new Argument('[api]', 'which API: a name, or a file that describes one (default: all five)'))
    .option('--all', 'print every mutant, the killed ones too')
    .option('--json', 'print everything as JSON')
    .action(mutate);
}

async function mutate(name: string | undefined, flags: { all?: boolean; json?: boolean }): Promise<void> {
  const scores: Score[] = [];
  const progress = createProgressLine(process.stderr);
  for (const api of apisNamed(name)) {
    let tried = 0;
    const score = await mutateApi(api, ({ mutant }) =>
      progress.show(`${api.name}: ${++tried} mutants … ${mutant}`),
    );
    progress.clear();
    scores.push(score);
    if (!flags.json) printScore(score, flags.all ?? false, name !== undefined);
  }
  if (flags.json) print(JSON.stringify(scores, null, 2));
  else if (scores.length > 1) printTotal(scores);
  process.exitCode = scores.some(({ survived }) => survived > 0) ? 1 : 0;
}

function printScore({ api, tried, clauses, ...score }: Score, all: boolean, detailed: boolean): void {
  print(`${paint('bold', api.padEnd(13))} ${countsOf(score)}`);
  for (const each of tried) if (all || each.outcome !== 'killed') printTried(each);
  if (!detailed) return;
  print('\n  killed of mutants, by the clause that they break');
  for (const [clause, [killed, mutants]] of Object.entries(clauses)) {
    const share = `${killed} of ${mutants}`.padEnd(10);
    print(`  ${killed === mutants ? share : paint('red', share)} ${clause}`);
  }
}

function printTried({ mutant, outcome, says, by, why }: Tried): void {
  const colour = ({ killed: 'green', survived: 'red', equivalent: 'dim' } as const)[outcome];
  print(`  ${paint(colour, outcome.padEnd(10))} ${mutant}\n             ${why ?? says}`);
  if (outcome === 'killed') print(`             by ${by.join(', ')}`);
}

function printTotal(scores: readonly Score[]): void {
  const sum = (of: Counted) => scores.reduce((total, score) => total + score[of], 0);
  const [killed, survived] = [sum('killed'), sum('survived')];
  const total = {
    mutants: sum('mutants'),
    killed,
    survived,
    named: sum('named'),
    unusual: sum('unusual'),
    equivalent: sum('equivalent'),
  };
  print(`${paint('bold', 'all'.padEnd(13))} ${countsOf({ ...total, score: killed / (killed + survived) })}`);
}

type Counted = 'mutants' | 'killed' | 'named' | 'unusual' | 'survived' | 'equivalent';

function countsOf(score: Pick<Score, Counted | 'score'>): string {
  const { mutants, killed, named, unusual, survived, equivalent } = score;
  // Rounded down, so that 100 % means all.
  const percent = `${Math.floor(score.score * 1_000) / 10} %`;
  return `${mutants} mutants: ${killed} killed (${named} by the clause they break, ${unusual} as unusual alone), ${survived} survived, ${equivalent} equivalent: ${paint(survived === 0 ? 'green' : 'red', percent)}`;
}
