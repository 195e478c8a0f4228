import { beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../core/apps/app.ts';
import { AppSettings } from '../../core/apps/app-settings.ts';
import * as passwords from '../../core/identity/password.ts';
import { Rulebook } from '../../core/rules/rulebook.ts';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { PasswordCheck } from './password-check.ts';
import { blankUser } from './user-record.ts';

vi.mock(import('../../core/identity/password.ts'), async (load) => {
  const real = await load();
  return { hashPassword: vi.fn(real.hashPassword), verifyPassword: vi.fn(real.verifyPassword) };
});

const runtime = simulatedRuntime();
const app: App = {
  id: 'acme',
  name: 'acme',
  createdAt: 0,
  settings: AppSettings.parse({ limits: {}, chat: { failedLoginsPerAccount: 1 } }),
  keys: [],
  ruleRecords: [],
  rules: new Rulebook(),
  isDeleted: false,
};
const user = async (password: string | null) => ({
  ...blankUser('acme', 'ann', 0),
  passwordHash: password === null ? null : await passwords.hashPassword(password, runtime.chance),
});
const attempt = (password: string, loginKey = password) => ({ loginKey, address: '192.0.2.1', password });

beforeEach(() => void vi.mocked(passwords.verifyPassword).mockClear());

test('one password is compared, whether the account has this one, another one, none, or is not there', async () => {
  const check = new PasswordCheck(runtime);
  const cases = {
    right: await user('right'),
    wrong: await user('another'),
    none: await user(null),
    nobody: null,
  };
  for (const [password, found] of Object.entries(cases)) {
    vi.mocked(passwords.verifyPassword).mockClear();
    const answer = await check.check(app, attempt(password), () => Promise.resolve(found));
    expect(answer, password).toBe(password === 'right' ? found : null);
    expect(passwords.verifyPassword, password).toHaveBeenCalledOnce();
  }
});

test('who is refused for having failed too often is not even looked for', async () => {
  const check = new PasswordCheck(runtime);
  const find = vi.fn(() => Promise.resolve(null));
  expect(await check.check(app, attempt('wrong'), find)).toBeNull();
  await expect(check.check(app, attempt('wrong'), find)).rejects.toMatchObject({ code: 'rate_limited' });
  expect(find).toHaveBeenCalledOnce();
});

test('a database that is away is no failed attempt', async () => {
  const check = new PasswordCheck(runtime);
  const away = () => Promise.reject(new Error('away'));
  for (let nr = 0; nr < 3; nr += 1) {
    await expect(check.check(app, attempt('right'), away)).rejects.toThrow('away');
  }
  const ann = await user('right');
  expect(await check.check(app, attempt('right'), () => Promise.resolve(ann))).toBe(ann);
});

test('a password longer than any is wrong, also where its beginning is right', async () => {
  const check = new PasswordCheck(runtime);
  const long = 'x'.repeat(1024);
  const ann = await user(long);
  const answer = (password: string) => check.check(app, attempt(password, 'ann'), () => Promise.resolve(ann));
  expect(await answer(long)).toBe(ann);
  expect(await answer(`${long}x`)).toBeNull();
});
