import { Icon } from './icons/icon.tsx';

/** In place of a list or a panel that a cloud or a camera does not offer: the sentence that says so. */
export function Unsupported({ reason }: { readonly reason: string }) {
  return (
    <p className="unsupported row g1" role="status">
      <Icon name="info" size={14} />
      <span>{reason}</span>
    </p>
  );
}
