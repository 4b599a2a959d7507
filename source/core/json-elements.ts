/**
 * Splits a long JSON text into its elements as it comes, so that a file of any size is read in the memory of one
 * element. Understood are an array of objects, objects one after another (JSON Lines), and an object that holds them in
 * an array of a given name, as AWS answers do. Elements come as text; whoever wants them parses them.
 */

/** Where an element stands. */
export interface Element {
  text: string;
  /** Line on which it begins, from 1. */
  line: number;
  /** Number of the element, from 1. */
  index: number;
}

/** What is wrong with a text, and where. */
export class JsonFault extends Error {
  override name = 'JsonFault';
  /** Line, from 1. */
  readonly line: number;

  constructor(problem: string, line: number) {
    super(problem);
    this.line = line;
  }
}

/** Characters of one element at most. */
export const longestElement = 16 * 1024 * 1024;

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [34, 92, 123, 125, 91, 93];
const isSpace = (code: number) => code === 32 || code === 10 || code === 13 || code === 9 || code === 0xfeff;

/** Takes text in pieces of any size. */
export class JsonElements {
  readonly #name: string;
  readonly #take: (element: Element) => void;
  #line = 1;
  #index = 0;
  /** Brackets that are open and do not belong to an element: `[`, or `{` and `[` of a wrapping object. */
  #around: ('array' | 'object' | 'rest')[] = [];
  /** Depth inside the element; 0: between elements. */
  #depth = 0;
  #inText = false;
  #escaped = false;
  #parts: string[] = [];
  #length = 0;
  #begins = 1;
  /** The text at depth 1 of an object that may yet turn out to wrap the elements. */
  #key = '';
  #keyed = false;

  /** `name`: the member that holds the elements of a wrapping object. `take` gets each element in turn. */
  constructor(name: string, take: (element: Element) => void) {
    this.#name = name;
    this.#take = take;
  }

  /** Takes the next piece. Throws a {@link JsonFault}. */
  push(piece: string): void {
    let from = this.#depth > 0 ? 0 : -1;
    for (let at = 0; at < piece.length; at += 1) {
      const code = piece.charCodeAt(at);
      if (code === 10) this.#line += 1;
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (code === backslash) this.#escaped = true;
        else if (code === quote) this.#inText = false;
        else if (this.#keyed && this.#key.length <= this.#name.length) this.#key += piece[at];
        continue;
      }
      if (this.#depth === 0) {
        from = this.#between(code, piece[at] ?? '', at);
        continue;
      }
      if (isSpace(code)) continue;
      if (code === quote) {
        this.#inText = true;
        // A member's name at depth 1, and not its value.
        this.#keyed = this.#depth === 1;
        this.#key = '';
        continue;
      }
      if (code === openBracket && this.#depth === 1 && this.#keyed && this.#key === this.#name) {
        this.#around.push('object', 'array');
        this.#reset();
        from = -1;
        continue;
      }
      if (this.#keyed && code !== 58) this.#keyed = false;
      if (code === openBrace || code === openBracket) this.#depth += 1;
      if (code !== closeBrace && code !== closeBracket) continue;
      this.#depth -= 1;
      if (this.#depth > 0) continue;
      this.#keep(piece.slice(from, at + 1));
      this.#emit();
      from = -1;
    }
    if (this.#depth > 0) this.#keep(piece.slice(Math.max(0, from)));
  }

  /** Says that nothing follows. Throws a {@link JsonFault} when the text ends in the middle, or held no element at all. */
  end(): void {
    if (this.#depth > 0)
      throw new JsonFault(
        `The file ends on line ${this.#line}, in the middle of finding ${this.#index + 1}, which begins on line ${this.#begins}`,
        this.#line,
      );
    if (this.#around.length > 0)
      throw new JsonFault(
        `The file ends on line ${this.#line} after finding ${this.#index}, before its list does`,
        this.#line,
      );
  }

  /** A character between elements. Gives where an element begins, or -1. */
  #between(code: number, character: string, at: number): number {
    if (isSpace(code) || code === 44) return -1;
    const around = this.#around.at(-1);
    if (around === 'rest') return this.#rest(code);
    if (code === openBrace) {
      this.#depth = 1;
      this.#keyed = false;
      this.#begins = this.#line;
      return at;
    }
    if (code === openBracket && around === undefined) {
      this.#around.push('array');
      return -1;
    }
    if (code === closeBracket && around === 'array') {
      this.#around.pop();
      if (this.#around.at(-1) === 'object') this.#around.splice(-1, 1, 'rest');
      return -1;
    }
    throw new JsonFault(`Line ${this.#line}: expected a finding, and found ${JSON.stringify(character)}`, this.#line);
  }

  /** What follows the list in its wrapping object is left out: strings and the end. */
  #rest(code: number): number {
    if (code === quote) {
      this.#inText = true;
      this.#keyed = false;
    } else if (code === openBrace || code === openBracket) this.#around.push('rest');
    else if (code === closeBrace || code === closeBracket) this.#around.pop();
    return -1;
  }

  #keep(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
    if (this.#length > longestElement)
      throw new JsonFault(
        `Finding ${this.#index + 1}, which begins on line ${this.#begins}, is longer than ${longestElement / 1024 / 1024} MB`,
        this.#begins,
      );
  }

  #emit(): void {
    this.#index += 1;
    const element = { text: this.#parts.join(''), line: this.#begins, index: this.#index };
    this.#reset();
    this.#take(element);
  }

  #reset(): void {
    this.#depth = 0;
    this.#parts = [];
    this.#length = 0;
    this.#keyed = false;
  }
}
