/** A key or key chord as printed on the keyboard. */
export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd>{keys}</kbd>;
}
