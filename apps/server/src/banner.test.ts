import { expect, test } from 'vitest';
import { type BannerFacts, banner } from './banner.ts';

const FACTS: BannerFacts = {
  url: 'http://127.0.0.1:4000',
  appId: 'default',
  keys: {
    client: { value: 'pk_1', where: 'data/credentials.json' },
    secret: { value: 'sk_1', where: 'data/credentials.json' },
    admin: { value: 'ak_1', where: 'PARLEY_ADMIN_KEY' },
  },
  adminUser: 'admin',
  newPassword: null,
  showSecrets: true,
};

test('the first start shows the keys and the password, and commands that hold them', () => {
  const text = banner({ ...FACTS, newPassword: 'hunter2' });
  for (const shown of ['hunter2', 'pk_1', 'sk_1', "api-key: ak_1'", "key: 'pk_1'"]) {
    expect(text).toContain(shown);
  }
});

test('output that may be kept by somebody holds no secret, and says where each is', () => {
  const text = banner({ ...FACTS, showSecrets: false });
  expect(text).not.toMatch(/sk_1|ak_1|password/);
  expect(text).toContain('app secret    (see data/credentials.json)');
  expect(text).toContain('admin key     (see PARLEY_ADMIN_KEY)');
});

test('a key that was replaced is not offered', () => {
  const text = banner({ ...FACTS, keys: { client: null, secret: null, admin: null } });
  expect(text).not.toMatch(/[psa]k_1/);
  expect(text).toContain('replaced since the first start');
});
