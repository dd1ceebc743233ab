// What samples of memory say: whether it grew in the second half, beyond what it swings anyway.

/** The line through the second half of the heap's samples, and whether it is flat. */
export function growthOf(samples) {
  const half = samples.slice(Math.floor(samples.length / 2));
  const line = lineThrough(half.map(({ minute, heapUsed }) => [minute, heapUsed]));
  const minutes = half.at(-1).minute - half[0].minute;
  const grown = line.slope * minutes;
  // Twice what the samples lie off the line: less than that cannot be told from their swing.
  return { ...line, minutes, grown, flat: grown < 2 * line.spread };
}

export function describeMemory(samples, { slope, spread, minutes, grown, flat }) {
  const range = (name) => samples.map((each) => each[name]).sort((a, b) => a - b);
  const [heap, rss] = [range('heapUsed'), range('rss')];
  const middle = (sorted) => sorted[Math.floor(sorted.length / 2)];
  const content = (sorted) => `${mb(sorted[0])} to ${mb(sorted.at(-1))} MB, median ${mb(middle(sorted))}`;
  return [
    `heap after collection: ${content(heap)}; rss: ${content(rss)}; ${samples.length} samples`,
    `the heap's line over the last ${minutes.toFixed(0)} minutes: ${(slope / 1e3).toFixed(1)} kB a minute, ${mb(grown)} MB in all; ` +
      `samples lie ${mb(spread)} MB off it: ${flat ? 'flat' : 'it grows'}`,
  ];
}

function lineThrough(points) {
  const mean = (values) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const [x, y] = [mean(points.map(([a]) => a)), mean(points.map(([, b]) => b))];
  const across = points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
  const slope = across === 0 ? 0 : points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / across;
  const spread = Math.sqrt(mean(points.map(([a, b]) => (b - y - slope * (a - x)) ** 2)));
  return { slope, spread };
}

function mb(bytes) {
  return (bytes / 1e6).toFixed(1);
}
