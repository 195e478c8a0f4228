import { Group, Kbd, Paper, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { KeyboardEvent } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import { ChangeButton } from '../../parts/change-button.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useParam } from '../../parts/use-param.ts';
import { useSession } from '../../session/session.ts';
import { ChannelInput } from './channel-input.tsx';
import { type Draft, jsonFault, keepDraft, loadDraft } from './draft.ts';
import type { Outcome } from './outcome.ts';
import { PayloadInput } from './payload-input.tsx';

/** Channel, name, payload and, if wanted, in whose name. Keeps what was last published. */
export function PublishForm({ onPublished }: { onPublished: (outcome: Outcome | null) => void }) {
  const trpc = useTRPC();
  const { app, readOnly } = useSession();
  const queries = useQueryClient();
  const [linked] = useParam('channel');
  const form = useForm<Draft>({
    mode: 'controlled',
    initialValues: { ...loadDraft(localStorage, app.id), ...(linked === null ? {} : { channel: linked }) },
    validate: {
      channel: (value) => (value.trim() === '' ? 'Name a channel.' : null),
      name: (value) => (value === '' ? 'Name the event.' : null),
      json: jsonFault,
    },
    validateInputOnBlur: true,
  });
  const publish = useMutation(
    trpc.channels.publish.mutationOptions({
      onMutate: () => onPublished(null),
      onSuccess: (published, { channel }) => {
        onPublished({ channel, published });
        void queries.invalidateQueries({ queryKey: trpc.admin.channels.pathKey() });
      },
    }),
  );
  const submit = form.onSubmit((draft) => {
    if (readOnly !== null) return;
    keepDraft(localStorage, app.id, draft);
    const { name, json, asUser } = draft;
    const data: unknown = JSON.parse(json);
    publish.mutate({ channel: draft.channel.trim(), name, data, ...(asUser === '' ? {} : { asUser }) });
  });
  const submitByKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  };

  return (
    <Paper component="form" noValidate withBorder p="md" onSubmit={submit} onKeyDown={submitByKey}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <ChannelInput {...form.getInputProps('channel')} value={form.values.channel} />
          <TextInput
            label="Event"
            maxLength={200}
            spellCheck={false}
            required
            {...form.getInputProps('name')}
          />
          <TextInput
            label="As user"
            placeholder="nobody: from the backend"
            maxLength={255}
            spellCheck={false}
            {...form.getInputProps('asUser')}
          />
        </SimpleGrid>
        <PayloadInput
          {...form.getInputProps('json')}
          value={form.values.json}
          onFormat={(text) => form.setFieldValue('json', text)}
        />
        {publish.isError && <ErrorNotice error={publish.error} />}
        <Group justify="flex-end">
          <Text size="xs" c="dimmed" visibleFrom="sm">
            <Kbd size="xs">Ctrl</Kbd> + <Kbd size="xs">Enter</Kbd>
          </Text>
          <ChangeButton type="submit" loading={publish.isPending}>
            Publish
          </ChangeButton>
        </Group>
      </Stack>
    </Paper>
  );
}
