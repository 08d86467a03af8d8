import type { ReactNode } from 'react';

interface SettingLineProps {
  readonly label: string;
  readonly help?: string;
  readonly children: ReactNode;
}

/** One setting: its name, and the control of its value. */
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
