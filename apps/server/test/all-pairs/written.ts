/** The names of frames as they stand in a cell of the page. */
export function written(words: readonly string[]): string {
  return words.length === 0 ? 'nothing' : words.map((word) => `\`${word}\``).join(' ');
}
