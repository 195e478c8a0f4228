import { createTRPCClient, httpLink } from '@trpc/client';
import superjson from 'superjson';
import { apiAddress } from '../../address.ts';
import { ParleyError } from '../../errors/parley-error.ts';
import { reportFault } from '../../errors/report-fault.ts';
import { Listeners } from '../../listeners.ts';
import type { AppRouter } from '../../rpc/app-router.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { systemRuntime } from '../../runtime/system-runtime.ts';
import { asked } from '../asked.ts';
import type { ChatAnswers, ChatApi, ChatInputs, OwnChatUser } from '../chat-api.ts';
import { type AccountStorage, type KeptSignIn, memoryStorage, readKept } from './account-storage.ts';
import { takingTurns } from './taking-turns.ts';

export interface ChatAccountOptions {
  /** Where the server is, such as `https://chat.example.com`. */
  readonly url: string;
  /** The app's client key. Public. */
  readonly key: string;
  /** Keeps the sign-in over a restart, and shares it with other tabs: `localStorage` in browsers. Default: memory. */
  readonly storage?: AccountStorage;
}

export type Registration = ChatInputs['session']['register'];
export type SignInRequest = ChatInputs['session']['login'];

/** What `account.on` tells of. */
export interface ChatAccountEvents {
  'signed-in': { readonly userId: string };
  /** `reason`: why the server ended it; null: `signOut` was called. */
  'signed-out': { readonly reason: ParleyError | null };
}

/** A token that ends so soon is replaced before it is used: clients ask up to two minutes before the end of the last one. */
const MARGIN_MS = 150_000;
/** Asked for so often in such a time, a token was refused, and waiting for its end would help nobody. */
const SUSPECT_ASKS = 4;
const SUSPECT_MS = 10_000;

/**
 * Signs users in with a login and a password, where an app has no backend that signs tokens. Gives a client its tokens, and
 * gets the next ones: each refresh token once, however many clients and tabs share the storage.
 */
export class ChatAccount {
  readonly #storage: AccountStorage;
  readonly #key: string;
  readonly #runtime: Runtime;
  readonly #api: ChatApi['session'];
  readonly #inTurn: ReturnType<typeof takingTurns>;
  readonly #signedIn = new Listeners<ChatAccountEvents['signed-in']>(reportFault);
  readonly #signedOut = new Listeners<ChatAccountEvents['signed-out']>(reportFault);

  #asks = { token: '', since: 0, count: 0 };

