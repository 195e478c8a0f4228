import { z } from 'zod';

/** A room, or `global` for the whole app, with users. */
export const RoomUsers = z
  .object({
    rid: z.string().meta({ description: 'A room; `global` stands for the whole app.' }),
    uid: z.array(z.string()).meta({ description: 'Users, each once, in no particular order.' }),
  })
  .meta({ id: 'RoomUsers' });

/** A user with rooms. */
export const UserRooms = z
  .object({
    uid: z.string(),
    rid: z.array(z.string()).meta({ description: 'Rooms, each once, in no particular order.' }),
  })
  .meta({ id: 'UserRooms' });
