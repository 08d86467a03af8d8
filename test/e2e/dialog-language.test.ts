/** A question in another language than that of the window would look like a forgery. */
import { expect, it } from 'vitest';
import { hostKind, openDialog, withClient, type Session } from './harness.ts';

/** Opens the settings with the keyboard, asks for another folder, and says no. @returns the language of main's dialog. */
async function languageOfDialog(session: Session, words: readonly [folders: string, choose: string]): Promise<string> {
  const { page } = session;
  await page.keyboard.press('Control+,');
  const [folders, choose] = words;
  await page.getByText(folders, { exact: true }).first().click();
  await page.getByRole('button', { name: choose }).click();
  const dialog = await openDialog(session);
  const language = await dialog.locator('html').getAttribute('lang');
  await dialog.locator('button[value=cancel]').click();
  await dialog.getByRole('status').waitFor();
  await dialog.close();
  await page.keyboard.press('Escape');
  return language ?? '';
}

const CHINESE = ['文件夹', '选择文件夹…'] as const;
const ENGLISH = ['Folders', 'Choose a folder…'] as const;

// @promise security.dialog-language: A question of main is in the language that the user chose, else in that of the
// browser; a page can name one of two languages alone.
it.skipIf(hostKind === 'electron')(
  "a dialog asks in the language of the browser although the system's is another, and in the language that the user chooses",
  async () => {
    const env = { LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8', LANGUAGE: 'en_US' };
    await withClient('dialog-language', { locale: 'zh-CN', env }, async (session) => {
      await session.page.locator('[data-tile]').first().waitFor();
      expect(await languageOfDialog(session, CHINESE)).toBe('zh-CN');
      await session.page.evaluate(() => {
        type Api = { readonly request: Readonly<Record<string, (input: unknown) => Promise<unknown>>> };
        const { lanner } = window as unknown as { readonly lanner: Api };
        return lanner.request['app.set-preferences']?.({ locale: 'en-US' });
      });
      await session.page.locator('html[lang=en-US]').waitFor({ state: 'attached' });
      expect(await languageOfDialog(session, ENGLISH)).toBe('en-US');
    });
  },
);

// @promise security.dialog-language
it('a dialog takes no other language from the page than the two that the client speaks', async () => {
  await withClient('dialog-language', { locale: 'en-US' }, async ({ page }) => {
    const answers = await page.evaluate(async () => {
      type Api = { readonly request: Readonly<Record<string, (input: unknown) => Promise<unknown>>> };
      const { lanner } = window as unknown as { readonly lanner: Api };
      const tell = lanner.request['app.tell-locale'];
      const inputs = [{ locale: 'fr-FR' }, { locale: null }, { locale: 'zh-CN', text: 'x' }, {}];
      return Promise.all(inputs.map(async (input) => await tell?.(input)));
    });
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'ipc.invalid-input' } });
  });
});
