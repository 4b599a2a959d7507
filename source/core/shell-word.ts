/** A word as a shell takes it, for commands that a person copies from the screen. */

/**
 * The word as it is where no shell would act on it, else in quotes: `'Acme & Co'`, on Windows `"Acme & Co"`. Folder names
 * are what people chose: one with `$(…)` in it must not run when the printed command is pasted.
 */
export function shellWord(word: string, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return /^[\p{L}\p{N}_.,:\\/@+-]+$/u.test(word) ? word : `"${word}"`;
  return /^[\p{L}\p{N}_.,:/@%+=-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
