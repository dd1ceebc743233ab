// The fields of a record's attributes. What is left empty gets a lifelike value.
import type { Signal } from '@preact/signals';
import { Choice, Line } from '../parts/Field.tsx';
import type { ApiView } from '../world/apis.ts';
import { type Attribute, attributesOf } from './attributes.ts';

export function Attributes({
  api,
  given,
}: {
  api: ApiView;
  given: Signal<Readonly<Record<string, string>>>;
}) {
  const set = (name: string) => (value: string) => (given.value = { ...given.value, [name]: value });
  return (
    <fieldset>
      <legend>Attributes: what is left empty gets a lifelike value</legend>
      <div class="fields">
        {attributesOf(api).map((attribute) => (
          <AttributeField
            key={attribute.name}
            attribute={attribute}
            value={given.value[attribute.name] ?? ''}
            onValue={set(attribute.name)}
          />
        ))}
      </div>
    </fieldset>
  );
}

function AttributeField({
  attribute,
  value,
  onValue,
}: {
  attribute: Attribute;
  value: string;
  onValue: (value: string) => void;
}) {
  const { name, kind, choices, help } = attribute;
  if (kind === 'choice' || kind === 'boolean')
    return (
      <Choice
        name={name}
        help={help}
        value={value}
        first=""
        names={kind === 'choice' ? choices : ['true', 'false']}
        onChoice={onValue}
      />
    );
  return (
    <Line
      name={name}
      help={help}
      value={value}
      numeric={kind === 'number'}
      placeholder={kind === 'json' ? 'JSON' : ''}
      onText={onValue}
    />
  );
}
