import type { ReactNode } from 'react';

interface SettingLineProps {
  readonly label: string;
  readonly help?: string;
  readonly children: ReactNode;
}

/** What is set, and what it is set to. */
export function SettingLine({ label, help, children }: SettingLineProps) {
  return (
    <div className="set-line">
      <div className="grow">
        <p>{label}</p>
        {help === undefined ? null : <p className="t3">{help}</p>}
      </div>
      {children}
    </div>
  );
}
