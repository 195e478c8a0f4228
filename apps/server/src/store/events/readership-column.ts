import type { z } from 'zod';
import { type Readership, StoredReadership } from '../../core/event/readership.ts';

/** How a readership lies in the `readership` column: JSON, in which any name can be said; null for all readers. */
export function toReadershipColumn(readership: Readership | undefined): string | null {
  return readership === undefined ? null : JSON.stringify(written(readership));
}

/** Fails for what it does not understand: an event whose readers are unknown must not go to all of them. */
export function fromReadershipColumn(column: string | null): Readership | undefined {
  if (column === null) return undefined;
  const { only, except } = StoredReadership.parse(JSON.parse(column));
  return { only: only === undefined ? null : new Set(only), except: new Set(except) };
}

/** Whether it could be read again: who writes one that cannot makes its whole channel unreadable. */
export function isStorableReadership(readership: Readership): boolean {
  return StoredReadership.safeParse(written(readership)).success;
}

function written({ only, except }: Readership): z.infer<typeof StoredReadership> {
  return {
    ...(only === null ? {} : { only: [...only] }),
    ...(except.size === 0 ? {} : { except: [...except] }),
  };
}
