import { TextAnswer } from './call.ts';

const NAME = /^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*)*$/;
const LONGEST_NAME = 100;

/** Whether a text is the name of a function, perhaps of an object's, and nothing that a script could do more with. */
export function isCallbackName(text: string): boolean {
  return text.length <= LONGEST_NAME && NAME.test(text);
}

/** A script that calls a function of the page with a JSON value. The two characters that JSON may hold and old scripts may not are escaped. */
export function callbackAnswer(callback: string, json: string): TextAnswer {
  const value = json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return new TextAnswer('application/javascript; charset=utf-8', `${callback}(${value})`);
}
