import type { ReactNode } from 'react';

/** The message of an empty place: what is missing, what to do, and the buttons that do it. */
export function EmptyState(props: { readonly title: string; readonly text?: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <h3>{props.title}</h3>
      {props.text === undefined ? null : <p>{props.text}</p>}
      {props.children}
    </div>
  );
}
