import type { ReactNode } from 'react';

/** What an empty place says: what is missing, what to do, and the buttons that do it. */
export function EmptyState(props: { readonly title: string; readonly text?: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <h3>{props.title}</h3>
      {props.text === undefined ? null : <p>{props.text}</p>}
      {props.children}
    </div>
  );
}
