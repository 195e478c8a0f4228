import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { MouseEventHandler } from 'react';
import { useSession } from '../session/session.ts';

interface ChangeButtonProps extends ButtonProps {
  type?: 'button' | 'submit';
  onClick?: MouseEventHandler<HTMLButtonElement>;
}

/**
 * A button for what changes something. Who may only look finds it disabled, and the reason on hover; it stays
 * reachable by keyboard, so that the reason is too.
 */
export function ChangeButton({ onClick, ...props }: ChangeButtonProps) {
  const { readOnly } = useSession();
  if (readOnly === null) return <Button {...props} {...(onClick ? { onClick } : {})} />;
  return (
    <Tooltip label={readOnly} events={{ hover: true, focus: true, touch: true }} multiline maw={260}>
      <Button {...props} data-disabled aria-disabled onClick={(event) => event.preventDefault()} />
    </Tooltip>
  );
}
