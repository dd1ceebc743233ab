// A field of a form with its name and what is said of it.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Given {
  readonly name: string;
  readonly help?: string | undefined;
  readonly wide?: boolean;
  /** The control, given its id and the id of what is said of it. */
  readonly children: (names: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
  }) => ComponentChildren;
}

export function Field({ name, help, wide = false, children }: Given) {
  const id = useId();
  return (
    <div class={wide ? 'field wide' : 'field'}>
      <label for={id}>{name}</label>
      {children({ id, 'aria-describedby': help ? `${id}-help` : undefined })}
      {help && <small id={`${id}-help`}>{help}</small>}
    </div>
  );
}

/** A choice among names; `first` is what stands for none of them. */
export function Choice(given: {
  readonly name: string;
  readonly value: string;
  readonly names: readonly string[];
  readonly first?: string;
  readonly help?: string;
  readonly disabled?: boolean;
  readonly onChoice: (value: string) => void;
}) {
  const { name, value, names, first, help, disabled = false, onChoice } = given;
  return (
    <Field name={name} help={help}>
      {(ids) => (
        <select
          {...ids}
          value={value}
          disabled={disabled}
          onChange={(event) => onChoice(event.currentTarget.value)}
        >
          {first !== undefined && <option value="">{first}</option>}
          {names.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A line of text. */
export function Line(given: {
  readonly name: string;
  readonly value: string;
  readonly onText: (value: string) => void;
  readonly help?: string | undefined;
  readonly placeholder?: string;
  readonly wide?: boolean;
  readonly numeric?: boolean;
  readonly type?: 'text' | 'password';
}) {
  const { name, value, onText, help, placeholder = '', wide = false, numeric = false, type = 'text' } = given;
  return (
    <Field name={name} help={help} wide={wide}>
      {(ids) => (
        <input
          {...ids}
          type={type as 'text'}
          value={value}
          autocomplete="off"
          spellcheck={false}
          placeholder={placeholder}
          inputMode={numeric ? 'numeric' : 'text'}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
