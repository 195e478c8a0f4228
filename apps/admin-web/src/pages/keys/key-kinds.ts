import type { Key } from '../../api/trpc.ts';

export type KeyKind = Key['kind'];

/** What each kind of key is for. */
export const KEY_KINDS: Readonly<Record<KeyKind, { label: string; about: string; color: string }>> = {
  client: { label: 'Client key', about: 'Public: clients connect with it', color: 'teal' },
  secret: { label: 'Secret', about: 'Signs tokens; for your backend only', color: 'orange' },
  admin: { label: 'Admin key', about: 'Administers the app; for your backend only', color: 'red' },
};
