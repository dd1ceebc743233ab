// Asks for the token that the control API wants. It is kept in the memory of this page, and nowhere else.
import { useSignal } from '@preact/signals';
import { giveToken, tokenWanted } from '../link/send.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Line } from '../parts/Field.tsx';

export function TokenDialog() {
  const token = useSignal('');
  const submit = (event: Event) => {
    event.preventDefault();
    if (token.value !== '') giveToken(token.value);
  };
  return (
    <Dialog title="Admin token" onClose={() => {}}>
      <form onSubmit={submit}>
        <p>{tokenWanted.value}</p>
        <Line
          name="Token"
          type="password"
          help="That of --admin-token, or the one that was printed at the start."
          value={token.value}
          onText={(text) => (token.value = text)}
        />
        <p class="faint">This page keeps it in memory until it is closed or reloaded.</p>
        <footer>
          <button type="submit" class="primary">
            Go on
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
