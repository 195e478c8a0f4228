/** The keys and the password that every test's server is started with. Known, so that tests can use them. */
export const KEYS = {
  client: 'e2e-client-key',
  secret: 'e2e-app-secret-0123456789',
  admin: 'e2e-admin-key-0123456789',
  user: 'admin',
  password: 'e2e password, long enough',
} as const;

export const SETTINGS = {
  PARLEY_APP_KEY: KEYS.client,
  PARLEY_APP_SECRET: KEYS.secret,
  PARLEY_ADMIN_KEY: KEYS.admin,
  PARLEY_ADMIN_USER: KEYS.user,
  PARLEY_ADMIN_PASSWORD: KEYS.password,
  PARLEY_LOG_LEVEL: 'warn',
  PARLEY_DRAIN_MS: '500',
} as const;
