/** Lines of at most `width` characters, the first indented by `first` and the rest by `rest` spaces; a longer word stands alone. */
export function wrap(text: string, width: number, first: number, rest = first): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const indent = ' '.repeat(lines.length === 0 ? first : rest);
    if (last === undefined || [...last].length + 1 + [...word].length > width) lines.push(indent + word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
