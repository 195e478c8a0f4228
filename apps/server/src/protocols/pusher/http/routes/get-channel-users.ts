import { z } from 'zod';
import { ParleyError } from '../../../../core/errors/parley-error.ts';
import { provedMembers } from '../../codec/member-json.ts';
import type { Answer, Call } from '../call.ts';
import { isPresenceChannel } from '../channel-facts.ts';
import { ChannelName } from '../channel-name.ts';
import { parseInput } from '../parse-input.ts';

/** soketi's addition. */
const Input = z.object({ with_user_info: z.string().optional() });

/** `GET /apps/{id}/channels/{name}/users`: who is present, each user once, by whatever protocol they came. */
export function getChannelUsers({ core, app, subject, query }: Call): Answer {
  const channel = parseInput(ChannelName, subject);
  const { with_user_info: withInfo } = parseInput(Input, query);
  if (!isPresenceChannel(app, channel)) {
    throw new ParleyError('bad_request', 'Users can only be retrieved for presence channels');
  }
  const members = provedMembers(core.presence.members(app.id, channel));
  const users = members.map(({ userId, body }) =>
    withInfo === '1' && body ? { id: userId, user_info: body.value() } : { id: userId },
  );
  return { users };
}
