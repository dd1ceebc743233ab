// Situations by name: choose one, change its parameters, and its records are created.
import { useSignal } from '@preact/signals';
import type { RecordList } from '../../../schemas/standin/types.ts';
import { linkTo } from '../link/route.ts';
import { send } from '../link/send.ts';
import { useAction } from '../parts/action.ts';
import { Line } from '../parts/Field.tsx';
import { Notice } from '../parts/Notice.tsx';
import { type Preset, presets } from '../world/apis.ts';
import { hearRecords } from '../world/records.ts';

export function Presets() {
  const action = useAction();
  const chosen = useSignal('');
  const given = useSignal<Readonly<Record<string, string>>>({});
  const made = useSignal<RecordList['records'] | undefined>(undefined);
  const preset = presets.value.find((each) => nameOf(each) === chosen.value);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!preset) return;
    void action.run(async () => {
      const { api, name } = preset;
      const { records } = await send<RecordList>('POST', 'presets', {
        api,
        name,
        params: paramsOf(preset, given.value),
      });
      hearRecords({ records, deleted: [] });
      made.value = records;
    });
  };
  return (
    <section class="card" aria-labelledby="presets-title">
      <header>
        <h2 id="presets-title">Presets</h2>
      </header>
      <form onSubmit={submit}>
        <select
          aria-label="Preset"
          value={chosen.value}
          onChange={(event) => {
            chosen.value = event.currentTarget.value;
            given.value = {};
            made.value = undefined;
          }}
        >
          <option value="">Choose a situation …</option>
          {presets.value.map((each) => (
            <option key={nameOf(each)} value={nameOf(each)}>
              {each.api}: {each.says}
            </option>
          ))}
        </select>
        {preset && (
          <div class="fields">
            {Object.entries(preset.params).map(([name, usual]) => (
              <Line
                key={name}
                name={name}
                value={given.value[name] ?? ''}
                placeholder={String(usual)}
                onText={(text) => (given.value = { ...given.value, [name]: text })}
              />
            ))}
          </div>
        )}
        <Notice problem={action.problem} />
        <div class="preview">
          <code>{preset ? flagOf(preset, given.value) : ''}</code>
          <button type="submit" class="primary" disabled={!preset || action.busy.value}>
            Create its records
          </button>
        </div>
      </form>
      {made.value && (
        <p role="status">
          Created:{' '}
          {made.value.map(({ api, id }) => (
            <a key={id} href={linkTo('records', [api, id])}>
              {api} {id}{' '}
            </a>
          ))}
        </p>
      )}
    </section>
  );
}

const nameOf = ({ api, name }: Preset) => `${api}/${name}`;

/** Of the same kind as the default. */
function paramsOf({ params }: Preset, given: Readonly<Record<string, string>>): Record<string, unknown> {
  const filled = Object.entries(given).filter(([, text]) => text !== '');
  return Object.fromEntries(
    filled.map(([name, text]) => [name, typeof params[name] === 'string' ? text : parsed(text)]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function flagOf(preset: Preset, given: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(Object.entries(given).filter(([, text]) => text !== '')).toString();
  return `--preset '${nameOf(preset)}${search && `?${search}`}'`;
}
