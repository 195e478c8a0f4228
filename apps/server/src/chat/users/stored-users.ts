import type { App } from '../../core/apps/app.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { hashPassword } from '../../core/identity/password.ts';
import { AttemptLimit } from '../../core/limits/attempt-limit.ts';
import { networkOf } from '../../core/limits/network-of.ts';
import type { UserRecord, UserStore } from '../../core/store/chat/user-store.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import { PUBLIC_SCOPE } from '../files/files.ts';
import { KnownUsers } from './known-users.ts';
import type { PasswordCheck } from './password-check.ts';
import type { ChatUser } from './user.ts';
import { emailKeyOf, loginKeyOf, phoneOf, searchable } from './user-keys.ts';
import { blankUser, changedUser, toChatUser } from './user-record.ts';
import type { Registration, UserChange, UserProfile, UserSearch, Users } from './users.ts';

const HOUR_MS = 3_600_000;
const MOST_ADDRESSES = 50_000;
const MOST_IDS = 1000;
/** Characters of an id: it has to fit into the name of the user's own channel. */
const MOST_ID = 250;
const MOST_FOUND = 100;
const MOST_TRIES = 8;

/** Users, as the database has them. */
export class StoredUsers implements Users {
  readonly #parts: ChatParts;
  readonly #passwords: PasswordCheck;
  readonly #store: UserStore;
  readonly #known = new KnownUsers();
  readonly #registrations: AttemptLimit;

  constructor(parts: ChatParts, passwords: PasswordCheck) {
    this.#parts = parts;
    this.#passwords = passwords;
    this.#store = parts.core.store.chat.users;
    this.#registrations = new AttemptLimit(parts.core.runtime.clock, MOST_ADDRESSES);
  }

  async register(app: App, registration: Registration, address: string): Promise<ChatUser> {
    const { runtime } = this.#parts.core;
    const { registration: isOpen, registrationsPerAddress } = app.settings.chat;
    if (!isOpen) throw chatRefusal('registration_closed');
    // Those that fail count as well: each of them tells whether somebody has a login.
    const bound = { most: registrationsPerAddress, windowMs: HOUR_MS, message: 'Too many registrations.' };
    this.#registrations.begin(`${app.id}\n${networkOf(address)}`, bound).keep();
    const { password, ...profile } = registration;
    const taken = await this.#store.findByLogin(app.id, loginKeyOf(profile.login));
    if (taken) throw chatRefusal('login_taken');
    const passwordHash = await hashPassword(password, runtime.chance);
    const now = runtime.clock.now();
    const blank = blankUser(app.id, runtime.ids.next(), now);
    const user = { ...changedUser(blank, profile, now), updatedAt: now, passwordHash };
    await refusingTaken(() => this.#store.create(user));
    return toChatUser(user);
  }

  async ensure(app: App, userId: string): Promise<void> {
    if (this.#known.has(app, userId)) return;
    if (userId.length > MOST_ID) {
      throw new ParleyError('bad_request', `The id of a user of chat has at most ${MOST_ID} characters.`);
    }
    const user = blankUser(app.id, userId, this.#parts.core.runtime.clock.now());
    await this.#known.learn(app, userId, () => this.#store.ensure(user));
  }

  async put(app: App, userId: string, profile: UserProfile): Promise<ChatUser> {
    await this.ensure(app, userId);
    const caller: ChatCaller = {
      app,
      userId,
      sessionId: null,
      deviceId: null,
      address: '',
      protocol: 'server',
      isBackend: true,
    };
    return this.update(caller, profile);
  }

  async find(app: App, userId: string): Promise<ChatUser | null> {
    const user = await this.#store.find(app.id, userId);
    return user && toChatUser(user);
  }

  async list(app: App, ids: readonly string[]): Promise<ChatUser[]> {
    if (ids.length > MOST_IDS) throw tooMany(MOST_IDS);
    return (await this.#store.list(app.id, ids)).map(toChatUser);
  }

  async search({ app, userId }: ChatCaller, search: UserSearch): Promise<ChatUser[]> {
    const { keyword, limit, updatedAfter, ignoreIds = [] } = search;
    if (ignoreIds.length > MOST_IDS) throw tooMany(MOST_IDS);
    const users = await this.#store.search({
      appId: app.id,
      part: searchable(keyword),
      limit: Math.min(limit, MOST_FOUND),
      updatedAfter: updatedAfter ?? null,
      ignoreIds: [userId, ...ignoreIds],
    });
    return users.map(toChatUser);
  }

  async update(caller: ChatCaller, change: UserChange): Promise<ChatUser> {
    const { app, userId, signInId } = caller;
    const { newPassword, currentPassword, ...profile } = change;
    const { runtime } = this.#parts.core;
    const { devices, files } = this.#parts.chat;
    const endOthers = () => devices.end(app, userId, signInId === undefined ? {} : { exceptId: signInId });
    const user = await this.#replace(app, userId, async (seen) => {
      const changed = changedUser(seen, profile, runtime.clock.now());
      if (newPassword === undefined) return changed;
      await this.#requirePassword(caller, seen, currentPassword ?? '');
      const passwordHash = await hashPassword(newPassword, runtime.chance);
      // Before the password is changed: a server that dies between the two must not leave them signed in.
      await endOthers();
      return { ...changed, passwordHash };
    });
    // Once more, for who signed in by the old one meanwhile.
    if (newPassword !== undefined) await endOthers();
    if (profile.avatar) await files.share(caller, [profile.avatar.fileId], PUBLIC_SCOPE);
    return toChatUser(user);
  }

