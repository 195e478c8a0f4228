/** A step that did not work: what happened, what the command said, and what a person can do about it. */
export class StepFailed extends Error {
  /**
   * @param {string} message
   * @param {string} [output] what the command printed
   * @param {string} [advice]
   */
  constructor(message, output = '', advice = '') {
    super(message);
    this.name = 'StepFailed';
    this.output = output;
    this.advice = advice;
    /** Whether the output has been on the screen as it came. */
    this.shown = false;
  }

  print() {
    if (!this.shown && this.output.trim() !== '') console.error(this.output.trimEnd());
    console.error(`Failed: ${this.message}.`);
    if (this.advice !== '') console.error(this.advice);
  }
}
