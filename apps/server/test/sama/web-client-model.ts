import { z } from 'zod';
import type { Browser } from './browser.ts';
import { Chats } from './web-client-chats.ts';
import { WebClientSdk } from './web-client-sdk.ts';

export interface WebClientOptions {
  readonly url: string;
  readonly browser: Browser;
  /** Now (ms): the client looks itself whether its token has expired. */
  now(): number;
}

const ORGANIZATION = { organization_id: 'default' };
/** Made from the hardware: on equal machines it is the same. */
const DEVICE = { device_id: 'a fingerprint that equal machines share' };
const TOKEN = 'sama-access-token';

const Payload = z.looseObject({ _id: z.string(), exp: z.number() });
const SignedIn = z.looseObject({ access_token: z.string(), expired_at: z.number() });
const Success = z.object({ success: z.literal(true) });
const Files = z.array(z.looseObject({ object_id: z.string(), upload_url: z.string() }));
const Urls = z.record(z.string(), z.string());
const Found = z.array(z.looseObject({ _id: z.string(), native_id: z.string() }));

export interface Account {
  readonly login: string;
  readonly password: string;
}

/** A picture as users, groups and messages name it. */
export interface UploadedPicture {
  readonly file_id: string;
  readonly file_name: string;
}

/** One tab of the web client: its page as a person uses it, on the model of its SDK. */
export class WebClientTab implements AsyncDisposable {
  readonly browser: Browser;
  readonly #options: WebClientOptions;
  readonly #sdk: WebClientSdk;
  readonly chats: Chats;
  #userId = '';

  private constructor(options: WebClientOptions, sdk: WebClientSdk, chats: Chats) {
    this.#options = options;
    this.browser = options.browser;
    this.#sdk = sdk;
    this.chats = chats;
  }

  /** Loads the page. Who is signed in already, in this tab or another, is so again. */
  static async load(options: WebClientOptions): Promise<WebClientTab> {
    const token = options.browser.storage.get(TOKEN);
    let chats: Chats | undefined;
    const { origin } = options.browser;
    const sdk = await WebClientSdk.open(options.url.replace(/^http/, 'ws'), origin, (event) =>
      chats?.hear(event),
    );
    chats = new Chats(sdk, options.now);
    const tab = new WebClientTab(options, sdk, chats);
    if (token !== undefined) await tab.#resume(token);
    return tab;
  }

  /** Empty while nobody is signed in. */
  get userId(): string {
    return this.#userId;
  }

  get faults(): readonly string[] {
    return this.#sdk.faults;
  }

  /** Signs up, and in by that. The client says its login where an e-mail belongs. */
  async signUp(account: Account): Promise<void> {
    const { login } = account;
    await this.#sdk.request('user_create', { ...ORGANIZATION, ...account, email: login }, 'user');
    await this.signIn(account);
  }

  async signIn(account: Account): Promise<void> {
    await this.#enter(await this.#logIn(account));
  }

  /** What the page does first of all: an expired token is thrown away, and the cookie tried. */
  async #resume(token: string): Promise<void> {
    if (payloadOf(token).exp * 1000 > this.#options.now()) return this.#enter(token);
    this.browser.storage.delete(TOKEN);
    await this.#enter(await this.#logIn({}));
  }

  async #enter(token: string): Promise<void> {
    this.browser.storage.set(TOKEN, token);
    await this.#sdk.request('connect', { token, ...DEVICE }, 'success');
    // Nobody tells the client who it is: it reads that in its token.
    this.#userId = payloadOf(token)._id;
    await this.chats.load(this.#userId);
  }

  async #logIn(account: Account | object): Promise<string> {
    const body = JSON.stringify({ ...ORGANIZATION, ...DEVICE, ...account });
    const headers = { 'content-type': 'application/json' };
    const url = `${this.#options.url}/login`;
    const response = await this.browser.fetch(url, { method: 'POST', headers, body, withCookies: true });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return SignedIn.parse(JSON.parse(text)).access_token;
  }

  /** Over HTTP, or where that does not succeed over the socket. */
  async logOut(): Promise<void> {
    const headers = { authorization: `Bearer ${this.browser.storage.get(TOKEN) ?? ''}` };
    const url = `${this.#options.url}/logout`;
    const response = await this.browser.fetch(url, { method: 'POST', headers, withCookies: true });
    const isOut = response.ok && Success.safeParse(await response.json()).success;
    if (!isOut) await this.#sdk.request('user_logout', {}, 'success');
    this.browser.storage.delete(TOKEN);
    this.#userId = '';
  }

  async deleteAccount(): Promise<void> {
    await this.#sdk.request('user_delete', {}, 'success');
    this.browser.storage.delete(TOKEN);
    this.#userId = '';
  }

  /** Ids of the users and of the conversations that a keyword finds. */
  async search(keyword: string): Promise<{ users: string[]; conversations: string[] }> {
    const users = await this.#sdk.request('user_search', { keyword, ignore_ids: [], limit: 5 }, 'users');
    const chats = await this.#sdk.request('conversation_search', { name: keyword }, 'conversations');
    return {
      users: Found.parse(users).map(({ native_id }) => native_id),
      conversations: z.array(z.string()).parse(chats),
    };
  }

  /** Announces a file and puts it where it is told to; shows it by its address then. */
  async upload(name: string, content: Blob): Promise<UploadedPicture> {
    const announced = [{ name, size: content.size, content_type: content.type }];
    const [file] = Files.parse(await this.#sdk.request('create_files', announced, 'files'));
    if (file === undefined) throw new Error('no file was announced');
    const headers = { 'content-type': content.type };
    const put = await this.browser.fetch(file.upload_url, { method: 'PUT', headers, body: content });
    if (!put.ok) throw new Error(await put.text());
    await this.urlOf(file.object_id);
    return { file_id: file.object_id, file_name: name };
  }

  async urlOf(fileId: string): Promise<string> {
    const urls = Urls.parse(await this.#sdk.request('get_file_urls', { file_ids: [fileId] }, 'file_urls'));
    const url = urls[fileId];
    if (url === undefined) throw new Error('the file has no address');
    return url;
  }

  /** Resolves with what the user is then. */
  async editProfile(change: object) {
    const user = await this.#sdk.request('user_edit', change, 'user');
    return z.looseObject({ _id: z.string(), native_id: z.string() }).parse(user);
  }

  /** The browser's own subscription for pushes, under the device's name. */
  async allowNotifications(subscription: object): Promise<void> {
    const body = { platform: 'web', ...subscription, device_udid: DEVICE.device_id };
    await this.#sdk.request('push_subscription_create', body, 'subscription');
  }

  async forbidNotifications(): Promise<void> {
    await this.#sdk.request('push_subscription_delete', { device_udid: DEVICE.device_id }, 'success');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#sdk[Symbol.asyncDispose]();
  }
}

function payloadOf(token: string): z.infer<typeof Payload> {
  return Payload.parse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
}
