import { AppId } from '../models/names.ts';

/** Which app an administrative request is about: an input field of every one of them. */
export const scope = {
  app: AppId.optional().meta({
    description: 'The app it is about; default: the one the key belongs to. Only operators may name another.',
  }),
};

/** How administrative requests prove who calls. */
export const ADMIN = { security: ['adminKey', 'session'] } as const;
