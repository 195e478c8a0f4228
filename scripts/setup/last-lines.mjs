/**
 * @param {string} text
 * @param {number} count
 * @returns {string[]} so many lines at most from its end
 */
export function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count);
}
