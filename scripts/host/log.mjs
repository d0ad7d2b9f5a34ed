const TEST_LINE = '[tests] ';
const LINES_KEPT = 60;

/** What a suite prints whose window has opened without what it was to open: it has to be opened again. */
export const OPEN_AGAIN = '[window] open again';

/** Shows what the tests print; what the editor itself prints is kept for the case that they end badly. */
export class HostLog {
  #print = console.log;
  #lines = [];

  take(type, text) {
    if (text.startsWith(TEST_LINE)) this.#print(text);
    else this.#lines.push(`${type}: ${text.split('\n', 3).join(' ')}`);
  }

  tail() {
    return this.#lines.slice(-LINES_KEPT).join('\n');
  }
}
