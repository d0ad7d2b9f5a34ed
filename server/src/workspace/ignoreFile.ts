/** .wsk-lintignore: patterns of what is not checked, one a line, as in .gitignore. Pure: the shells find the file. */

export const ignoreName = '.wsk-lintignore';

/** The patterns for {@link createMatcher}: without empty lines and comments; `\#` and `\!` are plain characters. */
export function parseIgnoreFile(text: string): readonly string[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
