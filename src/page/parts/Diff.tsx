// Two texts side by side, line by line: what one has and the other has not is marked.
import { coloured } from './Json.tsx';

interface Row {
  readonly left: string | undefined;
  readonly right: string | undefined;
}

/** Longer texts are compared line by line at the same place. */
const mostCompared = 1_500;

export function Diff({
  left,
  right,
  names,
}: {
  left: string;
  right: string;
  names: readonly [string, string];
}) {
  const rows = rowsOf(left.split('\n'), right.split('\n'));
  const side = (which: 'left' | 'right') => (
    <pre class="json" tabIndex={0} role="group" aria-label={names[which === 'left' ? 0 : 1]}>
      {rows.map((row, index) => {
        const other = row[which === 'left' ? 'right' : 'left'];
        const kind = row[which] === undefined ? 'gap' : row[which] === other ? 'same' : 'differs';
        return (
          <div key={index} class={`line ${kind}`}>
            {row[which] === undefined ? ' ' : coloured(row[which])}
          </div>
        );
      })}
    </pre>
  );
  return (
    <div class="diff">
      <div>
        <h3>{names[0]}</h3>
        {side('left')}
      </div>
      <div>
        <h3>{names[1]}</h3>
        {side('right')}
      </div>
    </div>
  );
}

/** Lines that both have stand beside each other: the longest common subsequence. */
function rowsOf(left: readonly string[], right: readonly string[]): Row[] {
  if (left.length > mostCompared || right.length > mostCompared)
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => ({
      left: left[index],
      right: right[index],
    }));
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        left[i] === right[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  const rows: Row[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j])
      rows.push({ left: left[i++], right: right[j++] });
    else if (
      j >= right.length ||
      (i < left.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)
    )
      rows.push({ left: left[i++], right: undefined });
    else rows.push({ left: undefined, right: right[j++] });
  }
  return paired(rows);
}

/** A line that was taken out and one that was put in at the same place are one that has changed. */
function paired(rows: readonly Row[]): Row[] {
  const out: Row[] = [];
  for (const row of rows) {
    const open =
      row.left === undefined
        ? out.findLastIndex((each) => each.left !== undefined && each.right !== undefined) + 1
        : -1;
    const hole = open < 0 ? -1 : out.findIndex((each, index) => index >= open && each.right === undefined);
    if (hole >= 0) out[hole] = { left: out[hole]!.left, right: row.right };
    else out.push(row);
  }
  return out;
}