  /** @internal Use {@link chatAccount}. */
  constructor({ url, key, storage = memoryStorage() }: ChatAccountOptions, runtime: Runtime) {
    this.#storage = storage;
    this.#runtime = runtime;
    this.#key = `parley-account:${JSON.stringify([url, key])}`;
    this.#inTurn = takingTurns(this.#key);
    this.#api = createTRPCClient<AppRouter>({
      links: [
        httpLink({
          url: apiAddress(url, '/trpc', 'http'),
          transformer: superjson,
          headers: ({ op }) => ({
            'x-parley-key': key,
            // An expired token would be refused where none is needed.
            ...(op.path.endsWith('.logout') && this.#authorization()),
          }),
        }),
      ],
    }).chat.session;
  }

  /** The id of the user who is signed in; null: nobody. */
  get userId(): string | null {
    return readKept(this.#storage, this.#key)?.userId ?? null;
  }

  /**
   * The token for `createParley`: `token: account.token`. Rejects with `unauthenticated` when nobody is signed in.
   */
  readonly token = async (): Promise<string> => {
    const kept = this.#require();
    return this.#isFresh(kept) && !this.#isSuspect(kept)
      ? kept.accessToken
      : this.#inTurn(() => this.#next());
  };

  /** Calls `listener` on each event of this kind. The result ends it. */
  on<Name extends keyof ChatAccountEvents>(
    name: Name,
    listener: (event: ChatAccountEvents[Name]) => void,
  ): () => void {
    return this.#listeners[name].add(listener);
  }

  /** Makes a user; signs nobody in. Rejects with `conflict` when the login, e-mail or phone is taken. */
  register(registration: Registration): Promise<OwnChatUser> {
    return asked(this.#api.register.mutate(registration));
  }

  /** Signs this device in. Rejects with `unauthenticated` when login and password do not fit. */
  async signIn(request: SignInRequest): Promise<OwnChatUser> {
    const { user } = await this.#inTurn(async () => {
      const answer = await asked(this.#api.login.mutate(request));
      this.#keep(answer, null);
      return answer;
    });
    this.#signedIn.tell({ userId: user.id });
    return user;
  }

  /** Signs this device out: its tokens end, and the connections that were opened with them. */
  async signOut(): Promise<void> {
    await this.#inTurn(async () => {
      const kept = readKept(this.#storage, this.#key);
      if (!kept) return;
      try {
        // Signing out needs a token that holds.
        if (!this.#isFresh(kept)) await this.#refresh(kept);
        await asked(this.#api.logout.mutate());
      } catch (error) {
        if (!isOver(error)) throw error;
      }
      this.#forget(null);
    });
  }

  get #listeners(): {
    readonly [Name in keyof ChatAccountEvents]: Listeners<ChatAccountEvents[Name]>;
  } {
    return { 'signed-in': this.#signedIn, 'signed-out': this.#signedOut };
  }

  /** Gets the next token, unless another client or tab has done so while this one waited for its turn. */
  async #next(): Promise<string> {
    const kept = this.#require();
    if (this.#isFresh(kept) && kept.accessToken !== this.#asks.token) return kept.accessToken;
    try {
      return await this.#refresh(kept);
    } catch (error) {
      if (!isOver(error)) throw error;
      const now = readKept(this.#storage, this.#key);
      // Signed in anew, or refreshed, by a tab that this one cannot take turns with.
      if (now && now.refreshToken !== kept.refreshToken) return now.accessToken;
      this.#forget(error);
      throw error;
    }
  }

  async #refresh({ refreshToken }: KeptSignIn): Promise<string> {
    const answer = await asked(this.#api.refresh.mutate({ refreshToken }));
    this.#keep(answer, refreshToken);
    return answer.accessToken;
  }

  /** @param used the refresh token that got this answer; null: there was none. */
  #keep(answer: ChatAnswers['session']['refresh'], used: string | null): void {
    // Without a next token another tab has just got it: what that one keeps, or will keep in a moment, is to be used.
    const refreshToken = answer.refreshToken ?? readKept(this.#storage, this.#key)?.refreshToken ?? used;
    if (refreshToken === null) return;
    const { accessToken, expiresAt, user } = answer;
    const kept: KeptSignIn = { userId: user.id, accessToken, expiresAt, refreshToken };
    this.#storage.setItem(this.#key, JSON.stringify(kept));
  }

  #forget(reason: ParleyError | null): void {
    this.#storage.removeItem(this.#key);
    this.#signedOut.tell({ reason });
  }

  #require(): KeptSignIn {
    const kept = readKept(this.#storage, this.#key);
    if (kept) return kept;
    const fix = 'Call signIn first.';
    throw new ParleyError({ code: 'unauthenticated', message: 'Nobody is signed in.', retry: 'never', fix });
  }

  #isFresh({ expiresAt }: KeptSignIn): boolean {
    return expiresAt - this.#runtime.now() > MARGIN_MS;
  }

  #isSuspect({ accessToken }: KeptSignIn): boolean {
    const now = this.#runtime.now();
    const { token, since, count } = this.#asks;
    const isSame = token === accessToken && now - since < SUSPECT_MS;
    this.#asks = isSame ? { token, since, count: count + 1 } : { token: accessToken, since: now, count: 1 };
    return this.#asks.count >= SUSPECT_ASKS;
  }

  #authorization(): Record<string, string> {
    const kept = readKept(this.#storage, this.#key);
    return kept ? { authorization: `Bearer ${kept.accessToken}` } : {};
  }
}

/** Whether the server will never take this sign-in again. */
function isOver(error: unknown): error is ParleyError {
  return error instanceof ParleyError && error.code === 'unauthenticated';
}

/**
 * Signs users in with a login and a password, where an app has no backend that signs tokens.
 *
 * @example
 * ```ts
 * const account = chatAccount({ url, key, storage: localStorage });
 * await account.signIn({ login: 'ann', password });
 * const parley = createParley({ url, key, token: account.token });
 * ```
 *
 * @throws TypeError when the address is none.
 */
export function chatAccount(options: ChatAccountOptions): ChatAccount {
  return new ChatAccount(options, systemRuntime);
}
