/** Renders into a jsdom page, and stands in for main's side of the door. */
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { vi } from 'vitest';
import '../../../renderer/app/areas.ts'; // the screens and the actions of all areas
import type { LannerApi } from '../../../preload/contract/contract.ts';
import { loadAllTexts } from '../../area-texts.ts';

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean;
}

export interface Page {
  readonly element: HTMLElement;
  /** Types into a field as a user does, one character after the other. */
  type(selector: string, text: string): Promise<void>;
  click(selector: string): Promise<void>;
  find(selector: string): HTMLElement;
  /** Resolves when what was answered meanwhile is on the page. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Adds functions that jsdom lacks and the component library calls. */
export function completeDom(): void {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  );
  window.matchMedia = (media: string) =>
    Object.assign(new EventTarget(), { matches: false, media, onchange: null, addListener() {}, removeListener() {} });
  Element.prototype.scrollIntoView = () => undefined;
}

export function installMain(request: Partial<LannerApi['request']>): void {
  const nothing = () => () => undefined;
  Object.assign(window, { lanner: { request, on: nothing, onConnection: nothing } });
}

export async function open(content: ReactNode): Promise<Page> {
  await loadAllTexts();
  const element = document.createElement('div');
  document.body.append(element);
  const root: Root = createRoot(element);
  await act(async () => root.render(content));
  const find = (selector: string): HTMLElement => {
    const found = element.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`not on the page: ${selector}`);
    return found;
  };
  return {
    element,
    find,
    async type(selector, text) {
      const input = find(selector) as HTMLInputElement;
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      for (let end = 1; end <= text.length; end += 1) {
        await act(async () => {
          set?.call(input, text.slice(0, end));
          input.dispatchEvent(new Event('input', { bubbles: true }));
        });
      }
    },
    async click(selector) {
      await act(async () => find(selector).click());
    },
    settle: () => act(async () => undefined),
    async close() {
      await act(async () => root.unmount());
      element.remove();
    },
  };
}
