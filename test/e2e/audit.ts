/**
 * Audits a page for screen readers and keyboards: checks of our own, and the serious and critical findings of axe-core.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/lib.ts';

const AXE = path.join(root, 'node_modules', 'axe-core', 'axe.min.js');

/** Findings, one line each; empty if there are none. */
export async function auditPage(page: Page): Promise<readonly string[]> {
  return [...(await ownFindings(page)), ...(await axeFindings(page))];
}

const ownFindings = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const all = [...document.querySelectorAll('*')];
    const tell = (what: string, element: Element): void =>
      void found.push(`${what}: ${element.outerHTML.slice(0, 140).replaceAll(/\s+/g, ' ')}`);
    const shown = all.filter((element) => element.getClientRects().length > 0);
    const byIds = (ids: string): Element[] => ids.split(/\s+/).flatMap((id) => document.getElementById(id) ?? []);

    const nameOf = (element: Element): string => {
      const isField = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
      const labels = isField ? [...(element.labels ?? [])] : [];
      const labelled = byIds(element.getAttribute('aria-labelledby') ?? '');
      const words = [...labelled, ...labels].map((label) => label.textContent ?? '');
      const inside = [...element.querySelectorAll('[aria-label], title')].map(
        (part) => part.getAttribute('aria-label') ?? part.textContent ?? '',
      );
      const own = ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? '');
      const text = element instanceof HTMLInputElement ? '' : (element.textContent ?? '');
      return [...own, ...words, text, ...inside].join('').trim();
    };
    const NAMED =
      'button, a[href], input:not([type="hidden"]), select, textarea, [role="button"], [role="tab"], [role="radio"], ' +
      '[role="tree"], [role="treeitem"], [role="listbox"], [role="option"], [role="dialog"], [role="toolbar"], ' +
      '[role="radiogroup"], [role="separator"], [role="menu"], [role="menuitem"], [role="grid"], [role="meter"], ' +
      '[role="img"], [data-tile]';
    for (const element of shown.filter((one) => one.matches(NAMED))) {
      if (nameOf(element) === '' && element.closest('[aria-hidden="true"]') === null) tell('no name', element);
    }

    const PARENTS: Readonly<Record<string, string>> = {
      tab: '[role="tablist"]',
      option: '[role="listbox"]',
      treeitem: '[role="tree"], [role="group"]',
      menuitem: '[role="menu"]',
      radio: '[role="radiogroup"]',
      gridcell: '[role="row"]',
    };
    for (const [role, parent] of Object.entries(PARENTS)) {
      for (const element of shown.filter((one) => one.getAttribute('role') === role)) {
        if (element.parentElement?.closest(parent) === null) tell(`${role} outside its list`, element);
      }
    }

    for (const name of ['aria-labelledby', 'aria-describedby', 'aria-activedescendant', 'aria-controls']) {
      for (const element of shown.filter((one) => (one.getAttribute(name) ?? '') !== '')) {
        const ids = (element.getAttribute(name) ?? '').split(/\s+/);
        const isClosed = name === 'aria-controls' && element.getAttribute('aria-expanded') === 'false';
        // Lists of the component library name texts for screen readers that belong to a list which is not rendered.
        const isForeign = element.closest('[class*="ant-"]') !== null;
        if (!isClosed && !isForeign && ids.some((id) => document.getElementById(id) === null)) {
          tell(`${name} points nowhere`, element);
        }
      }
    }

    const ids = all.map(({ id }) => id).filter((id) => id !== '');
    for (const id of new Set(ids)) {
      if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push(`id twice: ${id}`);
    }
    for (const element of shown) {
      if (element instanceof HTMLElement && element.tabIndex > 0) tell('tabindex above 0', element);
      const isButton = element.matches('button, a[href], input, select, textarea');
      if (isButton && element.parentElement?.closest('button, a[href]')) tell('a button inside a button', element);
      const canFocus = element instanceof HTMLElement && element.tabIndex >= 0 && !element.matches(':disabled');
      // The library keeps the edges of its dialogs focusable, to send the focus back.
      const isEdge =
        element.getClientRects()[0]?.width === 0 || element.matches('[class*="ant-"] [aria-hidden="true"]');
      if (canFocus && !isEdge && element.closest('[aria-hidden="true"]')) tell('focus on what is hidden', element);
    }
    if (document.documentElement.lang === '') found.push('the page has no language');
    if (document.title === '') found.push('the page has no title');
    return found;
  });

/** Axe also lists what it found in order, some 800 kB of it: only the grave findings leave the page. */
async function axeFindings(page: Page): Promise<readonly string[]> {
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(readFileSync(AXE, 'utf8'));
  return await page.evaluate<readonly string[]>(`
    axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map(({ html }) => 'axe ' + id + ': ' + html.slice(0, 140))),
    )`);
}
