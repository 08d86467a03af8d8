/** A person's choice of the proxy, with user and password. */
import type { ProxySettings } from '../../../preload/contract/network.ts';
import type { DialogLocale } from '../../dialog-locale.ts';
import { AppError } from '../../errors.ts';
import type { ConfirmRequest } from '../../host.ts';
import { log } from '../../log.ts';
import { Secret } from '../../secret.ts';
import type { Questions } from '../shared/questions.ts';
import type { SettingsFile } from '../shared/settings-file.ts';
import type { NetworkSettings } from './network-settings.ts';
import type { ProxySignIn } from './proxy-sign-in.ts';
import { proxyAddress, proxyText } from './proxy-address.ts';

interface ProxyChoiceOptions {
  readonly settings: SettingsFile<NetworkSettings>;
  readonly signIn: ProxySignIn;
  readonly questions: Questions;
  /** The language of main's own dialogs. */
  readonly locale: () => DialogLocale;
  /** Called after the way changed. */
  readonly onChanged: () => Promise<void>;
}

export class ProxyChoice {
  readonly #options: ProxyChoiceOptions;

  constructor(options: ProxyChoiceOptions) {
    this.#options = options;
  }

  /**
   * Takes another way to the clouds. A person is asked about a proxy that is named anew.
   *
   * @returns false after a no.
   * @throws {AppError} `input.invalid-field` for a manual way without a readable address, `storage.write-failed`, `vault.*`.
   */
  async set({ mode, address, exceptions }: ProxySettings): Promise<boolean> {
    const { settings, signIn, questions, locale, onChanged } = this.#options;
    const before = settings.get().proxy;
    const named = address === null ? null : readable(address);
    if (mode === 'manual' && named === null) throw invalidProxy('missing');
    const isAsked = mode === 'manual' && named !== null && !(before.mode === 'manual' && before.address === named.text);
    if (isAsked) {
      const isYes = await questions.ask(`proxy ${named.text}`, () => proxyQuestion(named.text, locale()));
      log.audit('asked whether calls and media go by a proxy', { proxy: named.text, isAllowed: isYes });
      if (!isYes) return false;
    }
    settings.set({ ...settings.get(), proxy: { mode, address: named?.text ?? null, exceptions } });
    log.audit('the way to the clouds was changed', { mode, proxy: mode === 'manual' ? (named?.text ?? '') : '' });
    try {
      // A password never follows a proxy to another address.
      const held = await signIn.read();
      if (mode === 'manual' && held !== null && held.proxy !== named?.text) await signIn.forget();
    } finally {
      await onChanged(); // the way is another one, also where the keychain deletes nothing
    }
    return true;
  }

  /** @throws {AppError} `input.invalid-field`, `vault.*`. */
  async signIn(given: { readonly proxy: string; readonly user: string; readonly password: string }): Promise<void> {
    const { text: proxy } = readable(given.proxy);
    const [user, password] = [new Secret(given.user), new Secret(given.password)];
    await this.#options.signIn.write({ proxy, user, password });
    log.audit('a password for a proxy was stored', { proxy });
    await this.#options.onChanged();
  }

  /** @throws {AppError} `vault.*`. */
  async signOut(): Promise<void> {
    await this.#options.signIn.forget();
    log.audit('the password for the proxy was deleted');
    await this.#options.onChanged();
  }
}

/** @throws {AppError} `input.invalid-field`. */
function readable(text: string): { readonly text: string } {
  const address = proxyAddress(text);
  if (address === null) throw invalidProxy('address');
  return { text: proxyText(address) };
}

const invalidProxy = (detail: 'missing' | 'address'): AppError =>
  new AppError('input.invalid-field', `proxy: ${detail}`, { params: { field: 'proxy', detail } });

function proxyQuestion(proxy: string, locale: DialogLocale): ConfirmRequest {
  if (locale === 'zh-CN') {
    return {
      title: '经此代理连接所有云？',
      message: `所有账号的调用和画面将经由 ${proxy} 传输。`,
      detail: [
        '代理能看到本客户端连接了哪些主机，以及以明文 http 传输的画面。',
        'https 的内容对代理仍然保密，除非信任了它的机构证书。',
        '仅在管理员提供了此代理时，才选择允许。',
      ].join('\n'),
      confirmLabel: '使用此代理',
      cancelLabel: '取消',
    };
  }
  return {
    title: 'Reach all clouds by this proxy?',
    message: `Calls and pictures of all accounts will go by ${proxy}.`,
    detail: [
      'The proxy sees which hosts this client reaches, and the pictures that come over plain http.',
      'What goes over https stays hidden from it, unless its authority is trusted.',
      'Agree only if the administrator gave you this proxy.',
    ].join('\n'),
    confirmLabel: 'Use this proxy',
    cancelLabel: 'Cancel',
  };
}
