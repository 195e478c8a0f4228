import { z } from 'zod';

const LARGEST_PAGE = 10;
const TOO_MANY = /^(?!0*(?:1[1-9]|[2-9][0-9]|[1-9][0-9]{2,})$)/;
const COUNT = /^[0-9]+$/;

/** Which messages of a room are asked for. Read as leniently as clients of rooms are used to. */
export const PageFields = {
  limit: z
    .string()
    .regex(TOO_MANY, 'Limit cannot be greater than 10!')
    .optional()
    .meta({
      description: `How many messages at most, 0 to ${LARGEST_PAGE}. What is no such number counts as ${LARGEST_PAGE}.`,
      examples: ['10'],
    }),
  offset: z
    .string()
    .optional()
    .meta({
      description: 'How many of the newest messages to leave out. What is no such number counts as 0.',
      examples: ['0'],
    }),
};

export function limitOf(text: string | undefined): number {
  return text !== undefined && COUNT.test(text) ? Math.min(Number(text), LARGEST_PAGE) : LARGEST_PAGE;
}

export function offsetOf(text: string | undefined): number {
  return text !== undefined && COUNT.test(text) ? Math.min(Number(text), Number.MAX_SAFE_INTEGER) : 0;
}
