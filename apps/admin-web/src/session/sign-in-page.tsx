import { Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '../api/trpc.ts';
import { Logo } from '../shell/logo.tsx';
import { SignInRefusal } from './sign-in-refusal.tsx';

/** The way in: name and password. */
export function SignInPage() {
  useDocumentTitle('Sign in · Parley');
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation(
    trpc.dashboard.signIn.mutationOptions({
      onSuccess: (account) => queries.setQueryData(trpc.dashboard.me.queryKey(), account),
    }),
  );

  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ name: name.trim(), password });
  };

  return (
    <Center component="main" mih="100vh" p="md">
      <Paper component="form" onSubmit={submit} withBorder p="xl" w="100%" maw={380}>
        <Stack>
          <Logo />
          <div>
            <Title order={1}>Sign in</Title>
            <Text c="dimmed" size="sm">
              The first password was printed at the server’s first start.
            </Text>
          </div>
          <TextInput
            label="Name"
            name="name"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            maxLength={200}
            data-autofocus
            autoFocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            name="password"
            autoComplete="current-password"
            required
            maxLength={500}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          {signIn.isError && <SignInRefusal key={signIn.submittedAt} error={signIn.error} />}
          <Button type="submit" loading={signIn.isPending}>
            Sign in
          </Button>
        </Stack>
      </Paper>
    </Center>
  );
}
