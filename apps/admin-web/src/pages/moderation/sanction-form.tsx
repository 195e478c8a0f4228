import { Paper, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ChangeButton } from '../../parts/change-button.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useSession } from '../../session/session.ts';
import { LENGTHS, SANCTIONS, type SanctionKind } from './sanctions.ts';
import { useSanctions } from './use-sanctions.ts';

/** Bans or mutes a user. */
export function SanctionForm({ kind, user }: { kind: SanctionKind; user: string }) {
  const procedures = useSanctions(kind);
  const { app, readOnly } = useSession();
  const queries = useQueryClient();
  const { verb, done, effect } = SANCTIONS[kind];
  const form = useForm({
    mode: 'controlled',
    initialValues: { user, channel: '', reason: '', length: 'day' },
    validate: { user: (value) => (value === '' ? 'Name a user.' : null) },
  });
  const impose = useMutation(
    procedures.create.mutationOptions({
      onSuccess: ({ user: named }) => {
        notifications.show({ message: `${named} is ${done}.` });
        form.setValues({ user: '', channel: '', reason: '' });
        void queries.invalidateQueries({ queryKey: procedures.list.pathKey() });
      },
    }),
  );
  const submit = form.onSubmit((values) => {
    if (readOnly !== null) return;
    const channel = values.channel.trim();
    const ms = LENGTHS.find(({ value }) => value === values.length)?.ms ?? null;
    impose.mutate({
      app: app.id,
      user: values.user,
      reason: values.reason,
      ...(channel === '' ? {} : { channel }),
      ...(ms === null ? {} : { expiresAt: Date.now() + ms }),
    });
  });

  return (
    <Paper component="form" noValidate withBorder p="md" onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {effect}
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
          <TextInput
            label="User"
            required
            maxLength={255}
            spellCheck={false}
            {...form.getInputProps('user')}
          />
          <TextInput
            label="Channel"
            placeholder="the whole app"
            maxLength={255}
            spellCheck={false}
            {...form.getInputProps('channel')}
          />
          <TextInput
            label="Reason"
            placeholder="the user reads it"
            maxLength={500}
            {...form.getInputProps('reason')}
          />
          <Select
            label="How long"
            allowDeselect={false}
            data={LENGTHS.map(({ value, label }) => ({ value, label }))}
            {...form.getInputProps('length')}
          />
        </SimpleGrid>
        {impose.isError && <ErrorNotice error={impose.error} />}
        <div>
          <ChangeButton type="submit" color="red.8" loading={impose.isPending}>
            {verb}
          </ChangeButton>
        </div>
      </Stack>
    </Paper>
  );
}
