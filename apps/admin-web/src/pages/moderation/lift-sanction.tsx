import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Sanction } from '../../api/trpc.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { useSession } from '../../session/session.ts';
import { SANCTIONS, type SanctionKind } from './sanctions.ts';
import { useSanctions } from './use-sanctions.ts';

interface LiftSanctionProps {
  kind: SanctionKind;
  sanction: Sanction;
  onClose: () => void;
}

/** Lifts a ban or a mute. */
export function LiftSanction({ kind, sanction: { user, channel }, onClose }: LiftSanctionProps) {
  const procedures = useSanctions(kind);
  const { app } = useSession();
  const queries = useQueryClient();
  const lift = useMutation(
    procedures.remove.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: `${user} is not ${SANCTIONS[kind].done} any more.` });
        onClose();
      },
      onSettled: () => queries.invalidateQueries({ queryKey: procedures.list.pathKey() }),
    }),
  );
  const where = channel === null ? 'in the whole app' : `on ${channel}`;
  return (
    <Confirm
      title={`Lift the ${kind} of ${user}?`}
      action="Lift"
      pending={lift.isPending}
      error={lift.error}
      onConfirm={() => lift.mutate({ app: app.id, user, ...(channel === null ? {} : { channel }) })}
      onClose={onClose}
    >
      {user} is not {SANCTIONS[kind].done} {where} any more, at once.
    </Confirm>
  );
}
