/** Small helpers to turn SDK answers into facts. */

/** The value, or an error naming the field that AWS left out: a fact is never made up from a hole in an answer. */
export function defined<T>(value: T | undefined | null, field: string): T {
  if (value === undefined || value === null) throw new MalformedAnswerError(`the answer lacks ${field}`);
  return value;
}

/** AWS's answer has not the form it promises. */
export class MalformedAnswerError extends Error {
  override name = 'MalformedAnswer';
}

/** The object without its undefined members, so that facts hold only what AWS said. */
export function omitAbsent<T extends object>(value: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}

/** A UTC instant in ISO 8601; undefined for no date or one that cannot be read. */
export function instant(value: Date | string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
