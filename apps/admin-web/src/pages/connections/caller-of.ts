import type { Connection } from '../../api/trpc.ts';

/** Whom a connection is for, in a word. */
export function callerOf({ kind, user }: Pick<Connection, 'kind' | 'user'>): string {
  switch (kind) {
    case 'user':
      return user ?? 'unknown user';
    case 'anonymous':
      return 'anonymous';
    case 'admin':
      return 'backend';
    case 'operator':
      return 'dashboard';
  }
}
