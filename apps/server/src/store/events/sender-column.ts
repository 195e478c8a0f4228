/** Before a sender that was merely claimed. No user id holds it: control characters are refused at every border. */
const CLAIMED = '\u0001';

interface Named {
  readonly userId: string | null;
  readonly claimed?: true;
}

/** A sender as the database keeps it: nobody is empty, a claimed user is marked. Different senders differ here. */
export function toSenderColumn({ userId, claimed }: Named): string {
  return claimed ? `${CLAIMED}${userId ?? ''}` : (userId ?? '');
}

export function fromSenderColumn(sender: string): Named {
  if (sender.startsWith(CLAIMED)) return { userId: sender.slice(CLAIMED.length) || null, claimed: true };
  return { userId: sender === '' ? null : sender };
}
