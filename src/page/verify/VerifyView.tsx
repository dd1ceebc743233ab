// To come.
export function VerifyView() {
  return <section class="view" />;
}
