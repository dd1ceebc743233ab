// A fault as the fields of a form, and as the text that the control API and the command line take.
export const cuts = ['reset', 'empty', 'hang'] as const;

export const faultFields = [
  { name: 'status', help: '400 to 599, with the body that the vendor has for it', example: '503' },
  { name: 'retry-after', help: 'seconds', example: '5' },
  { name: 'latency', help: 'how late, such as 2s or 200ms..2s', example: '2s' },
  { name: 'truncate', help: 'the body ends after so many characters', example: '100' },
  { name: 'slow', help: 'how long the body takes', example: '10s' },
  { name: 'type', help: 'another content type', example: 'text/html' },
] as const;

export const whenFields = [
  { name: 'nth', help: 'from the nth request to the same path on', example: '3' },
  { name: 'times', help: 'how many requests', example: '2' },
  { name: 'state', help: 'only where a record in this state is shown', example: '' },
  { name: 'probability', help: '0 to 1', example: '0.3' },
] as const;

export type FaultForm = Readonly<Record<string, string>>;

/** `copr/get-build-task:status=503,nth=3`. */
export function faultText(on: string, form: FaultForm): string {
  const parts = [
    ...faultFields.slice(0, 3).flatMap(({ name }) => partOf(name, form)),
    ...(form.cut ? [form.cut] : []),
    ...faultFields.slice(3).flatMap(({ name }) => partOf(name, form)),
    ...whenFields.flatMap(({ name }) => partOf(name, form)),
  ];
  return `${on}:${parts.join(',')}`;
}

function partOf(name: string, form: FaultForm): string[] {
  const value = form[name]?.trim();
  return value ? [`${name}=${value}`] : [];
}
