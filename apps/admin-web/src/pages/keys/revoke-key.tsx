import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type Key, useTRPC } from '../../api/trpc.ts';
import { ConfirmByTyping } from '../../parts/confirm-by-typing.tsx';
import { useSession } from '../../session/session.ts';
import { KEY_KINDS } from './key-kinds.ts';

/** Takes a key back, once its last characters were typed. */
export function RevokeKey({ revoked, onClose }: { revoked: Key; onClose: () => void }) {
  const trpc = useTRPC();
  const { app } = useSession();
  const queries = useQueryClient();
  const label = KEY_KINDS[revoked.kind].label.toLowerCase();
  const revoke = useMutation(
    trpc.admin.keys.revoke.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: `The ${label} ••••${revoked.hint} is revoked.` });
        void queries.invalidateQueries({ queryKey: trpc.admin.keys.list.pathKey() });
        onClose();
      },
    }),
  );
  return (
    <ConfirmByTyping
      title={`Revoke the ${label} ••••${revoked.hint}?`}
      word={revoked.hint}
      action="Revoke"
      pending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate({ app: app.id, id: revoked.id })}
      onClose={onClose}
    >
      Whatever still uses it is refused from now on. To replace a key without a break, rotate it.
    </ConfirmByTyping>
  );
}
