import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { ConfirmByTyping } from '../../parts/confirm-by-typing.tsx';
import { useSession } from '../../session/session.ts';

/** Erases the log of a channel, once its name was typed. */
export function EraseChannel({ channel, onClose }: { channel: string; onClose: () => void }) {
  const trpc = useTRPC();
  const { app } = useSession();
  const queries = useQueryClient();
  const erase = useMutation(
    trpc.admin.channels.erase.mutationOptions({
      onSuccess: ({ erased }) => {
        notifications.show({ message: `Erased ${erased.toLocaleString('en')} events of ${channel}.` });
        void queries.invalidateQueries({ queryKey: trpc.admin.channels.pathKey() });
        void queries.invalidateQueries({ queryKey: trpc.channels.history.pathKey() });
        onClose();
      },
    }),
  );
  return (
    <ConfirmByTyping
      title="Erase the channel’s log"
      word={channel}
      action="Erase for good"
      pending={erase.isPending}
      error={erase.error}
      onConfirm={() => erase.mutate({ app: app.id, channel })}
      onClose={onClose}
    >
      Every event of the channel is deleted for good. Its readers stay subscribed and are told of a gap with
      the next event.
    </ConfirmByTyping>
  );
}