  async delete(caller: Pick<ChatCaller, 'app' | 'userId' | 'sessionId'>): Promise<void> {
    const { app, userId, sessionId } = caller;
    const { chat, core, onFailure } = this.#parts;
    await chat.devices.end(app, userId, { sparing: sessionId });
    // Before the user is gone: a server that dies between the two must not leave groups that nobody can change.
    await chat.conversations.handOverGroups(caller);
    await this.#store.delete(app.id, userId);
    this.#known.forget(app, userId);
    chat.blocks.forget(app, userId);
    const gone = new ParleyError('unauthenticated', 'The user was deleted.');
    for (const session of [...core.sessions.ofUser(app.id, userId)]) {
      if (session.id !== sessionId) core.sessions.disconnect(session, gone);
    }
    // Once more, for those that it got meanwhile.
    await chat.conversations.handOverGroups(caller).catch((error: unknown) => onFailure(error));
  }

  async match(
    app: App,
    { emails, phones }: { emails: readonly string[]; phones: readonly string[] },
  ): Promise<ReadonlyMap<string, string>> {
    const given = [
      ...emails.map((value) => ({ value, key: `email\n${emailKeyOf(value)}` })),
      ...phones.map((value) => ({ value, key: `phone\n${phoneOf(value)}` })),
    ];
    const found = await this.#store.match(app.id, {
      emailKeys: [...new Set(emails.map(emailKeyOf))].filter(Boolean),
      phones: [...new Set(phones.map(phoneOf))].filter(Boolean),
    });
    const byKey = new Map<string, string>();
    for (const { id, emailKey, phone } of found) {
      if (emailKey !== null) byKey.set(`email\n${emailKey}`, id);
      if (phone !== null) byKey.set(`phone\n${phone}`, id);
    }
    const matched = new Map<string, string>();
    for (const { value, key } of given) {
      const id = byKey.get(key);
      if (id !== undefined) matched.set(value, id);
    }
    return matched;
  }

  /** Changes a user as it stands; again, if it was changed meanwhile, so that no change undoes another. */
  async #replace(
    app: App,
    userId: string,
    changeOf: (user: UserRecord) => Promise<UserRecord>,
  ): Promise<UserRecord> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const seen = await this.#store.find(app.id, userId);
      if (!seen) throw chatRefusal('user_not_found');
      const changed = await changeOf(seen);
      if (await refusingTaken(() => this.#store.replace(changed, seen.updatedAt))) return changed;
    }
    throw new ParleyError('unavailable', 'The user is being changed too often at once.', {
      retryAfterMs: 1000,
    });
  }

  async #requirePassword({ app, address }: ChatCaller, user: UserRecord, password: string): Promise<void> {
    // Who has no login has no password either: they are counted by their ids.
    const loginKey = user.loginKey ?? `\n${user.id}`;
    const right = await this.#passwords.check(app, { loginKey, address, password }, () =>
      Promise.resolve(user),
    );
    if (!right) throw chatRefusal('wrong_password');
  }
}

async function refusingTaken<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    throw error instanceof ParleyError && error.code === 'conflict' ? chatRefusal('login_taken') : error;
  }
}

function tooMany(most: number): ParleyError {
  return new ParleyError('bad_request', `At most ${most} users can be named at once.`);
}
