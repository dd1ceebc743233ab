// Makes text from outside safe to print: a character that would move the cursor, or turn the direction of a line, is shown as `\u202e`
// is written in JSON. Within a JSON text that means the same text.

/** Without characters that turn or hide others, which JSON allows. Colours and line ends stay. */
export function unturned(text: string): string {
  return text.replaceAll(/[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, escaped);
}

/** The same without control characters: for a message of one or several lines. */
export function visible(text: string): string {
  return unturned(text).replaceAll(/[\p{Cc}]/gu, (each) => (each === '\n' ? each : escaped(each)));
}

/** The same on one line. */
export function oneLine(text: string): string {
  return visible(text).replaceAll('\n', ' ');
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
