import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** Called once per crash; the text never contains typed text, only the error and its component stack. */
  readonly onCrash: (text: string, error: Error) => void;
  readonly render: (error: Error, retry: () => void) => ReactNode;
}

/** Keeps the rest of the client alive when one part of the page throws. */
export class ErrorBoundary extends Component<Props, { readonly error: Error | null }> {
  override readonly state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, info: { readonly componentStack?: string | null }): void {
    this.props.onCrash(`${error.stack ?? error.message}\n${info.componentStack ?? ''}`, error);
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === null ? this.props.children : this.props.render(error, () => this.setState({ error: null }));
  }
}
