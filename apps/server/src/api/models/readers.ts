import { z } from 'zod';
import type { Readership } from '../../core/event/readership.ts';
import { UserId } from './names.ts';

const users = z.array(UserId).max(1000);

/** Who of a channel's readers an event is for. */
export const Readers = {
  only: users.optional().meta({
    description:
      'If given, only these users read the event, live, by resuming and in the history: those who proved to be one of ' +
      'them. Its edits and its deletion are for the same. The app’s backend reads everything, and only it may give this.',
  }),
  except: users.optional().meta({
    description: 'These users do not read the event, as with `only`, before which this counts.',
  }),
};

/** The lists as a readership; nothing where neither is given. */
export function givenReaders({
  only,
  except,
}: {
  readonly only?: readonly string[] | undefined;
  readonly except?: readonly string[] | undefined;
}): { readership?: Readership } {
  if (only === undefined && except === undefined) return {};
  return { readership: { only: only === undefined ? null : new Set(only), except: new Set(except ?? []) } };
}

/** A readership as the lists that it was made of. */
export function shownReaders(readership: Readership | undefined): { only?: string[]; except?: string[] } {
  if (readership === undefined) return {};
  const { only, except } = readership;
  return {
    ...(only === null ? {} : { only: [...only] }),
    ...(except.size === 0 ? {} : { except: [...except] }),
  };
}
