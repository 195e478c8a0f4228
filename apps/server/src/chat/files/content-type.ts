const TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

/** A media type as clients announce it: `image/png`, or with plain parameters, `audio/webm;codecs=opus`. */
export const CONTENT_TYPE = new RegExp(`^${TOKEN}/${TOKEN}( ?; ?${TOKEN}=(${TOKEN}|"[A-Za-z0-9.,_ -]*"))*$`);

/** Longer ones are not kept. */
export const MOST_CONTENT_TYPE_LENGTH = 255;

/** The type without its parameters, in lower case. */
export function essenceOf(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}
