// To come.
export function WorldsView() {
  return <section class="view" />;
}
