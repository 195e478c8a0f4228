import { createHash, createHmac } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { AppRegistry } from '../../../core/apps/app-registry.ts';
import { AppSettings } from '../../../core/apps/app-settings.ts';
import { KeyVault } from '../../../core/apps/key-vault.ts';
import { forgetfulAppStore } from '../../../core/apps/testing/forgetful-app-store.ts';
import { type SimulatedRuntime, simulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import { BackendAuth } from './backend-auth.ts';
import { CallerAddresses } from './caller-addresses.ts';

const SECRET = 'sk_first_0123456789';
const address = '127.0.0.1';

let runtime: SimulatedRuntime;
let apps: AppRegistry;
beforeEach(async () => {
  runtime = simulatedRuntime();
  apps = await AppRegistry.load(forgetfulAppStore, runtime, {
    vault: new KeyVault(Buffer.alloc(32), runtime.chance),
    onFailure: () => {},
  });
  for (const [id, secret] of [
    ['default', SECRET],
    ['other', 'sk_other_0123456789'],
  ] as const) {
    await apps.create(id, id, AppSettings.parse({}));
    await apps.createKey(id, 'secret', secret);
    await apps.createKey(id, 'client', `pk_${id}_0123456789`);
  }
});

function auth({ from = [''], checksAge = true } = {}): BackendAuth {
  const callers = new CallerAddresses(from.filter((entry) => entry !== ''));
  return new BackendAuth({ core: { apps, runtime }, defaultAppId: 'default', callers, checksAge });
}

function token(value: string, secret: string, ageS = 0): string {
  const seconds = Math.floor(runtime.clock.now() / 1000) - ageS;
  const signedText = `${value}.${Buffer.from(seconds.toString(16).padStart(8, '0'), 'hex').toString('base64url')}`;
  const key = createHash('sha1').update(`itsdangerous.Signersigner${secret}`).digest();
  return `${signedText}.${createHmac('sha1', key).update(signedText).digest('base64url')}`;
}

const badSignature = { httpStatus: 401, body: { request: 'Bad Signature' } };

test('a token is worth something for a minute, and for the clocks that are a little ahead', () => {
  for (const age of [0, 60, -5]) {
    expect(auth().require({ address, secret: token('channelstream', SECRET, age) }).app.id).toBe('default');
  }
  for (const age of [61, 3600, -6]) {
    const secret = token('channelstream', SECRET, age);
    expect(() => auth().require({ address, secret }), `${age}`).toThrow(
      expect.objectContaining(badSignature),
    );
    expect(auth({ checksAge: false }).require({ address, secret }).app.id).toBe('default');
  }
});

test('any secret of the app that holds will do, and none that was taken back', async () => {
  const { record } = await apps.createKey('default', 'secret', 'sk_second_0123456789');
  const secret = token('channelstream', 'sk_second_0123456789');
  expect(auth().require({ address, secret }).key.id).toBe(record.id);
  await apps.deleteKey('default', record.id);
  expect(() => auth().require({ address, secret })).toThrow(expect.objectContaining(badSignature));
});

test('what is signed names another app by its id or client key, and else is of no consequence', () => {
  for (const value of ['other', 'pk_other_0123456789']) {
    expect(auth().require({ address, secret: token(value, 'sk_other_0123456789') }).app.id).toBe('other');
    expect(() => auth().require({ address, secret: token(value, SECRET) })).toThrow('Bad Signature');
  }
  for (const value of ['/message', '', 'a.b.c']) {
    expect(auth().require({ address, secret: token(value, SECRET) }).app.id).toBe('default');
    expect(() => auth().require({ address, secret: token(value, 'sk_other_0123456789') })).toThrow();
  }
});

test.each([SECRET, 'x', 'channelstream.X14QAA.QLT3kgcJYg14C3PAy4wtyg5uGgI'])(
  '%s is no signature',
  (secret) => {
    expect(() => auth().require({ address, secret })).toThrow(expect.objectContaining(badSignature));
    expect(() => auth().check({ address, secret })).toThrow(expect.objectContaining(badSignature));
  },
);

test('from where is asked first, then whether there is a token, then what it is worth', () => {
  const secret = token('channelstream', SECRET);
  const elsewhere = auth({ from: ['10.0.0.0/8'] });
  for (const given of [secret, 'bad', undefined]) {
    const asked = { address, secret: given };
    expect(() => elsewhere.require(asked)).toThrow(expect.objectContaining({ httpStatus: 403 }));
  }
  expect(elsewhere.require({ address: '10.9.9.9', secret }).actor).toMatchObject({
    principal: { kind: 'admin', name: 'channelstream' },
    address: '10.9.9.9',
  });
  for (const given of ['', undefined]) {
    const asked = { address, secret: given };
    expect(() => auth().require(asked)).toThrow(expect.objectContaining({ httpStatus: 403 }));
    expect(() => auth().check(asked)).not.toThrow();
  }
});
