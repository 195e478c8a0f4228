import { useTRPC } from '../../api/trpc.ts';
import type { SanctionKind } from './sanctions.ts';

/** The procedures of a kind of sanction: they are alike. */
export function useSanctions(kind: SanctionKind) {
  const { admin } = useTRPC();
  return kind === 'ban' ? admin.bans : admin.mutes;
}
