import { Button, Code, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ErrorNotice } from './error-notice.tsx';

interface ConfirmByTypingProps {
  title: string;
  /** What must be typed: the name of what goes. */
  word: string;
  action: string;
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Asks before something final: its name must be typed. */
export function ConfirmByTyping(props: ConfirmByTypingProps) {
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed === props.word) props.onConfirm();
  };
  return (
    <Modal opened onClose={props.onClose} title={props.title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack component="form" onSubmit={submit}>
        <Text size="sm">{props.children}</Text>
        <TextInput
          label={
            <>
              Type <Code>{props.word}</Code> to confirm
            </>
          }
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {props.error ? <ErrorNotice error={props.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" color="red.8" disabled={typed !== props.word} loading={props.pending}>
            {props.action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
