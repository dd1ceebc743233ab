// Makes text from a server safe to show: nothing in it controls a terminal, breaks a file format or fills the page.
import { unturned } from '../../core/values/visible.ts';

/**
 * Replaces every character that a terminal, XML or HTML would interpret by a visible one: NUL as `␀`,
 * escape as `␛`, a carriage return as `␍`, others as `�`. A character that would turn the direction of a line is shown as
 * `\u202e`. Line feeds and tabs stay.
 */
export function visible(text: string): string {
  return unturned(text.replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, pictureOf));
}

/** The first `most` characters (UTF-16 units) of a text, and how many were left out. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // A surrogate pair is not split.
  const kept = text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  return `${kept}… (${text.length - kept.length} more characters)`;
}

function pictureOf(character: string): string {
  const code = character.charCodeAt(0);
  if (character === '\n' || character === '\t') return character;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : '\ufffd';
}
