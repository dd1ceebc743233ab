// Text from outside as it may be printed: what would move the cursor, or turn the direction of a line, is shown as `\u202e`
// is written in JSON. In a JSON text that is the same text.

/** Without characters that turn or hide what stands beside them, which JSON lets pass. Colours and ends of lines stay. */
export function unturned(text: string): string {
  return text.replaceAll(/[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, escaped);
}

/** The same, and without control characters: for a message of one line or several. */
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
