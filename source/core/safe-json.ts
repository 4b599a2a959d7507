/** JSON that can be shown on a terminal. */

// What JSON leaves as it is and a terminal or an editor would act on: DEL, C1 controls, what hides or reorders text.
const acting = /[\u007f-\u009f\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A value as JSON, two spaces and a final newline. Parsed, it is the same value; as text, no character of it acts. */
export function safeJson(value: unknown): string {
  return `${inert(JSON.stringify(value, null, 2))}\n`;
}

/** As {@link safeJson}, on one line without its end. */
export function safeJsonLine(value: unknown): string {
  return inert(JSON.stringify(value));
}

function inert(text: string): string {
  return text.replace(acting, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
