// The field that narrows a list by text. The key `/` leads to it.
import type { Signal } from '@preact/signals';

export function Search({ text, label }: { readonly text: Signal<string>; readonly label: string }) {
  return (
    <input
      type="search"
      id="filter"
      placeholder="Filter ( / )"
      aria-label={label}
      value={text.value}
      onInput={(event) => (text.value = event.currentTarget.value)}
    />
  );
}
