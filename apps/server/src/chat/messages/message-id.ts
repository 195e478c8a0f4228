const OBJECT_ID = /^[0-9a-f]{24}$/;

/** Whether something can be the id of a message or a conversation: what cannot need not be looked for. */
export function isMessageId(text: string): boolean {
  return OBJECT_ID.test(text);
}
