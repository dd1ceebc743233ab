// To come.
export function ApiView() {
  return <section class="view" />;
}
