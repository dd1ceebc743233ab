// What goes wrong on purpose, how new records fare, situations to begin with, and how the documents are read.
import { Faults } from './Faults.tsx';
import { Presets } from './Presets.tsx';
import { Readings } from './Readings.tsx';
import { Scenarios } from './Scenarios.tsx';

export function RulesView() {
  return (
    <section class="view page" aria-labelledby="rules-title">
      <h1 id="rules-title" class="unseen">
        Faults &amp; scenarios, presets, readings
      </h1>
      <div class="cards">
        <Faults />
        <Scenarios />
        <Presets />
        <Readings />
      </div>
    </section>
  );
}
