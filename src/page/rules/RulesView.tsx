// To come.
export function RulesView() {
  return <section class="view" />;
}
