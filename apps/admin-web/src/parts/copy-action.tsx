import { ActionIcon, Button, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';

interface CopyActionProps {
  value: string;
  /** What is copied: "id", "as curl". */
  what: string;
  /** With words beside the icon. */
  worded?: boolean;
}

/** Copies a value to the clipboard and says so. */
export function CopyAction({ value, what, worded = false }: CopyActionProps) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => {
        const icon = copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />;
        const label = copied ? 'Copied' : `Copy ${what}`;
        if (worded) {
          return (
            <Button size="xs" variant="default" leftSection={icon} onClick={copy} miw={150}>
              {label}
            </Button>
          );
        }
        return (
          <Tooltip label={label}>
            <ActionIcon size="sm" variant="subtle" color="gray" aria-label={label} onClick={copy}>
              {icon}
            </ActionIcon>
          </Tooltip>
        );
      }}
    </CopyButton>
  );
}
