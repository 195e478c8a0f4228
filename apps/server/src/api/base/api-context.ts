import type { Chat } from '../../chat/chat.ts';
import type { Actor } from '../../core/access/actor.ts';
import type { Core } from '../../core/core.ts';
import type { Identity, Session } from '../../core/session/session.ts';
import type { AccountRecord } from '../../core/store/account-store.ts';
import type { OpenEffects } from '../../effects/open-effects.ts';
import type { Accounts } from '../accounts/accounts.ts';

/** Sets and clears the dashboard's cookie on the answer; only HTTP requests have one. */
export interface SignInCookie {
  set(token: string, maxAgeMs: number): void;
  clear(): void;
  /** The token that came with the request, if the request may use it. */
  readonly token: string | null;
}

export interface ApiContextParts {
  readonly core: Core;
  /** What leaves the house, to be administered. */
  readonly effects: OpenEffects;
  readonly accounts: Accounts;
  readonly chat: Chat;
  /** The app by whose admin key the server is operated. */
  readonly defaultAppId: string;
  /** Who is calling, or null if the request named nobody. */
  readonly actor: Actor | null;
  /** What the caller proved; null with `actor`. */
  readonly identity: Identity | null;
  /** The live connection, on transports that have one. */
  readonly session: Session | null;
  /** The dashboard account, if the caller signed in with one. */
  readonly account: AccountRecord | null;
  readonly protocol: 'trpc' | 'rest';
  readonly address: string;
  readonly userAgent: string;
  /** Where the caller reaches this server, such as `https://chat.example.com`. */
  readonly origin: string;
  /** The user in whose name a backend acts, if it named one. */
  readonly asUser: string | null;
  readonly cookie: SignInCookie | null;
}

/** What every native procedure knows of the request it answers. */
export class ApiContext implements ApiContextParts {
  readonly core: Core;
  readonly effects: OpenEffects;
  readonly accounts: Accounts;
  readonly chat: Chat;
  readonly defaultAppId: string;
  readonly actor: Actor | null;
  readonly identity: Identity | null;
  readonly session: Session | null;
  readonly account: AccountRecord | null;
  readonly protocol: 'trpc' | 'rest';
  readonly address: string;
  readonly userAgent: string;
  readonly origin: string;
  readonly asUser: string | null;
  readonly cookie: SignInCookie | null;

  constructor(parts: ApiContextParts) {
    this.core = parts.core;
    this.effects = parts.effects;
    this.accounts = parts.accounts;
    this.chat = parts.chat;
    this.defaultAppId = parts.defaultAppId;
    this.actor = parts.actor;
    this.identity = parts.identity;
    this.session = parts.session;
    this.account = parts.account;
    this.protocol = parts.protocol;
    this.address = parts.address;
    this.userAgent = parts.userAgent;
    this.origin = parts.origin;
    this.asUser = parts.asUser;
    this.cookie = parts.cookie;
  }
}
