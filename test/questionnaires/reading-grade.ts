/** Syllables of an English word, by vowel groups: good to about one in ten words, enough for a limit on a question. */
function syllables(word: string): number {
  const bare = word
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/(?:[^laeiouy]es|[^aeioudt]ed|[^laeiouy]e)$/, (end) => end.slice(0, 1));
  return Math.max(1, bare.match(/[aeiouy]{1,2}/g)?.length ?? 0);
}

/** Flesch–Kincaid grade of a text: the US school year in which it is read with ease. */
export function readingGrade(text: string): number {
  const sentences = text.split(/[.!?]+(?:\s|$)/).filter((part) => part.trim() !== '').length;
  const words = text.split(/[\s–—/]+/).filter((word) => /[a-z0-9]/i.test(word));
  const count = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / Math.max(1, sentences)) + 11.8 * (count / Math.max(1, words.length)) - 15.59;
}
