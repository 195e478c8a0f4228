import type { Core } from '../../../core/core.ts';
import type { User } from './user.ts';

/** Shows what a user shows of itself now, wherever it is present by this protocol. Readers of all protocols are told. */
export function showUser(
  { presence }: Pick<Core, 'presence'>,
  { app, name, shown, connections }: User,
): void {
  const channels = new Set([...connections].flatMap((connection) => connection.channels));
  for (const channel of channels) {
    // Where a rule has nobody seen there is nothing to show.
    if (presence.isPresent(app.id, channel, name)) presence.update(app, channel, name, shown);
  }
}
