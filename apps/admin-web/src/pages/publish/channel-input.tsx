import { Autocomplete, type AutocompleteProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../api/trpc.ts';
import { useSession } from '../../session/session.ts';

const SUGGESTIONS = 8;
const TYPING_MS = 200;

/** A channel's name; suggests those there are. */
export function ChannelInput({ value, ...props }: AutocompleteProps & { value: string }) {
  const trpc = useTRPC();
  const { app } = useSession();
  const [prefix] = useDebouncedValue(value.trim(), TYPING_MS);
  const { data } = useQuery({
    ...trpc.admin.channels.list.queryOptions({ app: app.id, prefix, limit: SUGGESTIONS }),
    placeholderData: keepPreviousData,
  });
  return (
    <Autocomplete
      {...props}
      value={value}
      label="Channel"
      placeholder="room:1"
      required
      maxLength={255}
      spellCheck={false}
      data={data?.channels.map(({ channel }) => channel) ?? []}
    />
  );
}
