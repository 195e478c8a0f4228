import { z } from 'zod';
import type { Operation } from '../../../chat/operations/operations.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { EventName, ObjectId, Timestamp, UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';

const OperationModel = z
  .object({
    id: ObjectId,
    at: Timestamp,
    conversation: ObjectId.nullable().meta({ description: 'Null: it is news on the user’s own channel.' }),
    kind: z.enum(['publish', 'edit', 'delete']),
    name: EventName,
    user: UserId.nullable().meta({ description: 'Who did it, where that is known.' }),
    target: ObjectId.nullable().meta({ description: 'Edit and delete: the message that they change.' }),
    data: z.unknown().meta({ description: 'The body of the event; null for a deletion.' }),
  })
  .meta({ id: 'Operation' });

/** What happened while the user was away. */
export const listOperations = chatProcedure
  .meta(
    rest.get('/chat/operations', 'Chat', 'See what happened meanwhile', {
      ...BY_USER,
      description:
        'What others did in the user’s conversations, and what was told on its own channel, of the last two weeks. The ' +
        'oldest first with `after`, the newest first with `before`.',
    }),
  )
  .input(
    z.strictObject({
      after: Timestamp.optional(),
      before: Timestamp.optional(),
      limit: z.int().min(1).max(1000).default(100),
    }),
  )
  .output(z.strictObject({ operations: z.array(OperationModel) }))
  .query(async ({ ctx, input }) => {
    const operations = await ctx.api.chat.operations.list(ctx.caller, rangeOf(input));
    return { operations: operations.flatMap(operationModel) };
  });

function rangeOf({
  after,
  before,
  limit,
}: {
  after?: number | undefined;
  before?: number | undefined;
  limit: number;
}) {
  if (after !== undefined && before === undefined) return { after, limit };
  if (after === undefined && before !== undefined) return { before, limit };
  throw new ParleyError('bad_request', 'Name either `after` or `before`.');
}

function operationModel({ id, at, news }: Operation): Array<z.infer<typeof OperationModel>> {
  const { event } = news;
  if (event.kind === 'signal' || event.kind === 'presence') return [];
  const { kind, name, target, body, sender } = event;
  const conversation = news.kind === 'conversation' ? news.conversation.id : null;
  const data = body?.value() ?? null;
  return [{ id, at, conversation, kind, name, user: sender.userId, target, data }];
}
