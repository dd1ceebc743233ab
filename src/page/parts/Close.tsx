// The button that closes what stands beside a list.
export function Close({ onClose }: { readonly onClose: () => void }) {
  return (
    <button type="button" class="plain" aria-label="Close" title="Close (Escape)" onClick={onClose}>
      ✕
    </button>
  );
}
