// The fields that choose which records are looked at.
import { Search } from '../parts/Search.tsx';
import { apis, statesOf } from '../world/apis.ts';
import { filter, sampleCount } from './filter.ts';

export function Filters() {
  const { api, state, text, samples } = filter;
  const meant = apis.value.filter(({ name }) => api.value === '' || name === api.value);
  const states = statesOf(meant);
  return (
    <div class="filters" role="search">
      <Search text={text} label="Filter by text" />
      <select
        aria-label="API"
        value={api.value}
        onChange={(event) => {
          api.value = event.currentTarget.value;
          state.value = '';
        }}
      >
        <option value="">all APIs</option>
        {apis.value.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <select
        aria-label="State"
        value={state.value}
        onChange={(event) => (state.value = event.currentTarget.value)}
      >
        <option value="">any state</option>
        {states.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      {sampleCount.value > 0 && (
        <label class="check" title="The records that the documents print. They stay as they were printed.">
          <input
            type="checkbox"
            checked={samples.value}
            onChange={(event) => (samples.value = event.currentTarget.checked)}
          />{' '}
          samples ({sampleCount.value})
        </label>
      )}
    </div>
  );
}
