import { z } from 'zod';
import type { Conversation } from '../../../chat/conversations/conversation.ts';
import type { Picture } from '../../../chat/users/user.ts';
import { ObjectId, PositionText, Timestamp, UserId } from '../../models/names.ts';
import type { PictureUrls } from './user.ts';

/** A name that people read: no control characters, no white space at either end. */
export const ConversationName = z
  .string()
  .min(1)
  .max(255)
  .regex(
    /^(?!\s)[^\p{Cc}\p{Cs}]+(?<!\s)$/u,
    'must not hold control characters or begin or end with white space',
  );

export const ConversationDescription = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^\0\p{Cs}]+$/u, 'must not hold the character NUL or half a character');

export const ImageInput = z
  .strictObject({
    fileId: ObjectId,
    fileName: ConversationName.optional(),
    blurHash: ConversationName.optional(),
  })
  .meta({
    id: 'ConversationImageInput',
    description: 'A file that the user may see; the members of the conversation may see it then.',
  });

const Image = z
  .strictObject({
    fileId: z.string(),
    fileName: z.string().optional(),
    blurHash: z.string().optional(),
    url: z.string().optional().meta({
      description: 'Where to fetch it for a while; absent if it cannot be fetched.',
    }),
  })
  .meta({ id: 'ConversationImage' });

export const ConversationKindModel = z.enum(['private', 'group']).meta({
  id: 'ConversationKind',
  description: 'Between two users, or among several.',
});

export const RoleModel = z.enum(['member', 'admin', 'owner']).meta({ id: 'ConversationRole' });

/** A conversation, whoever looks at it. */
export const ConversationModel = z
  .strictObject({
    id: ObjectId,
    kind: ConversationKindModel,
    name: z.string().nullable(),
    description: z.string().nullable(),
    image: Image.nullable(),
    ownerId: UserId.meta({ description: 'Private: who began it.' }),
    opponentId: UserId.nullable().meta({ description: 'Private: the other one of the two.' }),
    createdAt: Timestamp,
    updatedAt: Timestamp.meta({
      description: 'When it was changed last, or its newest message was sent.',
    }),
  })
  .meta({ id: 'Conversation' });

/** What makes of a conversation what one of its members sees. */
export const viewFields = {
  role: RoleModel.nullable().meta({ description: 'The caller’s; null: it is no longer a member.' }),
  memberCount: z.int().nonnegative(),
  unread: z.int().nonnegative().meta({
    description: 'Messages of others that the caller has not read; at most 1000 are counted.',
  }),
  position: PositionText.meta({
    description:
      'Where the log of its channel `conversation:<id>` stands: subscribe from there to miss nothing.',
  }),
};

/** @param urls of images, by the ids of their files. */
export function conversationModel(
  conversation: Conversation,
  urls: PictureUrls,
): z.infer<typeof ConversationModel> {
  const { image, ...rest } = conversation;
  return { ...rest, image: image && imageModel(image, urls) };
}

function imageModel({ fileId, fileName, blurHash }: Picture, urls: PictureUrls): z.infer<typeof Image> {
  const url = urls.get(fileId);
  return {
    fileId,
    ...(fileName === undefined ? {} : { fileName }),
    ...(blurHash === undefined ? {} : { blurHash }),
    ...(url === undefined ? {} : { url }),
  };
}
