import { z } from 'zod';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How an app's users chat. */
export const ChatSettings = z
  .object({
    registration: z.boolean().default(true).meta({
      description: 'Whether anybody with the client key may register; off, only the backend makes users.',
    }),
    accessTokenMs: z
      .int()
      .min(60_000)
      .max(DAY_MS)
      .default(3 * HOUR_MS)
      .meta({
        description: 'How long an access token holds that a user got by signing in here.',
      }),
    refreshTokenMs: z
      .int()
      .min(HOUR_MS)
      .max(400 * DAY_MS)
      .default(14 * DAY_MS)
      .meta({
        description: 'How long a device stays signed in that is not used.',
      }),
    failedLoginsPerAccount: z.int().min(1).max(10_000).default(20).meta({
      description: 'Failed sign-ins of one login within the window before further ones are refused.',
    }),
    failedLoginsPerAddress: z.int().min(1).max(100_000).default(100).meta({
      description: 'The same for one address, whatever the login.',
    }),
    failedLoginWindowMs: z.int().min(1000).max(DAY_MS).default(900_000).meta({
      description: 'How long failed sign-ins count.',
    }),
    registrationsPerAddress: z.int().min(1).max(1_000_000).default(100).meta({
      description: 'Users that one address may register in an hour.',
    }),
    groupMembers: z.int().min(2).max(1000).default(50).meta({ description: 'Members of one group.' }),
    pageSize: z.int().min(1).max(100).default(30).meta({
      description:
        'Conversations, messages and users on one page of the protocols that do not say how many they want.',
    }),
    adminsDeleteMessages: z.boolean().default(true).meta({
      description: 'Whether owner and admins of a group may delete messages of others for everybody.',
    }),
    peersDeleteMessages: z.boolean().default(true).meta({
      description: 'Whether either side of a private conversation may delete messages of the other for both.',
    }),
    fileBytes: z.int().min(1).max(5_368_709_120).default(104_857_600).meta({
      description: 'Size of one uploaded file, in bytes.',
    }),
    userFilesBytes: z.int().min(1).max(1_099_511_627_776).default(10_737_418_240).meta({
      description: 'Size of all files of one user together, in bytes.',
    }),
    notifications: z.boolean().default(true).meta({
      description: 'Whether devices of members without a connection are told of messages by push.',
    }),
  })
  .prefault({})
  .meta({ id: 'ChatSettings' });

export type ChatSettings = z.infer<typeof ChatSettings>;
