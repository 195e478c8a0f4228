import { expect, test } from 'vitest';
import type { KeyRecord, RuleRecord } from '../../core/store/app-store.ts';
import type { AuditRecord } from '../../core/store/audit-store.ts';
import type { SanctionRecord } from '../../core/store/moderation-store.ts';
import { attempt, change, effect } from '../testing/effects.ts';
import { countingFrom, publish, statusesOf } from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

const key = (fields: Partial<KeyRecord> = {}): KeyRecord => ({
  id: '1'.repeat(24),
  appId: 'acme',
  kind: 'client',
  lookup: 'public-key',
  sealed: null,
  hint: '-key',
  createdAt: 5,
  expiresAt: null,
  lastUsedAt: null,
  ...fields,
});

const rule = (fields: Partial<RuleRecord> = {}): RuleRecord => ({
  id: '2'.repeat(24),
  appId: 'acme',
  pattern: 'room:*',
  rule: '{"durable":true}',
  createdAt: 5,
  ...fields,
});

export function recordsCases(habitat: StoreHabitat): void {
  test('apps are created once, changed and listed, and told apart by case', async () => {
    await using bed = await storeBed(habitat);
    const { apps } = bed.store;
    const app = { id: 'Ünïcode 😀', name: "it's", createdAt: 1_764_000_000_000, settings: '{"a":"漢"}' };
    await apps.createApp(app);
    await expect(apps.createApp(app)).rejects.toMatchObject({ code: 'conflict' });
    expect(await apps.listApps()).toContainEqual(app);
    await apps.updateApp(app.id, { name: 'other' });
    await apps.updateApp(app.id, { settings: '{}' });
    expect(await apps.listApps()).toContainEqual({ ...app, name: 'other', settings: '{}' });
    await expect(apps.updateApp('Acme', { name: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(apps.deleteApp('Acme')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('deleting an app removes everything in it and nothing of another', async () => {
    await using bed = await storeBed(habitat);
    const { apps, definitions, events, moderation, effects, integrations, counters } = bed.store;
    const batch = ['acme', 'ACME'].flatMap((appId) =>
      countingFrom(1, 50).map((nr) => publish({ appId, channel: `room-${nr % 7}` })),
    );
    await events.append(batch);
    const mine = countingFrom(0, 2500).map(() => effect());
    const theirs = effect({ appId: 'ACME' });
    await effects.add([...mine, theirs]);
    await effects.settle(
      mine.slice(0, 5).map((done) => change(done)),
      mine.map((tried) => attempt(tried)),
    );
    const defined = { channel: 'x', owner: 'test', keeping: '{}', details: '{}', createdAt: 1 };
    for (const appId of ['acme', 'ACME']) {
      const to = { appId, settings: '{}', createdAt: 1 };
      await integrations.putEndpoint({ ...to, id: appId, sealedSecret: null });
      await integrations.putMirror({ ...to, sealedPassword: null, batch: null });
      await counters.add([{ appId, name: 'x', by: 1 }]);
      await definitions.put({ ...defined, appId });
    }
    await apps.createKey(key());
    await apps.createKey(key({ id: '9'.repeat(24), appId: 'ACME', lookup: 'other-key' }));
    await apps.putRule(rule());
    await moderation.putSanctions([sanction()]);
    await apps.deleteApp('acme');
    expect((await apps.listApps()).map(({ id }) => id)).toEqual(['ACME']);
    expect((await apps.listKeys()).map(({ appId }) => appId)).toEqual(['ACME']);
    expect(await apps.listRules()).toEqual([]);
    expect(await moderation.listSanctions(0)).toEqual([]);
    expect(await events.listChannels('acme', { limit: 10 })).toEqual([]);
    expect(await effects.count('acme', 'webhook')).toEqual({ pending: 0, done: 0, dead: 0 });
    expect(await effects.attemptsOf(mine[0]?.id ?? '')).toEqual([]);
    expect(await effects.find(theirs.id)).toMatchObject({ id: theirs.id });
    expect((await integrations.listEndpoints()).map(({ appId }) => appId)).toEqual(['ACME']);
    expect((await integrations.listMirrors()).map(({ appId }) => appId)).toEqual(['ACME']);
    const page = { after: null, limit: 10 };
    expect(await definitions.list('acme', page)).toEqual([]);
    expect(await definitions.list('ACME', page)).toHaveLength(1);
    expect(await counters.list()).toEqual([{ appId: 'ACME', name: 'x', value: 1 }]);
    expect(await events.listChannels('ACME', { limit: 10 })).toHaveLength(7);
    expect(statusesOf(await events.append([publish(), publish({ appId: 'ACME' })]))).toEqual([
      'failed',
      'stored',
    ]);
    await apps.createApp({ id: 'acme', name: 'again', createdAt: 1, settings: '{}' });
    expect(await events.head('acme', 'room-1')).toBeNull();
    expect(await events.find('acme', batch[0]?.channel ?? '', batch[0]?.id ?? '')).toBeNull();
  });

  test('a key is unique by kind and look-up, and its expiry and last use can be set', async () => {
    await using bed = await storeBed(habitat);
    const { apps } = bed.store;
    await apps.createKey(key());
    const secret = key({ id: '3'.repeat(24), kind: 'secret', sealed: 'v1:…', lookup: 'public-key' });
    await apps.createKey(secret);
    await expect(apps.createKey(key({ id: '4'.repeat(24) }))).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      apps.createKey(key({ id: '4'.repeat(24), appId: 'nowhere', lookup: 'z' })),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
    await apps.createKey(key({ id: '4'.repeat(24), lookup: 'PUBLIC-key' }));
    await apps.updateKey(secret.id, { lastUsedAt: 7 });
    await apps.updateKey(secret.id, { expiresAt: 1_800_000_000_000 });
    expect(await apps.listKeys()).toContainEqual({ ...secret, lastUsedAt: 7, expiresAt: 1_800_000_000_000 });
    await apps.updateKey(secret.id, { expiresAt: null });
    expect((await apps.listKeys()).find(({ id }) => id === secret.id)).toMatchObject({ expiresAt: null });
    await apps.deleteKey(secret.id);
    expect(await apps.listKeys()).toHaveLength(2);
    await expect(apps.deleteKey(secret.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(apps.updateKey(secret.id, { lastUsedAt: 1 })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a rule put for a pattern that has one replaces it and keeps its id', async () => {
    await using bed = await storeBed(habitat);
    const { apps } = bed.store;
    expect(await apps.putRule(rule())).toEqual(rule());
    const replaced = await apps.putRule(rule({ id: '5'.repeat(24), rule: '{}', createdAt: 9 }));
    expect(replaced).toEqual(rule({ rule: '{}' }));
    await apps.putRule(rule({ id: '6'.repeat(24), pattern: 'ROOM:*' }));
    await apps.putRule(rule({ id: '7'.repeat(24), appId: 'ACME' }));
    expect(await apps.listRules()).toHaveLength(3);
    await expect(apps.deleteRule('ACME', rule().id)).rejects.toMatchObject({ code: 'not_found' });
    await apps.deleteRule('acme', rule().id);
    expect(await apps.listRules()).toHaveLength(2);
    const racing = await Promise.all(
      countingFrom(1, 8).map((nr) => apps.putRule(rule({ id: `${nr}`.padStart(24, 'a'), pattern: 'raced' }))),
    );
    expect(new Set(racing.map(({ id }) => id)).size).toBe(1);
  });

  test('a sanction replaces the one of the same kind, user and place, and ends with its expiry', async () => {
    await using bed = await storeBed(habitat);
    const { moderation } = bed.store;
    const inRoom = sanction({ id: '2'.repeat(24), channel: 'room', expiresAt: 100 });
    const mute = sanction({ id: '3'.repeat(24), kind: 'mute', userId: 'Ann' });
    await moderation.putSanctions([sanction(), inRoom, mute]);
    expect(await moderation.listSanctions(99)).toEqual([sanction(), inRoom, mute]);
    expect(await moderation.listSanctions(100)).toEqual([sanction(), mute]);
    const replacing = sanction({ id: '4'.repeat(24), reason: 'worse', createdAt: 9, expiresAt: 500 });
    await moderation.putSanctions([replacing]);
    expect(await moderation.listSanctions(99)).toEqual(expect.arrayContaining([replacing, inRoom, mute]));
    expect(await moderation.listSanctions(99)).toHaveLength(3);
    const match = { kind: 'ban', appId: 'acme', userId: 'ann', channel: null } as const;
    expect(await moderation.removeSanctions([match])).toBe(1);
    expect(await moderation.removeSanctions([match])).toBe(0);
    expect(await moderation.removeSanctions([])).toBe(0);
    expect(await moderation.removeExpired(100)).toBe(1);
    expect(await moderation.listSanctions(0)).toEqual([mute]);
  });

  test('several sanctions are stored all or none', async () => {
    await using bed = await storeBed(habitat);
    const { moderation } = bed.store;
    const orphan = sanction({ id: '2'.repeat(24), appId: 'nowhere' });
    await expect(moderation.putSanctions([sanction(), orphan])).rejects.toMatchObject({ code: 'not_found' });
    expect(await moderation.listSanctions(0)).toEqual([]);
    await Promise.all(
      countingFrom(1, 8).map((nr) => moderation.putSanctions([sanction({ id: `${nr}`.padStart(24, 'b') })])),
    );
    expect(await moderation.listSanctions(0)).toHaveLength(1);
  });

  test('the audit log is read from the newest, in pages, of one app or of all', async () => {
    await using bed = await storeBed(habitat);
    const { audit } = bed.store;
    const entry = (nr: number, appId: string | null): AuditRecord => ({
      id: nr.toString(16).padStart(24, '0'),
      appId,
      at: nr,
      actor: 'admin',
      address: '::1',
      action: 'admin.bans.create',
      subject: 'ann in "room" 😀',
      detail: '{"reason":"…"}',
    });
    for (const nr of countingFrom(1, 6))
      await audit.append(entry(nr, [null, 'acme', 'ACME'][nr % 3] ?? null));
    expect(await audit.list({ appId: null, limit: 2 })).toEqual([entry(6, null), entry(5, 'ACME')]);
    const next = await audit.list({ appId: null, limit: 10, beforeId: entry(5, null).id });
    expect(next.map(({ at }) => at)).toEqual([4, 3, 2, 1]);
    const ofApp = await audit.list({ appId: 'acme', limit: 10 });
    expect(ofApp.map(({ at }) => at)).toEqual([4, 1]);
  });

  test('accounts have unique names compared exactly; sign-ins end one by one, all at once, and by time', async () => {
    await using bed = await storeBed(habitat);
    const { accounts } = bed.store;
    const account = {
      id: 'a'.repeat(24),
      name: 'admin',
      passwordHash: 'scrypt$…',
      role: 'operator',
      createdAt: 3,
    } as const;
    await accounts.createAccount(account);
    await expect(accounts.createAccount({ ...account, id: 'b'.repeat(24) })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await accounts.findAccountByName('admin')).toEqual(account);
    expect(await accounts.findAccount(account.id)).toEqual(account);
    expect(await accounts.findAccountByName('Admin')).toBeNull();
    expect(await accounts.findAccountByName('admin ')).toBeNull();
    await accounts.updateAccount(account.id, { role: 'viewer' });
    await accounts.updateAccount(account.id, { passwordHash: 'new' });
    expect(await accounts.findAccount(account.id)).toEqual({
      ...account,
      role: 'viewer',
      passwordHash: 'new',
    });
    await expect(accounts.updateAccount('b'.repeat(24), { role: 'viewer' })).rejects.toMatchObject({
      code: 'not_found',
    });

    const signIn = (nr: number, expiresAt: number) => ({
      id: nr.toString(16).padStart(24, '0'),
      accountId: account.id,
      tokenHash: nr.toString(16).padStart(64, '0'),
      createdAt: 1,
      expiresAt,
      address: '127.0.0.1',
    });
    for (const nr of countingFrom(1, 4)) await accounts.createSignIn(signIn(nr, nr * 10));
    expect(await accounts.findSignIn(signIn(1, 10).tokenHash)).toEqual(signIn(1, 10));
    await accounts.deleteSignIn(signIn(4, 40).tokenHash);
    await accounts.deleteSignIn(signIn(4, 40).tokenHash);
    expect(await accounts.findSignIn(signIn(4, 40).tokenHash)).toBeNull();
    expect(await accounts.removeExpiredSignIns(10)).toBe(1);
    expect(await accounts.deleteSignInsOf(account.id)).toBe(2);
    expect(await accounts.findSignIn(signIn(2, 20).tokenHash)).toBeNull();
  });

  test('text that no database can hold is refused, not cut', async () => {
    await using bed = await storeBed(habitat);
    const { apps, audit } = bed.store;
    const app = { id: 'x'.repeat(129), name: 'x', createdAt: 1, settings: '{}' };
    await expect(apps.createApp(app)).rejects.toMatchObject({ code: 'bad_request' });
    await expect(apps.createApp({ ...app, id: 'x', name: 'x'.repeat(256) })).rejects.toMatchObject({
      code: 'bad_request',
    });
    const long = 'ß'.repeat(100_000);
    const entry = {
      id: 'c'.repeat(24),
      appId: null,
      at: 1,
      actor: 'a',
      address: '',
      action: 'a',
      subject: long,
      detail: long,
    };
    await audit.append(entry);
    expect(await audit.list({ appId: null, limit: 1 })).toEqual([entry]);
  });
}

function sanction(fields: Partial<SanctionRecord> = {}): SanctionRecord {
  return {
    id: '1'.repeat(24),
    kind: 'ban',
    appId: 'acme',
    userId: 'ann',
    channel: null,
    reason: 'spam',
    author: 'admin',
    createdAt: 5,
    expiresAt: null,
    ...fields,
  };
}
