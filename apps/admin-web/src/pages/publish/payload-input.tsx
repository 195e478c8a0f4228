import { Button, Group, Input, Textarea, type TextareaProps } from '@mantine/core';
import { useId } from 'react';
import { jsonFault } from './draft.ts';

interface PayloadInputProps extends TextareaProps {
  value: string;
  onFormat: (text: string) => void;
}

/** The payload as JSON, and a button that indents it. */
export function PayloadInput({ value, onFormat, ...props }: PayloadInputProps) {
  const id = useId();
  const format = () => onFormat(JSON.stringify(JSON.parse(value), null, 2));
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Input.Label htmlFor={id}>Payload (JSON)</Input.Label>
        <Button size="compact-xs" variant="subtle" disabled={jsonFault(value) !== null} onClick={format}>
          Format
        </Button>
      </Group>
      <Textarea
        {...props}
        id={id}
        value={value}
        autosize
        minRows={6}
        maxRows={20}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
    </div>
  );
}
